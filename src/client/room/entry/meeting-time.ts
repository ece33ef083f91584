import type { Door } from '../../../contract/http/meeting.ts';
import {
  browserTimeZone,
  formatDay,
  formatDays,
  formatSpan,
  formatTime,
  formatZone,
} from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';

const MINUTE_MS = 60_000;

/** The date in a zone, `2027-03-01`. */
const dateIn = (moment: number | string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(moment),
  );

export interface MeetingTime {
  readonly when: string;
  /** The zone of the one who reads; none for whole days. */
  readonly zone?: string;
  /** The same moment where the organizer is, when clocks differ. */
  readonly elsewhere?: string;
}

/** When the meeting is, for someone in `zone`: undefined where the door does not tell. */
export const meetingTime = (door: Door, zone = browserTimeZone()): MeetingTime | undefined => {
  const { startsAt, endsAt, timeZone = zone, organizerName } = door;
  if (startsAt === undefined) return undefined;
  if (door.allDay === true) {
    // Days are the organizer's: midnight to midnight there, the end excluded.
    const last = endsAt === undefined ? startsAt : Date.parse(endsAt) - MINUTE_MS;
    return { when: formatDays(dateIn(startsAt, timeZone), dateIn(last, timeZone)) };
  }
  const span = (where: string): string =>
    endsAt === undefined ? formatTime(startsAt, where) : formatSpan(startsAt, endsAt, where);
  const oneDay = endsAt === undefined || dateIn(startsAt, zone) === dateIn(endsAt, zone);
  const when = oneDay ? `${formatDay(startsAt, zone)}, ${span(zone)}` : span(zone);
  const differs = `${dateIn(startsAt, zone)} ${span(zone)}` !== `${dateIn(startsAt, timeZone)} ${span(timeZone)}`;
  return {
    when,
    zone: t('door.yourZone', { zone: formatZone(zone, startsAt) }),
    ...(differs && {
      elsewhere: t('door.organizerZone', {
        name: organizerName ?? '',
        when: span(timeZone),
        zone: formatZone(timeZone, startsAt),
      }),
    }),
  };
};

/** Whether both moments are on one day of a zone. */
export const sameDay = (one: number, other: number, timeZone = browserTimeZone()): boolean =>
  dateIn(one, timeZone) === dateIn(other, timeZone);
