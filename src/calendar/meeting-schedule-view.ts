import type { AccountStore } from '../accounts/account-store.ts';
import type { MeetingSchedule } from '../meetings/meeting-schedule.ts';
import type { AttendeeStore } from './attendee-store.ts';
import { eventFacts } from './event-facts.ts';
import type { EventStore } from './event-store.ts';
import type { ReadObjectCached } from './object-cache.ts';

/** Tells meetings what they are called and when they are. */
export const createMeetingScheduleView = ({
  events,
  attendees,
  accounts,
  readObject,
}: {
  readonly events: EventStore;
  readonly attendees: AttendeeStore;
  readonly accounts: AccountStore;
  readonly readObject: ReadObjectCached;
}): MeetingSchedule => ({
  async describe(meetingId) {
    const event = await events.findByMeeting(meetingId);
    if (!event) return undefined;
    const people = await attendees.listOf([event.id]);
    const { title, startMs, endMs, allDay, timeZone } = eventFacts(
      event,
      people.get(event.id) ?? [],
      readObject(event),
    );
    const organizer = await accounts.findById(event.organizerId);
    return { title, startMs, endMs, allDay, timeZone, organizerName: organizer?.name ?? '' };
  },
});
