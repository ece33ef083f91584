import type { ListInvited } from '../meetings/invited-people.ts';
import type { AttendeeStore } from './attendee-store.ts';
import { peopleOn } from './event.ts';
import { eventOfDate } from './event-of-date.ts';
import type { EventStore } from './event-store.ts';

/** Who is invited to a date and what each answered for it. When no event has the date any more, nobody is. */
export const createListInvited =
  ({ events, attendees }: { readonly events: EventStore; readonly attendees: AttendeeStore }): ListInvited =>
  async (meetingId, recurrenceId) => {
    const found = await eventOfDate(events, await events.listByMeeting(meetingId), recurrenceId);
    if (!found) return [];
    const people = (await attendees.listOf([found.event.id])).get(found.event.id) ?? new Map();
    return peopleOn(people, recurrenceId)
      .filter(({ role }) => role !== 'chair')
      .map(({ address, name, answer }) => ({ address: address.toLowerCase(), name, answer }));
  };
