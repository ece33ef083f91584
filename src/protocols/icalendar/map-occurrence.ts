import { clockOf, DAY_MS, dateText, localText, type ReadTime } from './read-time.ts';

/** What is known of a series when a date of it is named. */
export interface SeriesStart {
  readonly time: ReadTime;
  readonly rrule: string;
  /** Canonical. */
  readonly rdates: readonly string[];
}

const dayOf = (wallMs: number): number => Math.floor(wallMs / DAY_MS) * DAY_MS;

/** The same moment by the clock of the master; floating times are the same digits on every clock. */
const wallInZone = (time: ReadTime, timeZone: string): number => {
  if (time.kind === 'date' || time.timeZone === timeZone || time.timeZone === '' || timeZone === '') return time.wallMs;
  const from = clockOf(time.timeZone);
  const to = clockOf(timeZone);
  return from && to ? to.wallOf(from.momentOf(time.wallMs)) : time.wallMs;
};

/** Of a day that is said as a time: a UTC one is some midnight, of the day that begins nearest to it. */
const dateOf = (time: ReadTime): number =>
  time.kind === 'time' && time.timeZone === 'UTC' ? Math.round(time.wallMs / DAY_MS) * DAY_MS : time.wallMs;

/** Several times a day: the time of a named date cannot be guessed from that of the first. */
const hasOwnTimes = (rrule: string): boolean => /BY(HOUR|MINUTE|SECOND)=/i.test(rrule);

/**
 * The canonical name of the occurrence that a RECURRENCE-ID, RDATE or EXDATE means: RFC 5545 3.8.4.4 wants the kind and zone of
 * DTSTART, clients write others. By its moment first; `byDate`: else, when no occurrence begins at that time of day, the one of
 * that local date (Exchange names whole days by a midnight in some zone).
 */
export const mapToOccurrence = (time: ReadTime, series: SeriesStart, byDate: boolean): string => {
  const start = series.time;
  if (start.kind === 'date') return dateText(dateOf(time));
  const startOfDayMs = start.wallMs - dayOf(start.wallMs);
  if (time.kind === 'date') return localText(time.wallMs + startOfDayMs);
  const wallMs = wallInZone(time, start.timeZone);
  const exact = localText(wallMs);
  if (!byDate || wallMs - dayOf(wallMs) === startOfDayMs) return exact;
  if (hasOwnTimes(series.rrule) || series.rdates.includes(exact)) return exact;
  return localText(dayOf(wallMs) + startOfDayMs);
};
