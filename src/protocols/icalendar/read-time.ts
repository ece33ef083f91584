import type { EventTime } from './event-draft.ts';
import { type ContentLine, parameterOf } from './read-content.ts';
import type { ZoneClock } from './zone-offsets.ts';
import { zoneClock } from './zone-offsets.ts';

export const DAY_MS = 86_400_000;

/** A time as a property says it. `wallMs` is the local time written as if it were UTC; `timeZone` as in EventTime. */
export type ReadTime =
  | { readonly kind: 'date'; readonly wallMs: number }
  | { readonly kind: 'time'; readonly wallMs: number; readonly timeZone: string };

export type TimeProblem = 'bad-time' | 'unknown-time-zone';

/** What a TZID means in this object: an IANA zone, or undefined. */
export type ZoneFinder = (tzid: string) => string | undefined;

/** Nobody's meeting; and Date takes the years up to 99 for those of the last century. */
const FIRST_WALL_MS = Date.UTC(1000, 0, 1);

export const dateText = (wallMs: number): string => new Date(wallMs).toISOString().slice(0, 10);
export const localText = (wallMs: number): string => new Date(wallMs).toISOString().slice(0, 19);

/** `2027-03-01T10:00:00` or `2027-03-01` as if it were UTC. NaN for anything else. */
export const wallOf = (text: string): number => Date.parse(text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`);

export const wallOfTime = (time: EventTime): number => wallOf('date' in time ? time.date : time.local);

const TIME = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/i;

interface Digits {
  readonly wallMs: number;
  readonly timed: boolean;
  readonly utc: boolean;
}

/** RFC 5545 3.3.4 DATE and 3.3.5 DATE-TIME; undefined for what no calendar or clock shows. */
export const readDigits = (text: string): Digits | undefined => {
  const [, year, month, day, hour, minute, second, utc] = TIME.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const dayMs = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  // Date.parse reads 30 February as 2 March.
  if (Number.isNaN(dayMs) || dateText(dayMs) !== `${year}-${month}-${day}` || year === '0000') return undefined;
  const [hours, minutes, seconds] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 60) return undefined;
  // RFC 5545 3.3.12: who knows no leap seconds reads 60 as 59.
  const wallMs = dayMs + ((hours * 60 + minutes) * 60 + Math.min(seconds, 59)) * 1_000;
  return { wallMs, timed: hour !== undefined, utc: utc !== undefined && utc !== '' };
};

const readOne = (text: string, line: ContentLine, findZone: ZoneFinder): ReadTime | TimeProblem => {
  const digits = readDigits(text.trim());
  if (digits === undefined || digits.wallMs < FIRST_WALL_MS) return 'bad-time';
  const { wallMs } = digits;
  if (!digits.timed || parameterOf(line, 'VALUE').toUpperCase() === 'DATE')
    return { kind: 'date', wallMs: Math.floor(wallMs / DAY_MS) * DAY_MS };
  if (digits.utc) return { kind: 'time', wallMs, timeZone: 'UTC' };
  const tzid = parameterOf(line, 'TZID');
  const timeZone = tzid === '' ? '' : findZone(tzid);
  return timeZone === undefined ? 'unknown-time-zone' : { kind: 'time', wallMs, timeZone };
};

/** DTSTART, DTEND, RECURRENCE-ID: one date or date with time. */
export const readTime = (line: ContentLine, findZone: ZoneFinder): ReadTime | TimeProblem =>
  readOne(line.value, line, findZone);

/** RDATE and EXDATE: a list; of a PERIOD the start counts. */
export const readTimes = (line: ContentLine, findZone: ZoneFinder): readonly ReadTime[] | TimeProblem => {
  const times: ReadTime[] = [];
  for (const item of line.value.split(',')) {
    if (item.trim() === '') continue;
    const [start = ''] = item.split('/');
    const time = readOne(start, line, findZone);
    if (typeof time === 'string') return time;
    times.push(time);
  }
  return times;
};

export const toEventTime = (time: ReadTime): EventTime =>
  time.kind === 'date' ? { date: dateText(time.wallMs) } : { local: localText(time.wallMs), timeZone: time.timeZone };

/** Floating times have no moment: their own digits stand for it. */
export const clockOf = (timeZone: string): ZoneClock | undefined => zoneClock(timeZone === '' ? 'UTC' : timeZone);

/** RFC 5545 3.3.6: days are counted by the calendar, the rest by the clock that never changes. */
export interface ReadDuration {
  readonly days: number;
  readonly exactMs: number;
}

const DURATION = /^([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/i;

export const readDuration = (text: string): ReadDuration | undefined => {
  const parts = DURATION.exec(text.trim());
  if (parts === null) return undefined;
  const [sign, weeks, days, hours, minutes, seconds] = parts.slice(1);
  if ([weeks, days, hours, minutes, seconds].every((part) => part === undefined)) return undefined;
  const factor = sign === '-' ? -1 : 1;
  const exactMs = ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1_000;
  return { days: factor * (Number(weeks ?? 0) * 7 + Number(days ?? 0)), exactMs: factor * exactMs };
};
