import express from 'express';
import { hasRight } from '../../accounts/account.ts';
import { requireRight } from '../../accounts/require-right.ts';
import { viewer } from '../../accounts/signed-in.ts';
import { DomainError, invalidField } from '../../base/errors.ts';
import { putRoomFileRequest, roomFileQuery } from '../../contract/http/room-file.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Blobs } from '../../documents/blobs.ts';
import { sendContent } from '../../documents/content-routes.ts';
import { readBody, readQuery } from '../../platform/web.ts';
import type { FindSeat, TakenSeat } from './find-seat.ts';
import type { PutRoomFile } from './put-room-file.ts';
import type { ReadRoomFile } from './read-room-file.ts';
import type { RemoveRoomFile } from './remove-room-file.ts';
import type { RoomFileKeys } from './room-file-keys.ts';

const CLIENT_ID = /^[A-Za-z0-9_-]{8,40}$/;
const BYTES = 'application/octet-stream';

const clientIdOf = (request: express.Request): string => {
  const id = request.get('x-client-id') ?? '';
  if (!CLIENT_ID.test(id)) throw invalidField('X-Client-Id', 'missing', 'Your own name for the file: 8 to 40 letters.');
  return id;
};

const nameOf = (request: express.Request): string => {
  try {
    return decodeURIComponent(request.get('x-file-name') ?? '');
  } catch {
    throw invalidField('X-File-Name', 'malformed', 'The name of the file, percent-encoded.');
  }
};

/** Refused before a byte of it is read, when it says so itself. */
const checkLength = (request: express.Request): void => {
  if (Number(request.get('content-length') ?? 0) > LIMITS.chatFileBytes) throw new DomainError('too-large');
};

/** Files of the chat, there and back. */
export const createRoomFileRoutes = ({
  seats,
  keys,
  putFile,
  removeFile,
  readFile,
  blobs,
}: {
  readonly seats: FindSeat;
  readonly keys: RoomFileKeys;
  readonly putFile: PutRoomFile;
  readonly removeFile: RemoveRoomFile;
  readonly readFile: ReadRoomFile;
  readonly blobs: Pick<Blobs, 'path'>;
}): express.Router => {
  const router = express.Router();
  const seatOf = (request: express.Request): Promise<TakenSeat> =>
    seats.byResumeToken((request.get('x-room-key') ?? '').slice(0, 200));

  router.post('/room/files', async (request, response) => {
    const seat = await seatOf(request);
    if (request.is('application/json') !== false) {
      const { documentId, clientId } = readBody(putRoomFileRequest, request);
      const account = requireRight(request, 'documents');
      response.status(201).json({ file: await putFile(seat, clientId, { documentId, account }) });
      return;
    }
    if (request.is(BYTES) === false) throw new DomainError('unsupported-type');
    checkLength(request);
    const file = await putFile(seat, clientIdOf(request), { bytes: request, name: nameOf(request) });
    response.status(201).json({ file });
  });

  /** A key for addresses: those of pictures in the chat, and of what is saved. */
  router.post('/room/files/key', async (request, response) => {
    const { key, expiresMs } = keys.issue(await seatOf(request));
    const account = hasRight(viewer(request), 'documents');
    response.json({ key, expiresAt: new Date(expiresMs).toISOString(), account });
  });

  router.delete('/room/files/:id', async (request, response) => {
    await removeFile(await seatOf(request), String(request.params['id']));
    response.status(204).end();
  });

  router.get('/room/files/:id', async (request, response) => {
    const { key, download } = readQuery(roomFileQuery, request);
    const seat = key === undefined ? undefined : keys.open(key);
    const found = await readFile(String(request.params['id']), { seat, account: viewer(request) });
    if (found?.document.blobId === undefined) throw new DomainError('not-found');
    await sendContent(response, blobs, found.document, { inline: download === undefined });
  });

  return router;
};
