import type { EventTime } from './event-draft.ts';
import type { EventEdit } from './event-edit.ts';
import { firstLine, type Lines, type LinesEdit, removeNamed, rewriteLines, setLine } from './event-lines.ts';
import type { Newline } from './fold-lines.ts';
import { valueIn, withValue, withWrittenParameter } from './property-text.ts';
import { readDuration } from './read-time.ts';
import {
  addDays,
  addDuration,
  formatWritten,
  formFor,
  formParameter,
  readTimeLine,
  sameClock,
  saysTime,
  textOf,
  type WrittenTime,
} from './written-times.ts';
import type { WrittenZones } from './written-zones.ts';

/** DTSTART of a VEVENT; undefined when it cannot be read. */
export const startOf = (lines: Lines, zones: WrittenZones): WrittenTime | undefined => {
  const line = firstLine(lines, 'DTSTART');
  return line && readTimeLine(line.text, zones);
};

/** What the writing of a line depends on besides its value. */
export interface Writing {
  readonly newline: Newline;
  readonly zones: WrittenZones;
}

/** Rewrites a line's form and value; its other parameters stay. */
const withTime = (line: string, { form, at }: WrittenTime): string =>
  withValue(withWrittenParameter(line, ['TZID', 'VALUE'], formParameter(form)), formatWritten(form, at));

/** Another time in a line, which keeps the way in which it says its form when that is the same. */
export const moveTime = (line: string, time: WrittenTime, zones: WrittenZones): string => {
  const standing = readTimeLine(line, zones);
  if (standing === undefined || !sameClock(standing.form, time.form)) return withTime(line, time);
  return standing.at === time.at ? line : withValue(line, formatWritten(standing.form, time.at));
};

export const freshTime = (name: string, { form, at }: WrittenTime): string => {
  const parameter = formParameter(form);
  return `${name}${parameter === '' ? '' : `;${parameter}`}:${formatWritten(form, at)}`;
};

/** A line that says the time already stays as it is; one in the same zone keeps the way in which it names it. */
const withEventTime = (line: string, time: EventTime, zones: WrittenZones): string => {
  const standing = readTimeLine(line, zones);
  if (standing !== undefined) {
    if (saysTime(standing, time, zones)) return line;
    if (saysTime({ ...standing, at: textOf(time) }, time, zones))
      return withValue(line, formatWritten(standing.form, textOf(time)));
  }
  return withTime(line, { form: formFor(time, zones), at: textOf(time) });
};

const setTime = (lines: Lines, name: 'DTSTART' | 'DTEND', time: EventTime, { newline, zones }: Writing): Lines =>
  setLine(lines, name, newline, {
    rewrite: (line) => withEventTime(line, time, zones),
    fresh: () => freshTime(name, { form: formFor(time, zones), at: textOf(time) }),
    after: name === 'DTEND' ? ['DTSTART'] : ['UID'],
  });

/** Where the VEVENT ends without DTEND: by its DURATION, else a day is whole and a moment is one (RFC 5545 3.6.1). */
const impliedEnd = (lines: Lines, start: WrittenTime): WrittenTime | undefined => {
  const line = firstLine(lines, 'DURATION');
  if (line === undefined) return start.form.kind === 'date' ? { ...start, at: addDays(start.at, 1) } : start;
  const duration = readDuration(valueIn(line.text));
  return duration && addDuration(start, duration);
};

/** DTEND is the first moment or day after. */
const writtenEnd = (end: EventTime): EventTime => ('date' in end ? { date: addDays(end.date, 1) } : end);

/** `before`: DTSTART as it was before the edit. A DURATION that still says the right end stays while the zone stays. */
const setEnd = (lines: Lines, before: WrittenTime | undefined, end: EventTime, writing: Writing): Lines => {
  const wanted = writtenEnd(end);
  if (firstLine(lines, 'DTEND') !== undefined) return setTime(lines, 'DTEND', wanted, writing);
  const start = startOf(lines, writing.zones);
  const stays = start !== undefined && before !== undefined && sameClock(start.form, before.form);
  const implied = stays ? impliedEnd(lines, start) : undefined;
  if (implied !== undefined && saysTime(implied, wanted, writing.zones)) return lines;
  if (firstLine(lines, 'DURATION') === undefined) return setTime(lines, 'DTEND', wanted, writing);
  const written = { form: formFor(wanted, writing.zones), at: textOf(wanted) };
  return rewriteLines(lines, 'DURATION', writing.newline, () => freshTime('DTEND', written));
};

const ALL_DAY_LINES = ['X-MICROSOFT-CDO-ALLDAYEVENT', 'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT'] as const;

/** Outlook's own word for it goes along, where it is said. */
const settleAllDay = (lines: Lines, allDay: boolean, newline: Newline): Lines =>
  ALL_DAY_LINES.reduce(
    (edited, name) =>
      rewriteLines(edited, name, newline, (line) =>
        /^true$/i.test(valueIn(line).trim()) === allDay ? line : withValue(line, allDay ? 'TRUE' : 'FALSE'),
      ),
    lines,
  );

const isDay = (line: string, zones: WrittenZones): boolean => readTimeLine(line, zones)?.form.kind === 'date';

/** Days end with days and moments with moments: an end of the other kind cannot stay. */
const dropMisfit = (lines: Lines, allDay: boolean, zones: WrittenZones): Lines => {
  const end = firstLine(lines, 'DTEND');
  if (end !== undefined) return isDay(end.text, zones) === allDay ? lines : removeNamed(lines, 'DTEND');
  const duration = readDuration(valueIn(firstLine(lines, 'DURATION')?.text ?? ''));
  return allDay && duration !== undefined && duration.exactMs !== 0 ? removeNamed(lines, 'DURATION') : lines;
};

const setStart = (lines: Lines, start: EventTime, hasEnd: boolean, writing: Writing): Lines => {
  const moved = settleAllDay(setTime(lines, 'DTSTART', start, writing), 'date' in start, writing.newline);
  return hasEnd ? moved : dropMisfit(moved, 'date' in start, writing.zones);
};

/** Without a new end DTEND stays where it is, and a DURATION as long as it is. */
export const timeEdit =
  ({ start, end }: EventEdit, writing: Writing): LinesEdit =>
  (lines) => {
    const moved = start === undefined ? lines : setStart(lines, start, end !== undefined, writing);
    return end === undefined ? moved : setEnd(moved, startOf(lines, writing.zones), end, writing);
  };
