import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '../../src/accounts/account.ts';
import { createAccountStore } from '../../src/accounts/account-store.ts';
import { type AccountId, newId } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import { createAdoptInvitations } from '../../src/calendar/adopt-invitations.ts';
import { createAttendeeStore } from '../../src/calendar/attendee-store.ts';
import { createCalendarStore } from '../../src/calendar/calendar-store.ts';
import { createChangeEvent } from '../../src/calendar/change-event.ts';
import { createDeleteEvent } from '../../src/calendar/delete-event.ts';
import type { EventChangeNotice } from '../../src/calendar/event-changes.ts';
import { createEventMeetings } from '../../src/calendar/event-meetings.ts';
import { createEventStore } from '../../src/calendar/event-store.ts';
import { createEventView } from '../../src/calendar/event-view.ts';
import { createEventWriter } from '../../src/calendar/event-writer.ts';
import { createMeetingScheduleView } from '../../src/calendar/meeting-schedule-view.ts';
import { createObjectCache } from '../../src/calendar/object-cache.ts';
import { createReadEventFacts } from '../../src/calendar/read-event-facts.ts';
import { createScheduleEvent } from '../../src/calendar/schedule-event.ts';
import { createStartEvent } from '../../src/calendar/start-event.ts';
import { createStartInstantMeeting } from '../../src/calendar/start-instant-meeting.ts';
import { createAdmission } from '../../src/meetings/admission.ts';
import { createCancelMeeting } from '../../src/meetings/cancel-meeting.ts';
import { createDoorView } from '../../src/meetings/door-view.ts';
import { createEntryTickets } from '../../src/meetings/entry-ticket.ts';
import { createGrantStore } from '../../src/meetings/grant-store.ts';
import { createGuessLimits, type GuessBudgets } from '../../src/meetings/guess-limits.ts';
import { createJoinMeeting } from '../../src/meetings/join-meeting.ts';
import { createKeyHolders } from '../../src/meetings/key-holders.ts';
import { createLiveSessions } from '../../src/meetings/live-sessions.ts';
import { createMeetingKeys } from '../../src/meetings/meeting-keys.ts';
import { createMeetingLinks } from '../../src/meetings/meeting-links.ts';
import { createMeetingStore } from '../../src/meetings/meeting-store.ts';
import { createMeetingView } from '../../src/meetings/meeting-view.ts';
import { createOpenMeeting } from '../../src/meetings/open-meeting.ts';
import { createReloadPasses } from '../../src/meetings/reload-pass.ts';
import { createSessionStore } from '../../src/meetings/session-store.ts';
import { createSetInvitees } from '../../src/meetings/set-invitees.ts';
import { createStartMeeting } from '../../src/meetings/start-meeting.ts';
import { createWaitTickets } from '../../src/meetings/wait-ticket.ts';
import { createWaitingRoom } from '../../src/meetings/waiting-room.ts';
import { createUnitOfWork, openDatabase } from '../../src/platform/database.ts';
import { openKeyring } from '../../src/platform/keyring.ts';
import { createTurnedClock } from './turned-clock.ts';

/** Monday 1 February 2027, 09:00 UTC. */
const HOUSE_START_MS = Date.UTC(2027, 1, 1, 9);

/**
 * Calendar and meetings over a real database in a folder of its own, with a clock turned by hand. `changes` collects what the
 * invitations would hear.
 */
