import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import type { MeetingId } from '../base/ids.ts';
import type { MeetingSchedule } from '../meetings/meeting-schedule.ts';
import type { AttendeeStore } from './attendee-store.ts';
import { type Attendee, isForeign, peopleOn, type StoredEvent } from './event.ts';
import { eventFacts, factsOfObject } from './event-facts.ts';
import { type EventDate, eventOfDate } from './event-of-date.ts';
import type { EventStore } from './event-store.ts';
import { occasionOn } from './occasion-on.ts';

/** Tells meetings what they are called and when they are. */
export const createMeetingScheduleView = ({
  events,
  attendees,
  accounts,
  clock,
}: {
  readonly events: EventStore;
  readonly attendees: AttendeeStore;
  readonly accounts: AccountStore;
  readonly clock: Clock;
}): MeetingSchedule => {
  const nearest = async (list: readonly StoredEvent[]): Promise<EventDate | undefined> => {
    const found = await events.nearestDate(
      list.map(({ id }) => id),
      clock.nowMs(),
    );
    const [first] = list;
    const event = list.find(({ id }) => id === found?.id) ?? first;
    return event && { event, recurrenceId: found?.recurrenceId ?? '' };
  };

  /** Who organizes from elsewhere is called as their event says. */
  const organizerOf = async (event: StoredEvent): Promise<string> => {
    if (!isForeign(event)) return (await accounts.findById(event.organizerId))?.name ?? '';
    const { organizer } = factsOfObject(event);
    return organizer?.name || organizer?.address || '';
  };

  const find = async (meetingId: MeetingId, recurrenceId: string | undefined): Promise<EventDate | undefined> => {
    const list = await events.listByMeeting(meetingId);
    const named = recurrenceId === undefined ? undefined : await eventOfDate(events, list, recurrenceId);
    return named ?? nearest(list);
  };

  /** Undefined when no event has this date. */
  const peopleOfDate = async (meetingId: MeetingId, recurrenceId: string): Promise<readonly Attendee[] | undefined> => {
    const found = await eventOfDate(events, await events.listByMeeting(meetingId), recurrenceId);
    if (!found) return undefined;
    const people = (await attendees.listOf([found.event.id])).get(found.event.id) ?? new Map();
    return peopleOn(people, recurrenceId);
  };

  return {
    async describe(meetingId, wanted) {
      const found = await find(meetingId, wanted);
      if (!found) return undefined;
      const { event, recurrenceId } = found;
      const people = (await attendees.listOf([event.id])).get(event.id) ?? new Map();
      const { title, startMs, endMs, allDay, timeZone, description } = occasionOn(
        eventFacts(event, people),
        recurrenceId,
      );
      const organizerName = await organizerOf(event);
      return { title, startMs, endMs, allDay, timeZone, description, organizerName, recurrenceId };
    },
    async roleOn(meetingId, recurrenceId, address) {
      const people = await peopleOfDate(meetingId, recurrenceId);
      if (people === undefined) return undefined;
      const role = people.find((attendee) => attendee.address === address.toLowerCase())?.role;
      return role === 'chair' ? 'moderator' : (role ?? 'not-invited');
    },
    async answerOn(meetingId, recurrenceId, address) {
      const people = await peopleOfDate(meetingId, recurrenceId);
      return people?.find((attendee) => attendee.address === address.toLowerCase())?.answer;
    },
  };
};
