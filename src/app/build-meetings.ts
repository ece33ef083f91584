import { createRightStore } from '../accounts/right-store.ts';
import { readPhoneNumbers } from '../admin/meeting-settings.ts';
import { createChangeMeeting } from '../meetings/change-meeting.ts';
import { createEntryTickets } from '../meetings/entry-ticket.ts';
import { createGrantStore } from '../meetings/grant-store.ts';
import { createIssueEntry } from '../meetings/issue-entry.ts';
import { createKeyHolders } from '../meetings/key-holders.ts';
import { createLateRoomDoor } from '../meetings/late-room-door.ts';
import { createLiveSessions } from '../meetings/live-sessions.ts';
import { createLobbyEntry } from '../meetings/lobby-entry.ts';
import { createMeetingKeys } from '../meetings/meeting-keys.ts';
import { createMeetingLinks } from '../meetings/meeting-links.ts';
import { createMeetingPolicyKeeper } from '../meetings/meeting-policy-keeper.ts';
import { createMeetingStore } from '../meetings/meeting-store.ts';
import { createMeetingView } from '../meetings/meeting-view.ts';
import { createReloadPasses } from '../meetings/reload-pass.ts';
import { createSessionStore } from '../meetings/session-store.ts';
import { createStartMeeting } from '../meetings/start-meeting.ts';
import { createEntryRank } from '../meetings/succession-rank.ts';
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
    services,
  }: Omit<Ground, 'config'> & { readonly config: Pick<Config, 'publicUrl' | 'sipDomain'> },
  { accounts, schedule, ranks }: Pick<CalendarStores, 'accounts' | 'schedule' | 'ranks'>,
) => {
  const policy = createMeetingPolicyKeeper(settings);
  const meetings = createMeetingStore({ database, keyring, policy: policy.current });
  const grants = createGrantStore(database);
  const keys = createMeetingKeys({ keyring });
  const links = createMeetingLinks({
    publicUrl: config.publicUrl,
    keys,
    phone: {
      sipDomain: config.sipDomain,
      sipUser: () => policy.current().sipUser,
      numbers: () => readPhoneNumbers(settings),
      mayBeCalled: (organizers) => createRightStore(database).among('telephone', organizers),
    },
  });
  const sessions = createLiveSessions({ meetings, sessions: createSessionStore(database), unitOfWork, clock, log });
  const waitTickets = createWaitTickets({ keyring, clock });
  const entryTickets = createEntryTickets({ keyring, clock });
  const reloadPasses = createReloadPasses({ keyring, clock });
  const lateRoomDoor = createLateRoomDoor();
  const roomDoor = lateRoomDoor.door;
  const issueEntry = createIssueEntry({ links, entryTickets, reloadPasses });
  const opening = { requireService: () => services.require('webmeeting'), policy: policy.current };
  return {
    accounts,
    /** Load it before anything is served. */
    policy,
    meetings,
    grants,
    keys,
    links,
    sessions,
    waitTickets,
    entryTickets,
    reloadPasses,
    /** Connect the rooms to it once they are built. */
    lateRoomDoor,
    roomDoor,
    issueEntry,
    entryRank: createEntryRank(ranks),
    waitingRoom: createWaitingRoom({ sessions, waitTickets, roomDoor, log }),
    lobbyEntry: createLobbyEntry({ meetings, grants, sessions, roomDoor, waitTickets, issueEntry }),
    changeMeeting: createChangeMeeting({ meetings, unitOfWork }),
    keyHolders: createKeyHolders({ meetings, grants, sessions, schedule, ranks }),
    startMeeting: createStartMeeting({ meetings, grants, accounts, sessions, schedule, ranks, opening, clock }),
    meetingView: createMeetingView({ sessions, links }),
  };
};

export type MeetingParts = ReturnType<typeof buildMeetings>;
