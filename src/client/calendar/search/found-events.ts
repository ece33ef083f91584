import type { EventBody } from '../../../contract/http/event.ts';
import { wallDate } from '../../shared/wall-time.ts';

/** The events of one day in a list of what was found. */
export interface FoundDay {
  readonly date: string;
  readonly past: boolean;
  readonly events: readonly EventBody[];
}

/** The day on which an event begins, where the reader is; days of all-day events are the same everywhere. */
export const dayOf = (event: EventBody, timeZone: string): string =>
  event.allDay ? event.start.slice(0, 10) : wallDate(Date.parse(event.startsAt), timeZone);

/** By day: what is coming, the next first, then what is over, the latest first. */
export const groupFound = (events: readonly EventBody[], nowMs: number, timeZone: string): FoundDay[] => {
  const isPast = (event: EventBody): boolean => Date.parse(event.endsAt) <= nowMs;
  const byStart = events.toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
  const ordered = [...byStart.filter((event) => !isPast(event)), ...byStart.filter(isPast).reverse()];
  const days: { date: string; past: boolean; events: EventBody[] }[] = [];
  for (const event of ordered) {
    const [date, past] = [dayOf(event, timeZone), isPast(event)];
    const last = days.at(-1);
    if (last?.date === date && last.past === past) last.events.push(event);
    else days.push({ date, past, events: [event] });
  }
  // Within a day one reads from morning to evening, over or not.
  for (const day of days) if (day.past) day.events.reverse();
  return days;
};
