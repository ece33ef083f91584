import type { Clock } from '../../../base/clock.ts';
import type { ErrorCode } from '../../../base/errors.ts';
import type { RoomAddress } from '../room-address.ts';
import type { EntryApi } from './entry-api.ts';
import type { WaitFor } from './wait-for.ts';

/** What the page around may do for the way in. */
export interface EntryPlace {
  /** Puts another address into the address bar; with `stay` no step back leads to the one before. */
  show(path: string, stay: boolean): void;
  /** Asks to sign in, then comes back to `next`. */
  signIn(next: string): void;
  /** The room's part of the page will be needed. */
  prepareRoom(): void;
  rememberedName(): string;
  rememberName(name: string): void;
  /** What one was called in this meeting when the page was loaded anew; undefined when one was not in it. */
  nameInside(): string | undefined;
  keepNameInside(name: string): void;
  /** Does the work in so many milliseconds; answers how to call it off. */
  later(afterMs: number, work: () => void): () => void;
  /** Whoever waits looks elsewhere by now: makes them hear that something was said to them. */
  call(news: 'admitted' | 'declined' | 'message'): void;
  /** A new unguessable name for a message. */
  newClientId(): string;
}

export interface EntryParts {
  readonly address: RoomAddress;
  readonly api: EntryApi;
  readonly waitFor: WaitFor;
  readonly place: EntryPlace;
  readonly clock: Clock;
  /** Reads what a call threw. */
  readonly readProblem: (thrown: unknown) => {
    readonly code: ErrorCode | 'unreachable';
    readonly fields: ReadonlyMap<string, string>;
    readonly requestId?: string | undefined;
    readonly retryAfterSeconds?: number | undefined;
  };
}
