/** RFC 5545 3.1: a line is at most 75 octets, its line break not counted. */
export const LINE_OCTETS = 75;
/** An object with 1,000 attendees and a 10,000 character description is below half of this. */
export const OBJECT_CHARACTERS = 1_048_576;
/** Each property is a line; no calendar program was seen to write more than some hundreds for one event. */
export const OBJECT_LINES = 20_000;
/** VCALENDAR > VEVENT > VALARM is three; ical.js recurses once for each. */
export const NESTING = 6;
/** As many as the most invitees of one event, and again for what other programs add. */
export const ATTENDEES = 1_000;
/** BEGIN lines of one object: 400 changed dates with two alarms each are 1,200. */
export const COMPONENTS = 5_000;
/** Changed dates of one series; each is a VEVENT that is read, stored and sent again with every change of the object. */
export const OVERRIDES = 1_000;
/** RDATEs and EXDATEs of one series together: more than ten years of days. */
export const DATES = 3_650;
/** Ten years of days. An end further away can be said with UNTIL, which costs nothing. */
export const RULE_COUNT = 3_650;
/** RFC 5545 sets none; a thousand days, weeks or months is beyond any meeting and keeps dates within four-digit years. */
export const RULE_INTERVAL = 1_000;
/** The lists of a rule multiply to the dates of one period; a 723-byte rule of full lists stops every engine that was tried. */
export const RULE_PRODUCT = 1_000;
/** RRULE value; the longest that passes RULE_PRODUCT and repeats nothing is below this. */
export const RULE_CHARACTERS = 2_000;
/** Dates given for one question; a daily series over thirteen years. */
export const INSTANCES = 5_000;
/** Where the search for a next date ends: the Gregorian calendar repeats after 400 years, a rule without a date by then has none. */
export const HORIZON_YEARS = 400;
/**
 * A rule that gave no date for so many periods in a row is taken to have no more: 60 years of days, weeks, months or years. The
 * rarest date of the calendar, 29 February on one weekday, comes back within 40.
 */
export const BARREN_PERIODS = { DAILY: 21_915, WEEKLY: 3_131, MONTHLY: 720, YEARLY: 60 } as const;
