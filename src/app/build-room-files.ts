import type { Blobs } from '../documents/blobs.ts';
import type { Documents } from '../documents/documents.ts';
import type { SessionFolder } from '../documents/session-folder.ts';
import { createRateLimit } from '../platform/rate-limit.ts';
import { createFindSeat } from '../room/files/find-seat.ts';
import { createPutRoomFile } from '../room/files/put-room-file.ts';
import { createReadRoomFile } from '../room/files/read-room-file.ts';
import { createForgetRoomFiles, createRemoveRoomFile } from '../room/files/remove-room-file.ts';
import { chatFileBody, type FindOwnFiles } from '../room/files/room-file.ts';
import { createRoomFileKeys } from '../room/files/room-file-keys.ts';
import { createRoomFileRoutes } from '../room/files/room-file-routes.ts';
import { createRoomFileStore, type RoomFileStore } from '../room/files/room-file-store.ts';
import type { RoomRegistry } from '../room/room-registry.ts';
import { createRoomStore } from '../room/room-store.ts';
import type { Ground } from './build-ground.ts';
import type { MeetingParts } from './build-meetings.ts';
import type { CalendarStores } from './build-stores.ts';

const MINUTE_MS = 60_000;

/** What the room's socket asks when a message names files. */
export const createFindOwnFiles =
  (store: Pick<RoomFileStore, 'find'>): FindOwnFiles =>
  async ({ sessionId, participantId }, ids) => {
    const files = await Promise.all([...new Set(ids)].map((id) => store.find(id)));
    const own = files.flatMap((file) =>
      file?.documentId !== undefined && file.sessionId === sessionId && file.participantId === participantId
        ? [chatFileBody(file)]
        : [],
    );
    return own.length === files.length ? own : undefined;
  };

/** Files of the chat: into the organizer's documents, and to those who may have them. `rooms` may be built later. */
export const buildRoomFiles = (
  { clock, database, keyring }: Pick<Ground, 'clock' | 'database' | 'keyring'>,
  { schedule, accounts }: Pick<CalendarStores, 'schedule' | 'accounts'>,
  { meetings }: Pick<MeetingParts, 'meetings'>,
  {
    documents,
    blobs,
    sessionFolder,
  }: { readonly documents: Documents; readonly blobs: Blobs; readonly sessionFolder: SessionFolder },
  rooms: Pick<RoomRegistry, 'find'>,
) => {
  const store = createRoomFileStore(database);
  const seats = createFindSeat({ rooms, store: createRoomStore(database) });
  return {
    routes: createRoomFileRoutes({
      seats,
      keys: createRoomFileKeys({ keyring, clock }),
      putFile: createPutRoomFile({
        store,
        seats,
        documents: { documents, blobs, sessionFolder },
        meeting: { meetings, schedule, accounts },
        sessionTimes: store.sessionTimes,
        limit: createRateLimit({ points: 60, windowMs: 10 * MINUTE_MS }),
        clock,
      }),
      removeFile: createRemoveRoomFile({ store, documents }),
      readFile: createReadRoomFile({ store, seats, meetings, documents }),
      blobs,
    }),
    forgetRoomFiles: createForgetRoomFiles({ store, documents }),
  };
};