export const openMeetingHouse = async (
  options: { readonly publicUrl?: string; readonly budgets?: GuessBudgets; readonly sipDomain?: string } = {},
) => {
  const directory = mkdtempSync(join(tmpdir(), 'webmeeting-house-'));
  const database = await openDatabase({ file: join(directory, 'test.sqlite') });
  const unitOfWork = createUnitOfWork(database);
  const keyring = openKeyring(directory);
  const clock = createTurnedClock(HOUSE_START_MS);
  const log = silentLog;
  const accounts = createAccountStore(database);

  const meetings = createMeetingStore({ database, keyring });
  const grants = createGrantStore(database);
  const keys = createMeetingKeys({ keyring });
  const links = createMeetingLinks({
    publicUrl: options.publicUrl ?? 'https://meet.example.org',
    keys,
    phone: { sipDomain: options.sipDomain, numbers: async () => [] },
  });
  const sessions = createLiveSessions({ meetings, sessions: createSessionStore(database), unitOfWork, clock, log });
  const waitTickets = createWaitTickets({ keyring, clock });
  const entryTickets = createEntryTickets({ keyring, clock });
  const reloadPasses = createReloadPasses({ keyring, clock });
  const waitingRoom = createWaitingRoom({ sessions, waitTickets });
  const keyHolders = createKeyHolders({ meetings, grants });
  const startMeeting = createStartMeeting({ meetings, grants, accounts, sessions });
  const meetingView = createMeetingView({ sessions, links });

  const events = createEventStore(database);
  const attendees = createAttendeeStore(database);
  const calendars = createCalendarStore(database);
  const readObject = createObjectCache();
  const schedule = createMeetingScheduleView({ events, attendees, accounts, readObject });
  const admission = createAdmission({ sessions, schedule, links, entryTickets, waitTickets, reloadPasses });
  const guessLimits = createGuessLimits(options.budgets);
  const joinMeeting = createJoinMeeting({
    meetings,
    sessions,
    keyHolders,
    admission,
    guessLimits,
    waitTickets,
    reloadPasses,
  });
  const doorView = createDoorView({ meetings, sessions, keyHolders, startMeeting, schedule, links, reloadPasses });

  const changed: EventChangeNotice[] = [];
  const changes = {
    written: async (_transaction: unknown, change: EventChangeNotice) => {
      changed.push(change);
    },
    committed: () => {},
  };
  const writer = createEventWriter({ events, attendees, calendars, accounts, doorOf: links.door, clock });
  const eventMeetings = createEventMeetings({
    openMeeting: createOpenMeeting({ meetings, keys, clock }),
    setInvitees: createSetInvitees({ grants, keys, clock }),
    cancelMeeting: createCancelMeeting({ meetings, sessions, waitingRoom, clock }),
  });
  const scheduleEvent = createScheduleEvent({ unitOfWork, accounts, writer, meetings: eventMeetings, changes, clock });
  const readFacts = createReadEventFacts({ events, attendees });

  return {
    directory,
    database,
    unitOfWork,
    keyring,
    clock,
    accounts,
    meetings,
    grants,
    keys,
    links,
    sessions,
    waitTickets,
    entryTickets,
    reloadPasses,
    waitingRoom,
    keyHolders,
    startMeeting,
    meetingView,
    events,
    attendees,
    calendars,
    schedule,
    joinMeeting,
    doorView,
    changed,
    writer,
    scheduleEvent,
    readFacts,
    changeEvent: createChangeEvent({
      unitOfWork,
      people: { accounts, attendees },
      events,
      writer,
      meetings: eventMeetings,
      changes,
      clock,
    }),
    deleteEvent: createDeleteEvent({ unitOfWork, events, readFacts, writer, meetings: eventMeetings, changes, clock }),
    startEvent: createStartEvent({ events, startMeeting }),
    startInstantMeeting: createStartInstantMeeting({ scheduleEvent, startMeeting, clock }),
    eventView: createEventView({ events, attendees, accounts, meetings, meetingView, readObject, clock }),
    adoptInvitations: createAdoptInvitations({ events, writer, clock }),
    /** An account made without its password being hashed, which takes long on purpose. */
    async addAccount(email: string, more: Partial<Account> = {}): Promise<Account> {
      const account: Account = {
        id: newId<AccountId>(),
        email,
        name: email.slice(0, email.indexOf('@')),
        language: 'en',
        timeZone: 'Europe/Paris',
        admin: false,
        webMeeting: true,
        suspended: false,
        ...more,
      };
      await accounts.insert({ ...account, passwordHash: 'none', createdMs: clock.nowMs() });
      return account;
    },
    async close(): Promise<void> {
      waitingRoom.close();
      await database.destroy();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

export type MeetingHouse = Awaited<ReturnType<typeof openMeetingHouse>>;
