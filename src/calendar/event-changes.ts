import type { Transaction } from '../platform/database.ts';
import type { EventFacts } from './event-facts.ts';

/** An organizer's event that was made (no `before`), changed, or deleted (no `after`). */
export interface EventChangeNotice {
  readonly before?: EventFacts;
  readonly after?: EventFacts;
  /** False when nobody is to be told. */
  readonly notify: boolean;
  /** Nobody is told before this time has passed: the change can be undone until then. */
  readonly quietAtLeastMs?: number;
  /** True: what came back as it was is no news to those who had not heard of it before it went. */
  readonly onlyIfTold?: true;
}

/** Told of each change in the transaction that stores it: what it writes is kept with the change, or not at all. */
export type EventChangeListener = (transaction: Transaction, change: EventChangeNotice) => Promise<void>;

export interface EventChanges {
  readonly written: EventChangeListener;
  /** After the commit, so that what waits for changes looks at once. */
  committed(): void;
}

/** What is over is nobody's news. */
export const isNews = (nowMs: number, ...states: ReadonlyArray<EventFacts | undefined>): boolean =>
  states.some((facts) => facts !== undefined && (facts.lastEndMs === null || facts.lastEndMs > nowMs));
