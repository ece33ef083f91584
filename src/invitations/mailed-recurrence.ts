import type { EventFacts, InviteeFacts } from '../calendar/event-facts.ts';
import type { MailedAttendee, MailedDate, MailedRecurrence } from './invitation-mail.ts';
import type { ToldDate, ToldSeries } from './told-invitation.ts';

type SeriesPart = Extract<MailedRecurrence, { carries: 'series' }>;

/** What mails carry of something that repeats. Lists are shared, since mails go to a worker many at a time. */
export interface MailedParts {
  /** Those invited to the series, or to one date. */
  attendeesOn(recurrenceId: string): readonly MailedAttendee[];
  /** Everything: for who is invited, and for changes of the whole. */
  whole(series: ToldSeries): SeriesPart;
  date(date: ToldDate): MailedDate;
}

/** More dates that differ than these make a mail too heavy for its readers; the next ones are told. */
const DATES_AT_MOST = 50;

const mailedAttendees = (invitees: readonly InviteeFacts[]): MailedAttendee[] =>
  invitees.map(({ name, address, role, answer }) => ({ name, address, role, answer }));

/** Those to come, the next first, and then as many of the past as there is room for. */
const mostTelling = (dates: readonly ToldDate[], nowMs: number): readonly ToldDate[] => {
  if (dates.length <= DATES_AT_MOST) return dates;
  const distance = ({ endMs, startMs }: ToldDate): number => (endMs > nowMs ? startMs - nowMs : 2 ** 52 - endMs);
  return dates.toSorted((one, other) => distance(one) - distance(other)).slice(0, DATES_AT_MOST);
};

export const mailedParts = (event: EventFacts | undefined, nowMs: number): MailedParts => {
  const ofSeries = mailedAttendees(event?.invitees ?? []);
  const ofDates = new Map(
    (event?.changedDates ?? []).map(({ recurrenceId, invitees }) => [recurrenceId, mailedAttendees(invitees)]),
  );
  const wholes = new Map<ToldSeries, SeriesPart>();
  const attendeesOn = (recurrenceId: string): readonly MailedAttendee[] => ofDates.get(recurrenceId) ?? ofSeries;
  const date = (told: ToldDate): MailedDate => ({ ...told, attendees: attendeesOn(told.recurrenceId) });
  return {
    attendeesOn,
    date,
    whole(series) {
      const known = wholes.get(series);
      if (known !== undefined) return known;
      const { timeZone, rule, extraDates, excludedDates, dates } = series;
      const part: SeriesPart = {
        carries: 'series',
        timeZone,
        rule,
        extraDates,
        excludedDates,
        dates: mostTelling(dates, nowMs).map(date),
      };
      wholes.set(series, part);
      return part;
    },
  };
};
