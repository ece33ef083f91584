import express from 'express';
import { actorOf } from '../../accounts/audit-actor.ts';
import { signedIn, viewer } from '../../accounts/signed-in.ts';
import type { MeetingId, SessionId } from '../../base/ids.ts';
import { recordingListQuery, recordingOutputRequest } from '../../contract/http/recording.ts';
import type { Document } from '../../documents/document.ts';
import type { DocumentReader } from '../../documents/document-access.ts';
import type { Audit } from '../../platform/audit.ts';
import { readBody, readQuery } from '../../platform/web.ts';
import type { Recordings } from './recordings.ts';

/** Answers a request for the bytes of a document, with ranges. */
export type SendSound = (request: express.Request, response: express.Response, sound: Document) => Promise<void>;

const idOf = (request: express.Request): string => String(request.params['id']);

/** Recordings for those who are signed in. */
export const createRecordingRoutes = ({
  recordings,
  audit,
  sendSound,
}: {
  readonly recordings: Recordings;
  readonly audit: Audit;
  readonly sendSound: SendSound;
}): express.Router => {
  const router = express.Router();
  const readerOf = (request: express.Request): DocumentReader => ({ account: signedIn(request) });

  router.get('/recordings', async (request, response) => {
    const account = signedIn(request);
    const { session, meeting } = readQuery(recordingListQuery, request);
    const of = {
      ...(session !== undefined && { session: session as SessionId }),
      ...(meeting !== undefined && { meeting: meeting as MeetingId }),
    };
    response.json({ recordings: await recordings.list(account, of) });
  });
  router.get('/recordings/:id', async (request, response) => {
    response.json(await recordings.page(readerOf(request), idOf(request)));
  });
  router.get('/recordings/:id/audio', async (request, response) => {
    await sendSound(request, response, await recordings.sound(readerOf(request), idOf(request)));
  });
  router.post('/recordings/:id/outputs', async (request, response) => {
    const account = signedIn(request);
    const { kind } = readBody(recordingOutputRequest, request);
    await recordings.askOutput(account, idOf(request), kind);
    response.status(202).json(await recordings.page(readerOf(request), idOf(request)));
  });
  router.post('/recordings/:id/retry', async (request, response) => {
    await recordings.retry(signedIn(request), idOf(request));
    response.status(202).json(await recordings.page(readerOf(request), idOf(request)));
  });
  router.delete('/recordings/:id', async (request, response) => {
    const id = idOf(request);
    const meetingId = await recordings.remove(signedIn(request), id);
    await audit.write({ actor: actorOf(request), action: 'recording.delete', target: { id, name: meetingId } });
    response.status(204).end();
  });
  return router;
};

/** Recordings for those who hold a link, signed in or not. `recordingOf`: which recording is the document that is shared. */
export const createSharedRecordingRoutes = ({
  recordings,
  recordingOf,
  sendSound,
}: {
  readonly recordings: Recordings;
  /** Throws `not-found` when the link opens nothing, or no recording. `documentId`: one of those in a folder that is shared. */
  readonly recordingOf: (shareToken: string, documentId: string | undefined) => Promise<string>;
  readonly sendSound: SendSound;
}): express.Router => {
  const router = express.Router();
  const find = async (request: express.Request) => {
    const shareToken = String(request.params['token']);
    const { document } = request.query;
    const account = viewer(request);
    const reader: DocumentReader = { shareToken, ...(account && { account }) };
    return { reader, id: await recordingOf(shareToken, typeof document === 'string' ? document : undefined) };
  };
  router.get('/shared/:token/recording', async (request, response) => {
    const { reader, id } = await find(request);
    response.json(await recordings.page(reader, id));
  });
  router.get('/shared/:token/audio', async (request, response) => {
    const { reader, id } = await find(request);
    await sendSound(request, response, await recordings.sound(reader, id));
  });
  return router;
};
