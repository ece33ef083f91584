/** 10 MB of the shortest lines would be ten million; a file of 10,000 events with twenty lines each is below this. */
export const FILE_LINES = 500_000;
/** As many as the largest calendars that were measured; each is read and stored by itself. */
export const FILE_EVENTS = 10_000;
/** Dates that one file may bring into the calendar's list: a hundred daily series over the three years that are listed. */
export const FILE_DATES = 100_000;
/** A refusal costs a line of the answer; a file with more broken parts than this is something else. */
export const FILE_REFUSALS = 1_000;
/** VCALENDAR > VEVENT > VALARM and two more, as for one object. */
export const FILE_NESTING = 6;
/** RFC 5545 3.8.4.7; database keys and mails hold UIDs. */
export const UID_CHARACTERS = 255;
/** Each is fetched in the background for as long as it is there. */
export const SUBSCRIPTIONS_PER_ACCOUNT = 50;
/** With the only connection that writes: another person's request asks the database several times, and waits so long each time. */
export const TRANSACTION_MS = 8;
