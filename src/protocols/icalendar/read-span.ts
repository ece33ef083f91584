import { ok, type Result } from '../../base/result.ts';
import type { ObjectEvent } from './calendar-object.ts';
import type { EventTime } from './event-draft.ts';
import { type ObjectFailure, refuseAt } from './object-problem.ts';
import { type ContentComponent, type ContentLine, firstOf } from './read-content.ts';
import {
  clockOf,
  DAY_MS,
  dateText,
  localText,
  type ReadDuration,
  type ReadTime,
  readDuration,
  readTime,
  toEventTime,
  type ZoneFinder,
} from './read-time.ts';

type Span = Pick<ObjectEvent, 'start' | 'end' | 'allDay' | 'durationDays'>;
type Read<Value> = Result<Value, ObjectFailure>;
type TimedStart = Extract<ReadTime, { kind: 'time' }>;

/** Beyond this a date has five digits in its year. */
const LAST_WALL_MS = Date.UTC(9999, 11, 31);

/** DTEND of whole days is the day after the last one; one on the day of DTSTART, or before it, is wrong, and common: one day. */
const lastDay = (startMs: number, endMs: number): EventTime => ({ date: dateText(Math.max(startMs, endMs - DAY_MS)) });

const momentOf = (time: TimedStart, wallMs = time.wallMs): number => clockOf(time.timeZone)?.momentOf(wallMs) ?? wallMs;

const withEnd = (start: ReadTime, line: ContentLine, findZone: ZoneFinder): Read<EventTime> => {
  const end = readTime(line, findZone);
  if (typeof end === 'string') return refuseAt(end, line.line);
  if (start.kind === 'date' && end.kind === 'date') return ok(lastDay(start.wallMs, end.wallMs));
  if (start.kind === 'date' || end.kind === 'date') return refuseAt('bad-time', line.line);
  const length = momentOf(end) - momentOf(start);
  return length < 0 ? refuseAt('end-before-start', line.line) : ok(toEventTime(end));
};

/** RFC 5545 3.3.6: days by the calendar, then hours by a clock that never changes. */
const addDuration = (start: TimedStart, { days, exactMs }: ReadDuration): number => {
  const clock = clockOf(start.timeZone);
  const wallMs = start.wallMs + days * DAY_MS;
  return clock ? clock.wallOf(clock.momentOf(wallMs) + exactMs) : wallMs + exactMs;
};

const withDuration = (start: ReadTime, line: ContentLine): Read<EventTime> => {
  const duration = readDuration(line.value);
  if (duration === undefined) return refuseAt('bad-time', line.line);
  if (duration.days < 0 || duration.exactMs < 0) return refuseAt('end-before-start', line.line);
  const roughMs = start.wallMs + duration.days * DAY_MS + duration.exactMs;
  if (roughMs > LAST_WALL_MS) return refuseAt('bad-time', line.line);
  if (start.kind === 'date') return ok(lastDay(start.wallMs, roughMs));
  return ok({ local: localText(addDuration(start, duration)), timeZone: start.timeZone });
};

const readEnd = (event: ContentComponent, start: ReadTime, findZone: ZoneFinder): Read<EventTime> => {
  const end = firstOf(event, 'DTEND');
  if (end !== undefined) return withEnd(start, end, findZone);
  const duration = firstOf(event, 'DURATION');
  return duration === undefined ? ok(toEventTime(start)) : withDuration(start, duration);
};

const nominalDays = (event: ContentComponent): number => {
  const duration = firstOf(event, 'DTEND') === undefined ? firstOf(event, 'DURATION') : undefined;
  return (duration && readDuration(duration.value)?.days) ?? 0;
};

/** RFC 5545 3.6.1: DTEND, or DURATION, or the whole day of a date, or the moment itself. */
export const readSpan = (event: ContentComponent, findZone: ZoneFinder): Read<Span> => {
  const line = firstOf(event, 'DTSTART');
  if (line === undefined) return refuseAt('no-start', event.line);
  const start = readTime(line, findZone);
  if (typeof start === 'string') return refuseAt(start, line.line);
  const end = readEnd(event, start, findZone);
  if (!end.ok) return end;
  const days = start.kind === 'time' ? nominalDays(event) : 0;
  const span = { start: toEventTime(start), end: end.value, allDay: start.kind === 'date' };
  return ok(days > 0 ? { ...span, durationDays: days } : span);
};
