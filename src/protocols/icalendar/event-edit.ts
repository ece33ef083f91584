import type { AttendeeAnswer, EventDraft } from './event-draft.ts';

/** Changes to one VEVENT: what is absent stays, '' and [] remove. */
export interface EventEdit extends Partial<EventDraft> {
  /** Without `RRULE:`. */
  readonly rrule?: string;
  /** The whole list, each in the form of the master's DTSTART (after this edit): `2027-03-01T10:00:00`, `2027-03-01`. */
  readonly rdates?: readonly string[];
  readonly exdates?: readonly string[];
  /** The whole list. */
  readonly categories?: readonly string[];
  readonly addCategories?: readonly string[];
  readonly removeCategories?: readonly string[];
  /** X-WEBMEETING-ID. */
  readonly webMeetingId?: string;
  /** X-WEBMEETING:TRUE; false removes the line. */
  readonly webMeetingWanted?: boolean;
  /** X-WEBMEETING-HIDE-INVITEES:TRUE; false removes the line. */
  readonly hideInvitees?: boolean;
  readonly transparent?: boolean;
}

/** `recurrenceId`: the original start by the clock of the master's zone, as in ObjectEvent. */
export type ObjectEdit =
  /** '' is the master. Changes that name a date without an override change nothing. */
  | { readonly kind: 'set'; readonly recurrenceId: string; readonly changes: EventEdit }
  /** Changes the override of that date; where there is none, it is made as a copy of the master, moved to that date. */
  | { readonly kind: 'override'; readonly recurrenceId: string; readonly changes: EventEdit }
  /** The date no longer takes place: an RDATE that names it goes, else an EXDATE comes; its override goes. */
  | { readonly kind: 'exclude'; readonly recurrenceId: string }
  /** Takes the EXDATE of that date away. */
  | { readonly kind: 'restore'; readonly recurrenceId: string }
  | { readonly kind: 'drop-override'; readonly recurrenceId: string }
  /** The object keeps those dates alone, each as an override, without the series: for who is invited to no more (RFC 6638 3.2.5). */
  | { readonly kind: 'only-dates'; readonly recurrenceIds: readonly string[] }
  /** Of a series that has moved: the override of `from` becomes that of `to`, in the form of the master as it is by then. */
  | {
      readonly kind: 'rename-override';
      readonly from: string;
      readonly to: string;
      /** Its own times move by as much as `to` is from `from` by the clock, and to the master's zone if they were in the old one. */
      readonly moveTimes?: boolean;
    }
  /** The series ends before that date: UNTIL instead of COUNT; dates, exceptions and overrides from then on go. */
  | { readonly kind: 'end-before'; readonly recurrenceId: string }
  /**
   * The other half: the series begins at that date, under another UID and with SEQUENCE 0; earlier dates, exceptions and overrides
   * go. `countBefore`: how many dates the rule gives before it, by which COUNT is lowered. The date is one that the rule gives: at
   * an RDATE the rule would count its weeks or days from there.
   */
  | { readonly kind: 'begin-at'; readonly recurrenceId: string; readonly uid: string; readonly countBefore?: number }
  /** PARTSTAT of one attendee; for a date without an override that override is made, unless it would say the same as the master. */
  | {
      readonly kind: 'answer';
      readonly recurrenceId: string;
      readonly address: string;
      readonly partstat: AttendeeAnswer;
      /** RFC 6638 7.3, `2.0`. */
      readonly scheduleStatus?: string;
    };
