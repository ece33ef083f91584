import { nextDay, utcToZoned, zonedToUtcMs } from '../../protocols/icalendar/zoned-time.ts';
import { type BusyTime, mergeStretches } from './busy-times.ts';

export interface FreeTimesWanted {
  /** Everybody's time together, in any order. */
  readonly busy: readonly Pick<BusyTime, 'startMs' | 'endMs'>[];
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
  /** IANA: whose working hours they are. */
  readonly timeZone: string;
  readonly minutes: number;
  /** Nothing before this. */
  readonly notBeforeMs: number;
}

export interface FreeTime {
  /** Local in the zone that was asked for, `2027-03-01T10:00:00`. */
  readonly start: string;
  readonly end: string;
  readonly startMs: number;
  readonly endMs: number;
}

const AT_MOST = 5;
const OPENS = 'T08:00:00';
const CLOSES = 'T19:00:00';
const QUARTER_MS = 15 * 60_000;
const SATURDAY = 6;

/** The weekday of a date, 0 for Sunday. */
const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();
const isWorkday = (date: string): boolean => weekdayOf(date) !== 0 && weekdayOf(date) !== SATURDAY;

/** The working hours of that day; undefined where the zone has no such hours that day. */
const hoursOf = (date: string, timeZone: string): { startMs: number; endMs: number } | undefined => {
  const opens = zonedToUtcMs(`${date}${OPENS}`, timeZone);
  const closes = zonedToUtcMs(`${date}${CLOSES}`, timeZone);
  return opens.ok && closes.ok ? { startMs: opens.value, endMs: closes.value } : undefined;
};

/** Quarter hours count from the first of the day: zones are whole quarters apart. */
const nextQuarter = (ms: number, openMs: number): number =>
  openMs + Math.max(0, Math.ceil((ms - openMs) / QUARTER_MS)) * QUARTER_MS;

/**
 * The first five times, on quarter hours of Mondays to Fridays between 8 and 19 in `timeZone`, at which nobody has anything. They
 * do not overlap: five quarters of the same free morning would be one offer five times.
 */
export const findFreeTimes = ({ busy, from, to, timeZone, minutes, notBeforeMs }: FreeTimesWanted): FreeTime[] => {
  const taken = mergeStretches(busy);
  const lengthMs = minutes * 60_000;
  const found: FreeTime[] = [];
  let passed = 0;
  for (let date = from; date <= to && found.length < AT_MOST; date = nextDay(date)) {
    const hours = isWorkday(date) ? hoursOf(date, timeZone) : undefined;
    if (!hours) continue;
    let startMs = nextQuarter(notBeforeMs, hours.startMs);
    while (found.length < AT_MOST && startMs + lengthMs <= hours.endMs) {
      while ((taken[passed]?.endMs ?? Number.POSITIVE_INFINITY) <= startMs) passed += 1;
      const next = taken[passed];
      const endMs = startMs + lengthMs;
      if (next && next.startMs < endMs) startMs = nextQuarter(next.endMs, hours.startMs);
      else {
        found.push({ start: utcToZoned(startMs, timeZone), end: utcToZoned(endMs, timeZone), startMs, endMs });
        startMs = nextQuarter(endMs, hours.startMs);
      }
    }
  }
  return found;
};
