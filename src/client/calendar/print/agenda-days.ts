import type { EventBody } from '../../../contract/http/event.ts';
import { addDays, daysBetween, wallDate } from '../../shared/wall-time.ts';

/** An event on one of its days. */
export interface AgendaEntry {
  readonly event: EventBody;
  /** Which of its days this is, from 1. */
  readonly day: number;
  readonly days: number;
}

export interface AgendaDay {
  readonly date: string;
  readonly entries: readonly AgendaEntry[];
}

interface Days {
  readonly from: string;
  readonly to: string;
}

/** The first and the last day of an event, where the reader is. What ends at midnight is not on the day that begins then. */
const daysOf = (event: EventBody, timeZone: string): Days => {
  if (event.allDay) return { from: event.start.slice(0, 10), to: event.end.slice(0, 10) };
  const [startMs, endMs] = [Date.parse(event.startsAt), Date.parse(event.endsAt)];
  return { from: wallDate(startMs, timeZone), to: wallDate(Math.max(startMs, endMs - 1), timeZone) };
};

const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string): string => (one < other ? one : other);

/** Whole days first, then by time. */
const byTime = ({ event: one }: AgendaEntry, { event: other }: AgendaEntry): number =>
  Number(other.allDay) - Number(one.allDay) ||
  Date.parse(one.startsAt) - Date.parse(other.startsAt) ||
  one.title.localeCompare(other.title);

/** The days between `from` and `to`, both included, on which there is something; events of several days are on each of them. */
export const agendaDays = (events: readonly EventBody[], { from, to }: Days, timeZone: string): AgendaDay[] => {
  const byDate = new Map<string, AgendaEntry[]>();
  for (const event of events) {
    const its = daysOf(event, timeZone);
    const days = daysBetween(its.from, its.to) + 1;
    const last = earlier(its.to, to);
    for (let date = later(its.from, from); date <= last; date = addDays(date, 1)) {
      const entry = { event, day: daysBetween(its.from, date) + 1, days };
      byDate.set(date, [...(byDate.get(date) ?? []), entry]);
    }
  }
  return [...byDate]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([date, entries]) => ({ date, entries: entries.toSorted(byTime) }));
};
