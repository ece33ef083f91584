import type { MeetingId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { AttendeeStore } from './attendee-store.ts';
import type { EventStore } from './event-store.ts';

/** In which language somebody is invited to a meeting, as its organizer chose; undefined when they did not. */
export type LanguageOfInvitee = (meetingId: MeetingId, address: string) => Promise<Language | undefined>;

export const createLanguageOfInvitee =
  ({
    events,
    attendees,
  }: {
    readonly events: Pick<EventStore, 'listByMeeting'>;
    readonly attendees: Pick<AttendeeStore, 'listOf'>;
  }): LanguageOfInvitee =>
  async (meetingId, address) => {
    const list = await events.listByMeeting(meetingId);
    const people = await attendees.listOf(list.map(({ id }) => id));
    for (const byDate of people.values())
      for (const invited of byDate.values())
        for (const attendee of invited)
          if (attendee.address === address.toLowerCase() && attendee.language !== undefined) return attendee.language;
    return undefined;
  };
