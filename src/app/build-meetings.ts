import { readPhoneNumbers } from '../admin/meeting-settings.ts';
import { createEntryTickets } from '../meetings/entry-ticket.ts';
import { createGrantStore } from '../meetings/grant-store.ts';
import { createKeyHolders } from '../meetings/key-holders.ts';
import { createLiveSessions } from '../meetings/live-sessions.ts';
import { createMeetingKeys } from '../meetings/meeting-keys.ts';
import { createMeetingLinks } from '../meetings/meeting-links.ts';
import { createMeetingStore } from '../meetings/meeting-store.ts';
import { createMeetingView } from '../meetings/meeting-view.ts';
import { createReloadPasses } from '../meetings/reload-pass.ts';
import { createSessionStore } from '../meetings/session-store.ts';
import { createStartMeeting } from '../meetings/start-meeting.ts';
import { createWaitTickets } from '../meetings/wait-ticket.ts';
import { createWaitingRoom } from '../meetings/waiting-room.ts';
import type { Ground } from './build-ground.ts';
import type { CalendarStores } from './build-stores.ts';
import type { Config } from './config.ts';

/** Meetings, their keys and their sessions, and the accounts that own them. `schedule` tells when they are. */
export const buildMeetings = (
  {
    config,
    clock,
    log,
    keyring,
    database,
    unitOfWork,
    settings,
  }: Omit<Ground, 'config'> & { readonly config: Pick<Config, 'publicUrl' | 'sipDomain'> },
  { accounts, schedule }: Pick<CalendarStores, 'accounts' | 'schedule'>,
) => {
  const meetings = createMeetingStore({ database, keyring });
  const grants = createGrantStore(database);
  const keys = createMeetingKeys({ keyring });
  const links = createMeetingLinks({
    publicUrl: config.publicUrl,
    keys,
    phone: { sipDomain: config.sipDomain, numbers: () => readPhoneNumbers(settings) },
  });
  const sessions = createLiveSessions({ meetings, sessions: createSessionStore(database), unitOfWork, clock, log });
  const waitTickets = createWaitTickets({ keyring, clock });
  return {
    accounts,
    meetings,
    grants,
    keys,
    links,
    sessions,
    waitTickets,
    entryTickets: createEntryTickets({ keyring, clock }),
    reloadPasses: createReloadPasses({ keyring, clock }),
    waitingRoom: createWaitingRoom({ sessions, waitTickets }),
    keyHolders: createKeyHolders({ meetings, grants, sessions, schedule }),
    startMeeting: createStartMeeting({ meetings, grants, accounts, sessions, schedule }),
    meetingView: createMeetingView({ sessions, links }),
  };
};

export type MeetingParts = ReturnType<typeof buildMeetings>;
