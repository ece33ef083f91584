import { ok, type Result } from '../../base/result.ts';
import { ATTENDEES } from '../icalendar/limits.ts';
import { type ObjectFailure, refuseAt } from '../icalendar/object-problem.ts';
import { allOf, type ContentComponent, firstOf, parameterOf, textValue } from '../icalendar/read-content.ts';
import { readSpan } from '../icalendar/read-span.ts';
import { type ReadTime, readDigits, readTime, toEventTime, type ZoneFinder } from '../icalendar/read-time.ts';
import { cleanLine, cleanText } from './clean-text.ts';
import type { ItipEvent } from './itip-object.ts';
import { COMMENT_CHARACTERS, SUMMARY_CHARACTERS } from './limits.ts';
import { readItipAttendee, readItipPerson } from './read-itip-person.ts';

/** How the words beside an answer are written by the program that wrote the object. */
export interface ItipHabits {
  /** Outlook's desktop program writes them as DESCRIPTION; elsewhere that is the text of the event. */
  readonly commentIsDescription: boolean;
}

const readSequence = (event: ContentComponent): number | undefined => {
  const text = firstOf(event, 'SEQUENCE')?.value.trim() ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
};

/** RFC 5545 3.8.7.2: in UTC; without the letter that says so it is read as if it were there. */
const readStamp = (event: ContentComponent): number | undefined => {
  const digits = readDigits(firstOf(event, 'DTSTAMP')?.value.trim() ?? '');
  return digits?.timed ? digits.wallMs : undefined;
};

const textOf = (event: ContentComponent, name: string, characters: number): string =>
  cleanText(
    allOf(event, name)
      .map(({ value }) => textValue(value))
      .join('\n'),
    characters,
  );

const readComment = (event: ContentComponent, { commentIsDescription }: ItipHabits): string => {
  const comment = textOf(event, 'COMMENT', COMMENT_CHARACTERS);
  return comment === '' && commentIsDescription ? textOf(event, 'DESCRIPTION', COMMENT_CHARACTERS) : comment;
};

/** What cannot be read is left out: an answer is one without it. */
const readTimes = (event: ContentComponent, findZone: ZoneFinder): Pick<ItipEvent, 'start' | 'end'> => {
  const span = readSpan(event, findZone);
  if (span.ok) return { start: span.value.start, end: span.value.end };
  const line = firstOf(event, 'DTSTART');
  const start = line && readTime(line, findZone);
  return { start: start === undefined || typeof start === 'string' ? undefined : toEventTime(start), end: undefined };
};

/** A date that cannot be read must not become all of the series. */
const readRecurrenceId = (
  event: ContentComponent,
  findZone: ZoneFinder,
): Result<ReadTime | undefined, ObjectFailure> => {
  const line = firstOf(event, 'RECURRENCE-ID');
  if (line === undefined) return ok(undefined);
  if (parameterOf(line, 'RANGE') !== '') return refuseAt('this-and-future', line.line);
  const time = readTime(line, findZone);
  return typeof time === 'string' ? refuseAt(time, line.line) : ok(time);
};

export const readItipEvent = (
  event: ContentComponent,
  findZone: ZoneFinder,
  habits: ItipHabits,
): Result<ItipEvent, ObjectFailure> => {
  const recurrenceId = readRecurrenceId(event, findZone);
  if (!recurrenceId.ok) return recurrenceId;
  const attendees = allOf(event, 'ATTENDEE');
  if (attendees.length > ATTENDEES) return refuseAt('too-many-attendees', attendees[ATTENDEES]?.line);
  const organizer = firstOf(event, 'ORGANIZER');
  return ok({
    recurrenceId: recurrenceId.value,
    sequence: readSequence(event),
    stampMs: readStamp(event),
    organizer: organizer && readItipPerson(organizer),
    attendees: attendees.map(readItipAttendee),
    comment: readComment(event, habits),
    summary: cleanLine(textValue(firstOf(event, 'SUMMARY')?.value ?? ''), SUMMARY_CHARACTERS),
    ...readTimes(event, findZone),
  });
};
