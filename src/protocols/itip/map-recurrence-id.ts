import type { EventTime } from '../icalendar/event-draft.ts';
import { mapToOccurrence } from '../icalendar/map-occurrence.ts';
import { clockOf, DAY_MS, type ReadTime, wallOf, wallOfTime } from '../icalendar/read-time.ts';
import type { ItipEvent } from './itip-object.ts';

/** The series as it is stored. */
export interface KnownSeries {
  /** Of its first date. */
  readonly start: EventTime;
  readonly rrule: string;
  /** Canonical, as recurrenceIds are. */
  readonly rdates: readonly string[];
}

const asReadTime = (time: EventTime): ReadTime =>
  'date' in time
    ? { kind: 'date', wallMs: wallOf(time.date) }
    : { kind: 'time', wallMs: wallOf(time.local), timeZone: time.timeZone };

/**
 * The stored series' own name of the date that a RECURRENCE-ID means: by its moment, whatever zone it is said in; else by the local
 * date, since Exchange names days of an all-day series by a midnight in some zone.
 */
export const mapRecurrenceId = (recurrenceId: ReadTime, { start, rrule, rdates }: KnownSeries): string =>
  mapToOccurrence(recurrenceId, { time: asReadTime(start), rrule, rdates }, true);

/** The moment of a time; whole days begin, and floating times are, by the clock of `homeZone`. */
export const momentOf = (time: EventTime, homeZone: string): number => {
  const timeZone = 'date' in time || time.timeZone === '' ? homeZone : time.timeZone;
  return clockOf(timeZone)?.momentOf(wallOfTime(time)) ?? wallOfTime(time);
};

/** The span that an object names; undefined when it does not say it whole. */
export const spanMs = (
  { start, end }: Pick<ItipEvent, 'start' | 'end'>,
  homeZone: string,
): { readonly startMs: number; readonly endMs: number; readonly allDay: boolean } | undefined => {
  if (start === undefined || end === undefined) return undefined;
  if (!('date' in end)) return { startMs: momentOf(start, homeZone), endMs: momentOf(end, homeZone), allDay: false };
  const after = { date: new Date(wallOf(end.date) + DAY_MS).toISOString().slice(0, 10) };
  return { startMs: momentOf(start, homeZone), endMs: momentOf(after, homeZone), allDay: true };
};
