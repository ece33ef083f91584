import { formatDay, formatDays, formatShortDay, formatSpan, formatZoneInWords } from '../shared/format-date.ts';
import { t } from '../shared/language.ts';
import { wallDate } from '../shared/wall-time.ts';
import { daysOf, leafOf, type Timed, zoneElsewhere } from './rsvp-days.ts';

export interface RsvpWhen {
  readonly day: string;
  /** From when to when; none for whole days, and where the days differ. */
  readonly span?: string;
  /** The zone of the one who reads. */
  readonly zone?: string;
  /** The same moment where the organizer is, when clocks differ. */
  readonly elsewhere?: { readonly when: string; readonly zone: string };
}

/** When the event is for somebody in `zone`. */
export const rsvpWhen = (event: Timed, zone: string): RsvpWhen => {
  const { startsAt, endsAt } = event;
  if (event.allDay) return { day: formatDays(...daysOf(event)) };
  const oneDay = wallDate(Date.parse(startsAt), zone) === wallDate(Date.parse(endsAt), zone);
  const span = formatSpan(startsAt, endsAt, zone);
  const there = zoneElsewhere(event, zone);
  return {
    ...(oneDay ? { day: formatDay(startsAt, zone), span } : { day: span }),
    zone: t('rsvp.yourZone', { zone: formatZoneInWords(zone, startsAt) }),
    ...(there && {
      elsewhere: {
        when: `${there.otherDay ? `${formatShortDay(startsAt, there.zone)}, ` : ''}${formatSpan(startsAt, endsAt, there.zone)}`,
        zone: formatZoneInWords(there.zone, startsAt),
      },
    }),
  };
};

/** "Tue 2 Mar" */
export const shortDay = (event: Timed, zone: string): string => {
  const leaf = leafOf(event, zone);
  return formatShortDay(leaf.moment, leaf.zone);
};

/** "Tue 2 Mar, 10:00 – 11:00": one date among others. */
export const shortWhen = (event: Timed, zone: string): string => {
  const day = shortDay(event, zone);
  return event.allDay ? day : `${day}, ${formatSpan(event.startsAt, event.endsAt, zone)}`;
};
