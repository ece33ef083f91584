import { createAccountStore } from '../accounts/account-store.ts';
import { createAdoptInvitations } from '../calendar/adopt-invitations.ts';
import { createAttendeeStore } from '../calendar/attendee-store.ts';
import { createCalendarStandings } from '../calendar/calendar-standings.ts';
import { createCalendarStore } from '../calendar/calendar-store.ts';
import { createDeletedEventStore } from '../calendar/deleted-event-store.ts';
import { createEventAccess } from '../calendar/event-access.ts';
import { createEventStore } from '../calendar/event-store.ts';
import { createEventWriter } from '../calendar/event-writer.ts';
import { createMeetingScheduleView } from '../calendar/meeting-schedule-view.ts';
import { createReadEventFacts } from '../calendar/read-event-facts.ts';
import { createAnswerStore } from '../invitations/answers/answer-store.ts';
import { createDeputyStore } from '../meetings/deputy-store.ts';
import { createSuccessionRanks } from '../meetings/succession-rank.ts';
import type { Ground } from './build-ground.ts';

/** What the calendar keeps, and what can be read of it: enough for accounts, meetings and invitations. */
export const buildCalendarStores = ({ clock, database }: Pick<Ground, 'clock' | 'database'>) => {
  const accounts = createAccountStore(database);
  const events = createEventStore(database);
  const attendees = createAttendeeStore(database);
  const calendars = createCalendarStore(database);
  const writer = createEventWriter({ events, attendees, calendars, accounts, clock });
  const deputies = createDeputyStore(database);
  const delegatedOf = createAnswerStore(database).listOf;
  const standings = createCalendarStandings({ events, attendees, calendars, delegatedOf });
  return {
    accounts,
    events,
    attendees,
    calendars,
    deleted: createDeletedEventStore(database, { attendees }),
    writer,
    access: createEventAccess({ events, calendars }),
    schedule: createMeetingScheduleView({ events, attendees, accounts, clock }),
    deputies,
    ranks: createSuccessionRanks({ standings, deputies }),
    readFacts: createReadEventFacts({ events, attendees }),
    adoptInvitations: createAdoptInvitations({ events, writer, clock }),
  };
};

export type CalendarStores = ReturnType<typeof buildCalendarStores>;
