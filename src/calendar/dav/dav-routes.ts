import express from 'express';
import type { Account } from '../../accounts/account.ts';
import { createDavGate, type DavSite, davViewer, sendDav } from '../../accounts/dav-gate-routes.ts';
import type { DavSignIn } from '../../accounts/dav-sign-in.ts';
import { type DavAnswer, refusal, textAnswer } from '../../platform/dav-answer.ts';
import { LARGE_XML_BYTES, XML_BYTES } from '../../protocols/dav/limits.ts';
import { readDavHeaders } from '../../protocols/dav/request-headers.ts';
import { OBJECT_CHARACTERS } from '../../protocols/icalendar/limits.ts';
import { ROOT_HREF, readAddress } from './dav-address.ts';
import { answerTo, type DavServer } from './dav-server.ts';
import { ALLOWED_METHODS, DAV_CLASSES } from './methods/options.ts';

const readObject = express.raw({ type: () => true, limit: OBJECT_CHARACTERS });
const readQuestion = express.raw({ type: () => true, limit: XML_BYTES });
/** A hundred people are asked after in a tenth of this. */
const MESSAGE_BYTES = 65_536;
const readMessage = express.raw({ type: () => true, limit: MESSAGE_BYTES });
const readLongQuestion = express.raw({ type: () => true, limit: LARGE_XML_BYTES });
const READERS = new Map([
  ['PUT', readObject],
  ['POST', readMessage],
  ['REPORT', readLongQuestion],
]);

const SITE: DavSite = { right: 'caldav', classes: DAV_CLASSES, allowed: ALLOWED_METHODS, answerTo };

const send = (response: express.Response, answer: DavAnswer): void => sendDav(SITE, response, answer);

const bodyOf = (request: express.Request): Uint8Array => {
  const body: unknown = request.body;
  return body instanceof Uint8Array ? body : new Uint8Array();
};

const mediaTypeOf = ({ headers }: express.Request): string =>
  (headers['content-type'] ?? '').replace(/;.*$/s, '').trim().toLowerCase();

const answerFor = async (server: DavServer, request: express.Request, viewer: Account): Promise<DavAnswer> => {
  const headers = readDavHeaders(request.headers);
  if (!headers.ok) return textAnswer(400, `A header field cannot be read: ${headers.code}.\n`);
  const address = readAddress(request.originalUrl.replace(/\?.*$/s, ''));
  return server(request.method, {
    viewer,
    address,
    headers: headers.value,
    mediaType: mediaTypeOf(request),
    body: bodyOf(request),
  });
};

/** What the reader of bodies refused: the size, or how it is packed. */
const refuseBody: express.ErrorRequestHandler = (error: unknown, request, response, next) => {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status !== 'number' || status >= 500) next(error);
  else if (status === 413 && request.method === 'PUT') send(response, refusal('max-resource-size'));
  else send(response, textAnswer(status, 'The body of the request cannot be taken.\n'));
};

/** CalDAV below `/dav/`, and the ways to find it. */
export const createDavRoutes = ({
  server,
  signIn,
}: {
  readonly server: DavServer;
  readonly signIn: DavSignIn;
}): express.Router => {
  const router = express.Router();
  const readBody: express.RequestHandler = (request, response, next) =>
    (READERS.get(request.method) ?? readQuestion)(request, response, next);
  const handle: express.RequestHandler = async (request, response) => {
    send(response, await answerFor(server, request, davViewer(request)));
  };
  const gate = createDavGate(SITE, signIn);
  // RFC 6764 5: whatever the method, and without a password.
  router.all('/.well-known/caldav', (_request, response) => {
    send(response, { status: 301, headers: { Location: ROOT_HREF } });
  });
  router.use('/dav', gate, readBody, handle);
  // Programs that are told the name of the host alone ask there as well.
  router.propfind('/', gate, readBody, handle);
  router.use(refuseBody);
  return router;
};
