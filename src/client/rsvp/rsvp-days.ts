import type { Rsvp } from '../../contract/http/answer.ts';
import { wallDate, wallTime } from '../shared/wall-time.ts';

const HALF_DAY_MS = 43_200_000;

export type Timed = Pick<Rsvp, 'startsAt' | 'endsAt' | 'allDay' | 'timeZone' | 'eventTimeZone'>;

/** The first and the last day of an event without hours: they begin at midnight of the event's own zone. */
export const daysOf = ({ startsAt, endsAt, timeZone, eventTimeZone }: Timed): readonly [string, string] => {
  const zone = eventTimeZone ?? timeZone;
  const [startMs, endMs] = [Date.parse(startsAt), Date.parse(endsAt)];
  const atMidnight = wallTime(startMs, zone).endsWith('T00:00');
  // Where the zone is not that of the event: the middle of a day is that day nearly everywhere.
  const date = (ms: number): string => (atMidnight ? wallDate(ms, zone) : wallDate(ms + HALF_DAY_MS, 'UTC'));
  return [date(startMs), date(Math.max(startMs, endMs - 2 * HALF_DAY_MS))];
};

/** Where the leaf of the calendar is to be read: its moment and zone. */
export const leafOf = (event: Timed, zone: string): { readonly moment: string; readonly zone: string } =>
  event.allDay ? { moment: `${daysOf(event)[0]}T12:00Z`, zone: 'UTC' } : { moment: event.startsAt, zone };

/** The local start of the event where it belongs, for its rule. */
export const seriesStart = (event: Timed): string =>
  event.allDay ? daysOf(event)[0] : wallTime(Date.parse(event.startsAt), event.eventTimeZone ?? event.timeZone);

/** The organizer's zone where its clock shows another time than that of who reads in `zone`, and whether it is another day there. */
export const zoneElsewhere = (
  { startsAt, allDay, eventTimeZone }: Timed,
  zone: string,
): { readonly zone: string; readonly otherDay: boolean } | undefined => {
  if (allDay || eventTimeZone === undefined) return undefined;
  const [here, there] = [wallTime(Date.parse(startsAt), zone), wallTime(Date.parse(startsAt), eventTimeZone)];
  return here === there ? undefined : { zone: eventTimeZone, otherDay: here.slice(0, 10) !== there.slice(0, 10) };
};
