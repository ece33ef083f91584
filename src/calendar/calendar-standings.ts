import type { EventId } from '../base/ids.ts';
import type { CalendarStanding, CalendarStandings } from '../meetings/succession-rank.ts';
import type { AttendeeStore } from './attendee-store.ts';
import type { CalendarStore } from './calendar-store.ts';
import { peopleOn } from './event.ts';
import { mayChange } from './event-access.ts';
import { eventOfDate } from './event-of-date.ts';
import type { EventStore } from './event-store.ts';
import { headsOfObject } from './heads-of-object.ts';

/** Who said that somebody else comes instead, of one date or of all (`recurrenceId` `''`). */
export interface Delegated {
  readonly recurrenceId: string;
  readonly address: string;
  /** Lower-case address; empty for who comes themself. */
  readonly delegate: string;
}

const NOTHING: CalendarStanding = { invited: undefined, chair: false, coOrganizer: false, delegate: false };

/** Whom somebody sends to one date; what they said of the date counts before what they said of all. */
const sentBy = (list: readonly Delegated[], address: string, recurrenceId: string): string | undefined => {
  const own = list.filter((one) => one.address === address);
  const said =
    own.find((one) => one.recurrenceId === recurrenceId) ?? own.find(({ recurrenceId: date }) => date === '');
  return said?.delegate || undefined;
};

/** What the calendar says of who may run a meeting in its organizer's place. */
export const createCalendarStandings = ({
  events,
  attendees,
  calendars,
  delegatedOf,
}: {
  readonly events: EventStore;
  readonly attendees: AttendeeStore;
  readonly calendars: CalendarStore;
  /** Answers by mail, link or page, which the object does not hold. */
  readonly delegatedOf: (eventId: EventId) => Promise<readonly Delegated[]>;
}): CalendarStandings => ({
  async standingOf(meetingId, recurrenceId, { id, email }) {
    const list = await events.listByMeeting(meetingId);
    const found = await eventOfDate(events, list, recurrenceId);
    const event = found?.event ?? list[0];
    if (event === undefined) return NOTHING;
    const address = email.toLowerCase();
    const people = peopleOn((await attendees.listOf([event.id])).get(event.id) ?? new Map(), recurrenceId);
    const invited = people.some((one) => one.address === address);
    const calendar = await calendars.findFor(id, event.calendarId);
    const organizer = people.find(({ role }) => role === 'chair')?.address ?? '';
    const heads = headsOfObject(event.raw, recurrenceId, organizer);
    const given = heads.chairs.length > 0 ? await delegatedOf(event.id) : [];
    const sent = [...heads.delegates, ...heads.chairs.map((chair) => sentBy(given, chair, recurrenceId))];
    return {
      invited,
      chair: invited && heads.chairs.includes(address),
      coOrganizer: calendar !== undefined && mayChange({ id }, { event, calendar }),
      delegate: invited && (sent.includes(address) || heads.sentBy === address),
    };
  },
  mayEdit: (meetingId, accountId) => calendars.writesMeeting(accountId, meetingId),
});
