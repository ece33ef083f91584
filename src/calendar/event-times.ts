import { type FieldProblem, invalidField } from '../base/errors.ts';
import type { Result } from '../base/result.ts';
import { dayStartUtcMs, nextDay, type ZonedTimeProblem, zonedToUtcMs } from '../protocols/icalendar/zoned-time.ts';
import { moveWall } from './wall-clock.ts';

const HOUR_MS = 3_600_000;

/** When an event is, as people say it and as two moments. */
export interface EventTimes {
  /** Local, `2027-03-01T10:00:00`; for all-day events the first day, `2027-03-01`. */
  readonly start: string;
  /** Local; for all-day events the last day, included. */
  readonly end: string;
  /** IANA. */
  readonly timeZone: string;
  readonly allDay: boolean;
  readonly startMs: number;
  /** Excluded: for all-day events the start of the day after the last. */
  readonly endMs: number;
}

export interface WantedTimes {
  readonly start: string;
  readonly end: string;
  readonly timeZone: string;
  /** Absent: as the form of `start` says. */
  readonly allDay?: boolean | undefined;
}

const PROBLEMS: Record<ZonedTimeProblem['code'], string> = {
  gap: 'Clocks are put forward over this time: it does not exist in this time zone.',
  'bad-local': 'This date and time does not exist.',
  'bad-zone': 'This time zone is not known.',
};

const moment = (path: 'start' | 'end', result: Result<number, ZonedTimeProblem>): number => {
  if (result.ok) return result.value;
  throw invalidField(result.code === 'bad-zone' ? 'timeZone' : path, result.code, PROBLEMS[result.code]);
};

const isDate = (text: string): boolean => text.length === 10;
const withSeconds = (local: string): string => (local.length === 16 ? `${local}:00` : local);

const formProblem = (path: FieldProblem['path'], allDay: boolean) =>
  allDay
    ? invalidField(path, 'date-only', 'An all-day event has dates alone, such as 2027-03-01.')
    : invalidField(path, 'time-missing', 'A date and time such as 2027-03-01T10:00.');

/**
 * Checks when an event is to be. Refuses with the field: a time that clocks skip, an end before the start, a date where a time
 * is wanted. A time that clocks show twice means its first occurrence.
 */
export const eventTimes = (wanted: WantedTimes): EventTimes => {
  const { timeZone } = wanted;
  const allDay = wanted.allDay ?? isDate(wanted.start);
  for (const path of ['start', 'end'] as const) {
    if (isDate(wanted[path]) !== allDay) throw formProblem(path, allDay);
  }
  const start = withSeconds(wanted.start);
  const end = withSeconds(wanted.end);
  if (end < start) throw invalidField('end', 'before-start', 'The end must not be before the start.');
  const startMs = moment('start', allDay ? dayStartUtcMs(start, timeZone) : zonedToUtcMs(start, timeZone));
  const endMs = moment('end', allDay ? dayStartUtcMs(nextDay(end), timeZone) : zonedToUtcMs(end, timeZone));
  return { start, end, timeZone, allDay, startMs, endMs };
};

/** The same of what is stored already, where a time that clocks skip is read as if they had not been put forward yet. */
export const lenientTimes = (wanted: WantedTimes & { readonly allDay: boolean }): EventTimes => {
  const { timeZone, allDay } = wanted;
  const start = allDay ? wanted.start : withSeconds(wanted.start);
  const end = allDay ? wanted.end : withSeconds(wanted.end);
  const moment = (text: string): number => {
    const found = allDay ? dayStartUtcMs(text, timeZone) : zonedToUtcMs(text, timeZone);
    if (found.ok) return found.value;
    const hourEarlier = allDay ? undefined : zonedToUtcMs(moveWall(text, -HOUR_MS), timeZone);
    return hourEarlier?.ok ? hourEarlier.value + HOUR_MS : Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  };
  return { start, end, timeZone, allDay, startMs: moment(start), endMs: moment(allDay ? nextDay(end) : end) };
};
