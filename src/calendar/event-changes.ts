import type { Needs } from '../contract/http/answer.ts';
import type { Partstat } from '../contract/http/event.ts';
import type { Transaction } from '../platform/database.ts';
import type { StoredEvent } from './event.ts';
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

/** What an answer says beside yes or no, and where it came from. */
export interface AnswerDetails {
  readonly comment: string;
  readonly needs: Needs;
  /** Lower-case address of who comes instead; '' when nobody does. */
  readonly delegate: string;
  readonly via: 'mail' | 'link' | 'account' | 'organizer';
  /** SEQUENCE and DTSTAMP of a mailed answer (RFC 5546 2.1.5). */
  readonly sequence?: number;
  readonly stampMs?: number;
}

/** Somebody who is invited answered. */
export interface AnswerNotice {
  /** The organizer's. */
  readonly event: StoredEvent;
  readonly address: string;
  /** By date; `''`: the series or the single event. */
  readonly answers: ReadonlyMap<string, Partstat>;
  /** Absent when a calendar program said yes or no and nothing else. */
  readonly details?: AnswerDetails;
}

export type AnswerListener = (transaction: Transaction, notice: AnswerNotice) => Promise<void>;

export interface EventChanges {
  readonly written: EventChangeListener;
  /** Told of each answer in the transaction that stores it. */
  readonly answered?: AnswerListener;
  /** After the commit, so that what waits for changes looks at once. */
  committed(): void;
}

/** What is over is nobody's news. */
export const isNews = (nowMs: number, ...states: ReadonlyArray<EventFacts | undefined>): boolean =>
  states.some((facts) => facts !== undefined && (facts.lastEndMs === null || facts.lastEndMs > nowMs));
