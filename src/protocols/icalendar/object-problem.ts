/** Why an iCalendar object is not taken. */
export type ObjectProblem =
  /** More characters or lines than limits.ts allows. */
  | 'too-large'
  | 'too-deep'
  /** Not one VCALENDAR with matching BEGIN and END. */
  | 'not-icalendar'
  /** A line without a name and a colon: often a line break inside a text that was not folded. */
  | 'bad-line'
  | 'no-event'
  /** VTODO, VJOURNAL, VFREEBUSY. */
  | 'unsupported-component'
  | 'no-uid'
  | 'several-uids'
  /** Two VEVENTs without RECURRENCE-ID. */
  | 'several-mains'
  | 'no-start'
  /** A date or time that cannot be read, or that does not fit to the start. */
  | 'bad-time'
  | 'end-before-start'
  | 'unknown-time-zone'
  | 'too-many-attendees'
  | 'too-many-dates'
  | 'too-many-overrides'
  /** Two VEVENTs for the same date. */
  | 'same-recurrence-id'
  /** RECURRENCE-ID;RANGE=THISANDFUTURE, which RFC 5545 has kept and no program that we know writes. */
  | 'this-and-future'
  | 'several-rules'
  | RuleProblem;

/** Why a recurrence rule is not taken. */
export type RuleProblem =
  /** Against the grammar of RFC 5545 3.3.10. */
  | 'bad-rule'
  /** RFC 7529: a calendar other than the Gregorian one, or SKIP. */
  | 'unsupported-rule'
  /** HOURLY, MINUTELY, SECONDLY. */
  | 'rule-too-frequent'
  | 'rule-count-too-large'
  | 'rule-interval-too-large'
  /** The lists of the rule multiply to more dates than limits.ts allows. */
  | 'rule-too-wide';

/** `line`: of the text as it came, counted from 1; absent where no one line is to blame. */
export interface ObjectFailure {
  readonly code: ObjectProblem;
  readonly line?: number;
}

export const refuseAt = (
  code: ObjectProblem,
  line?: number,
): { readonly ok: false; readonly code: ObjectProblem; readonly line?: number } =>
  line === undefined ? { ok: false, code } : { ok: false, code, line };
