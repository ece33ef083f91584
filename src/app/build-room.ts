import { createHoldsStill } from '../accounts/holds-still.ts';
import { createRightStore } from '../accounts/right-store.ts';
import type { SignInStore } from '../accounts/sign-in-store.ts';
import { createMediaCounters } from '../media/media-counters.ts';
import type { Recorder } from '../media/recording/recorder.ts';
import { createScreenCounters } from '../media/screen/screen-counters.ts';
import type { createRealtime } from '../platform/realtime.ts';
import { createAdmit } from '../room/admission.ts';
import { createGoAway } from '../room/away-routes.ts';
import { createCountedAdmit } from '../room/count-joins.ts';
import { attachEcho } from '../room/echo-socket.ts';
import { createRoomFileStore } from '../room/files/room-file-store.ts';
import { createLobbyTicket } from '../room/lobby-ticket.ts';
import { createLocalAudience, joinAudiences } from '../room/local-audience.ts';
import { createRoomAudit } from '../room/room-audit.ts';
import { createRoomCounters } from '../room/room-counters.ts';
import { createRoomDoor } from '../room/room-door.ts';
import { createReadRoomMeeting } from '../room/room-meeting.ts';
import { createRoomRegistry } from '../room/room-registry.ts';
import { attachRoom } from '../room/room-socket.ts';
import { createRoomStore, type TurnoutListener } from '../room/room-store.ts';
import { createScreenKeys } from '../room/screen-keys.ts';
import { attachScreen } from '../room/screen-socket.ts';
import { createReadRules } from '../room/session-rules.ts';
import { createSocketAudience } from '../room/socket-audience.ts';
import type { Ground } from './build-ground.ts';
import type { MeetingParts } from './build-meetings.ts';
import { createFindOwnFiles } from './build-room-files.ts';
import type { CalendarStores } from './build-stores.ts';
import { createNetworkOf } from './peer-network.ts';

type Realtime = ReturnType<typeof createRealtime>;

interface RoomWays {
  readonly realtime: Realtime;
  readonly screenRealtime: Realtime;
  readonly recorder: Recorder;
  readonly signIns: Pick<SignInStore, 'findById'>;
  readonly readRecordingMaxMs: () => Promise<number>;
  readonly onTurnout?: TurnoutListener;
}

/** The live rooms behind the socket.io servers: one for the room, one for the shared screen. */
export const buildRoom = (
  { config, clock, log, database, audit }: Ground,
  { accounts, meetings, links, sessions, entryTickets, waitTickets, lateRoomDoor, policy }: MeetingParts,
  { schedule }: CalendarStores,
  { realtime, screenRealtime, recorder, signIns, readRecordingMaxMs, onTurnout }: RoomWays,
) => {
  const store = createRoomStore(database, onTurnout);
  const mediaCounters = createMediaCounters();
  const screenCounters = createScreenCounters();
  const roomCounters = createRoomCounters();
  const localAudience = createLocalAudience();
  const audience = joinAudiences(createSocketAudience(realtime), localAudience);
  const { among } = createRightStore(database);
  const readRules = createReadRules({
    ...{ meetings, readRecordingMaxMs, policy: policy.current },
    mayRecord: async (organizer) => (await among('record', [organizer])).has(organizer),
  });
  const rooms = createRoomRegistry({
    sessions,
    readRules,
    store,
    audience,
    recorder,
    counters: mediaCounters,
    mayModerate: async (account) => (await among('webmeeting', [account])).has(account),
    onDone: createRoomAudit({ audit, accounts, log }),
    clock,
    log,
  });
  const readMeeting = createReadRoomMeeting({ meetings, links, schedule });
  const admit = createCountedAdmit(
    createAdmit({
      ...{ rooms, tickets: entryTickets, store, readMeeting },
      holdsStill: createHoldsStill({ accounts, signIns }),
    }),
    roomCounters.joins,
  );
  const screenKeys = createScreenKeys();
  const findOwnFiles = createFindOwnFiles(createRoomFileStore(database));
  const lobbyTicket = createLobbyTicket({ waitTickets });
  attachRoom({ realtime, admit, screenKeys, lobbyTicket, findOwnFiles, roomCounters, mediaCounters, clock, log });
  attachScreen({ realtime: screenRealtime, keys: screenKeys, counters: screenCounters, clock, log });
  attachEcho({ realtime, networkOf: createNetworkOf(config.trustProxy), clock });
  lateRoomDoor.connect(createRoomDoor({ rooms }));
  const counters = { media: mediaCounters, screen: screenCounters, room: roomCounters };
  return {
    rooms,
    goAway: createGoAway({ rooms, store }),
    store,
    admit,
    lobbyTicket,
    localAudience,
    audience,
    counters,
  };
};
