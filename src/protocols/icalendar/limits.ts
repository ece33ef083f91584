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
