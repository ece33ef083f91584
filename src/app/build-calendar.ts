import { createAdoptInvitations } from '../calendar/adopt-invitations.ts';
import { createAttendeeStore } from '../calendar/attendee-store.ts';
import { createCalendarStore } from '../calendar/calendar-store.ts';
import { createChangeEvent } from '../calendar/change-event.ts';
import { createDeleteEvent } from '../calendar/delete-event.ts';
import type { EventChanges } from '../calendar/event-changes.ts';
import { createEventMeetings } from '../calendar/event-meetings.ts';
import { createEventStore } from '../calendar/event-store.ts';
import { createEventView } from '../calendar/event-view.ts';
import { createEventWriter } from '../calendar/event-writer.ts';
import { createMeetingScheduleView } from '../calendar/meeting-schedule-view.ts';
import { createObjectCache } from '../calendar/object-cache.ts';
import { createReadEventFacts } from '../calendar/read-event-facts.ts';
import { createScheduleEvent } from '../calendar/schedule-event.ts';
import { createStartEvent } from '../calendar/start-event.ts';
import { createStartInstantMeeting } from '../calendar/start-instant-meeting.ts';
import { createAdmission } from '../meetings/admission.ts';
import { createCancelMeeting } from '../meetings/cancel-meeting.ts';
import { createDoorView } from '../meetings/door-view.ts';
import { createGuessLimits } from '../meetings/guess-limits.ts';
import { createJoinMeeting } from '../meetings/join-meeting.ts';
import { createOpenMeeting } from '../meetings/open-meeting.ts';
import { createSetInvitees } from '../meetings/set-invitees.ts';
import type { Ground } from './build-ground.ts';
import type { MeetingParts } from './build-meetings.ts';

/** What the calendar keeps, and what can be read of it: enough for accounts and invitations. */
export const buildCalendarStores = ({ clock, database }: Ground, { accounts, links }: MeetingParts) => {
  const events = createEventStore(database);
  const attendees = createAttendeeStore(database);
  const calendars = createCalendarStore(database);
  const readObject = createObjectCache();
  const writer = createEventWriter({ events, attendees, calendars, accounts, doorOf: links.door, clock });
  return {
    events,
    attendees,
    writer,
    readObject,
    schedule: createMeetingScheduleView({ events, attendees, accounts, readObject }),
    readFacts: createReadEventFacts({ events, attendees }),
    adoptInvitations: createAdoptInvitations({ events, writer, clock }),
  };
};

export type CalendarStores = ReturnType<typeof buildCalendarStores>;

/** What people do with events. `changes` is told of each in its transaction. */
export const buildCalendar = (
  { clock, unitOfWork }: Ground,
  meeting: MeetingParts,
  stores: CalendarStores,
  changes: EventChanges,
) => {
  const { accounts, meetings, keys, sessions, startMeeting, meetingView, waitingRoom } = meeting;
  const { events, attendees, writer, readFacts, readObject } = stores;
  const eventMeetings = createEventMeetings({
    openMeeting: createOpenMeeting({ meetings, keys, clock }),
    setInvitees: createSetInvitees({ grants: meeting.grants, keys, clock }),
    cancelMeeting: createCancelMeeting({ meetings, sessions, waitingRoom, clock }),
  });
  const people = { accounts, attendees };
  const scheduleEvent = createScheduleEvent({ unitOfWork, accounts, writer, meetings: eventMeetings, changes, clock });
  return {
    scheduleEvent,
    changeEvent: createChangeEvent({ unitOfWork, people, events, writer, meetings: eventMeetings, changes, clock }),
    deleteEvent: createDeleteEvent({ unitOfWork, events, readFacts, writer, meetings: eventMeetings, changes, clock }),
    startEvent: createStartEvent({ events, startMeeting }),
    startInstantMeeting: createStartInstantMeeting({ scheduleEvent, startMeeting, clock }),
    eventView: createEventView({ events, attendees, accounts, meetings, meetingView, readObject, clock }),
    meetingView,
  };
};

/** Who comes in by which door. */
export const buildDoors = (meeting: MeetingParts, { schedule }: CalendarStores) => {
  const { meetings, sessions, keyHolders, startMeeting, links, entryTickets, waitTickets, reloadPasses } = meeting;
  const admission = createAdmission({ sessions, schedule, links, entryTickets, waitTickets, reloadPasses });
  const guessLimits = createGuessLimits();
  return {
    joinMeeting: createJoinMeeting({
      meetings,
      sessions,
      keyHolders,
      admission,
      guessLimits,
      waitTickets,
      reloadPasses,
    }),
    doorView: createDoorView({ meetings, sessions, keyHolders, startMeeting, schedule, links, reloadPasses }),
  };
};
