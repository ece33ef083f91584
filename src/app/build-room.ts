import { createMediaCounters } from '../media/media-counters.ts';
import type { createRealtime } from '../platform/realtime.ts';
import { createAdmit } from '../room/admission.ts';
import { createRoomCounters } from '../room/room-counters.ts';
import { createReadRoomMeeting } from '../room/room-meeting.ts';
import { createRoomRegistry } from '../room/room-registry.ts';
import { attachRoom } from '../room/room-socket.ts';
import { createRoomStore } from '../room/room-store.ts';
import { createSocketAudience } from '../room/socket-audience.ts';
import type { Ground } from './build-ground.ts';
import type { MeetingParts } from './build-meetings.ts';
import type { CalendarStores } from './build-stores.ts';

/** The live rooms behind the socket.io server. */
export const buildRoom = (
  { clock, log, database }: Ground,
  { meetings, links, sessions, entryTickets }: MeetingParts,
  { schedule }: CalendarStores,
  realtime: ReturnType<typeof createRealtime>,
) => {
  const store = createRoomStore(database);
  const mediaCounters = createMediaCounters();
  const roomCounters = createRoomCounters();
  const audience = createSocketAudience(realtime);
  const rooms = createRoomRegistry({ sessions, store, audience, counters: mediaCounters, clock, log });
  const readMeeting = createReadRoomMeeting({ meetings, links, schedule });
  const admit = createAdmit({ rooms, tickets: entryTickets, store, readMeeting });
  attachRoom({ realtime, admit, roomCounters, mediaCounters, clock, log });
  return { rooms, mediaCounters, roomCounters };
};
