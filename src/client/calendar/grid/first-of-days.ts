import type { EventBody } from '../../../contract/http/event.ts';
import { addDays, wallDate } from '../../shared/wall-time.ts';

const order = (one: string, other: string): number => Number(one > other) - Number(one < other);
const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string): string => (one < other ? one : other);

const daysBetween = (first: string, last: string): string[] => {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
};

/** Some events of each day. */
export interface FirstOfDays {
  readonly events: readonly EventBody[];
  /** How many events of a day are not among them. */
  readonly leftOut: ReadonlyMap<string, number>;
}

const daysOf = (event: EventBody, zone: string): { readonly first: string; readonly last: string } => {
  const { allDay, start, end, startsAt, endsAt, timeZone } = event;
  if (allDay) return { first: start, last: end };
  const isHere = timeZone === zone;
  const startMs = Date.parse(startsAt);
  const first = isHere ? start.slice(0, 10) : wallDate(startMs, zone);
  // What is asked of Intl is what takes long here, and most events are over on the day on which they begin.
  if (isHere && end.slice(0, 10) === first) return { first, last: first };
  return { first, last: wallDate(Math.max(startMs, Date.parse(endsAt) - 1), zone) };
};

/**
 * Leaves out, of each day of `range`, all but the first `perDay` events in the order in which the grid lists them: it draws every
 * event that it is given to find out for which there is no room, and with two thousand that takes a second.
 */
export const firstOfDays = (
  events: readonly EventBody[],
  {
    range,
    zone,
    perDay,
  }: { readonly range: { readonly from: string; readonly to: string }; readonly zone: string; readonly perDay: number },
): FirstOfDays => {
  if (events.length <= perDay) return { events, leftOut: new Map() };
  const dated = events
    .map((event) => ({
      event,
      ...daysOf(event, zone),
      lengthMs: Date.parse(event.endsAt) - Date.parse(event.startsAt),
    }))
    .map((one) => ({ ...one, place: `${one.first} ${one.event.allDay ? '' : one.event.startsAt}` }))
    .sort(
      (one, other) =>
        order(one.place, other.place) || other.lengthMs - one.lengthMs || order(one.event.title, other.event.title),
    );
  const lines = new Map<string, number>();
  const leftOut = new Map<string, number>();
  const kept = dated.filter(({ first, last }) => {
    const days = daysBetween(later(first, range.from), earlier(last, range.to));
    const has = days.some((day) => (lines.get(day) ?? 0) < perDay);
    const counted = has ? lines : leftOut;
    for (const day of days) counted.set(day, (counted.get(day) ?? 0) + 1);
    return has;
  });
  return { events: kept.map(({ event }) => event), leftOut };
};
