import type { AccountStore } from '../../accounts/account-store.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import type { ReadEventFacts } from '../../calendar/read-event-facts.ts';
import type { LiveSessions } from '../../meetings/live-sessions.ts';
import type { MeetingSchedule } from '../../meetings/meeting-schedule.ts';
import { noticedEvent } from '../notices/noticed-event.ts';
import type { ReadMeetingEvent } from './invite-to-meeting.ts';

/** The event behind a meeting, as mails name it: on the date that runs, else the next. */
export const createReadMeetingEvent =
  ({
    events,
    accounts,
    readEventFacts,
    schedule,
    sessions,
  }: {
    readonly events: EventStore;
    readonly accounts: AccountStore;
    readonly readEventFacts: ReadEventFacts;
    readonly schedule: MeetingSchedule;
    readonly sessions: LiveSessions;
  }): ReadMeetingEvent =>
  async (meetingId) => {
    const live = await sessions.current(meetingId);
    const now = await schedule.describe(meetingId, live?.recurrenceId);
    if (now === undefined) return undefined;
    for (const { id, organizerId } of await events.listByMeeting(meetingId)) {
      const facts = await readEventFacts(id);
      const organizer = await accounts.findById(organizerId);
      if (facts === undefined || organizer === undefined) continue;
      const event = noticedEvent(facts, now.recurrenceId, organizer);
      // A series that was split has its dates in two events.
      if (event.startMs === now.startMs) return event;
    }
    return undefined;
  };
