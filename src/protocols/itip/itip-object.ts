import type { AttendeeAnswer, EventTime } from '../icalendar/event-draft.ts';
import type { ReadTime } from '../icalendar/read-time.ts';

/** RFC 5546 1.4. */
export const ITIP_METHODS = [
  'PUBLISH',
  'REQUEST',
  'REPLY',
  'ADD',
  'CANCEL',
  'REFRESH',
  'COUNTER',
  'DECLINECOUNTER',
] as const;
export type ItipMethod = (typeof ITIP_METHODS)[number];

export interface ItipPerson {
  readonly name: string;
  /** Lower case; '' when it is no mail address. */
  readonly address: string;
  /** Who wrote for them: SENT-BY, like `address`. */
  readonly sentBy: string;
}

export interface ItipAttendee extends ItipPerson {
  /** Whatever is not known counts as NEEDS-ACTION (RFC 5545 3.2.12). */
  readonly partstat: AttendeeAnswer;
  readonly delegatedTo: readonly string[];
  readonly delegatedFrom: readonly string[];
  /** Google's X-RESPONSE-COMMENT. */
  readonly comment: string;
}

/** One VEVENT of a mailed object. Texts have no control characters and are cut at the limits. */
export interface ItipEvent {
  /** As it is written, in the zone that it names; undefined: the single event, or all of the series. */
  readonly recurrenceId: ReadTime | undefined;
  /** Undefined when it says none, which some programs do. */
  readonly sequence: number | undefined;
  readonly stampMs: number | undefined;
  readonly organizer: ItipPerson | undefined;
  readonly attendees: readonly ItipAttendee[];
  /** What the sender wrote beside it. */
  readonly comment: string;
  readonly summary: string;
  /** Undefined when it says none or one that cannot be read. In a zone that nobody knows: a floating time. */
  readonly start: EventTime | undefined;
  /** For whole days the last one, included. */
  readonly end: EventTime | undefined;
}

/** What somebody else's program says about one event (RFC 5546). */
export interface ItipObject {
  readonly method: ItipMethod;
  readonly uid: string;
  /** At least one. */
  readonly events: readonly ItipEvent[];
}
