import express from 'express';
import type { Account } from '../../accounts/account.ts';
import { DomainError } from '../../base/errors.ts';
import { callerAddress } from '../../platform/web.ts';
import { LARGE_XML_BYTES, XML_BYTES } from '../../protocols/dav/limits.ts';
import { readDavHeaders } from '../../protocols/dav/request-headers.ts';
import { OBJECT_CHARACTERS } from '../../protocols/icalendar/limits.ts';
import { ROOT_HREF, readAddress } from './dav-address.ts';
import { type DavAnswer, refusal, textAnswer } from './dav-answer.ts';
import { answerTo, type DavServer } from './dav-server.ts';
import { type DavSignIn, readBasic } from './dav-sign-in.ts';
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

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;

const NOT_PRIVATE =
  'Passwords are not taken over a connection that others can read. Use the https address of this server.\n' +
  'If you do, its administrator has to name the proxy in TRUST_PROXY.\n' +
  'Aucun mot de passe n’est accepté sur une connexion que d’autres peuvent lire. Utilisez l’adresse https de ce serveur.\n' +
  'Si c’est déjà le cas, son administrateur doit indiquer le serveur mandataire dans TRUST_PROXY.\n';

/** A proxy on the same machine says so when it passes on what came from elsewhere, whether it is believed or not. */
const PASSED_ON = ['x-forwarded-for', 'x-forwarded-proto', 'forwarded'];

const isPrivate = ({ secure, socket, headers }: express.Request): boolean =>
  secure || (LOOPBACK.test(socket.remoteAddress ?? '') && PASSED_ON.every((name) => headers[name] === undefined));

/** Written by hand: express would add an entity tag of its own, and answer 304 by it. */
const send = (response: express.Response, { status, headers = {}, body }: DavAnswer): void => {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const hasLength = status !== 204 && status !== 304;
  response.writeHead(status, {
    DAV: DAV_CLASSES,
    'Cache-Control': 'private, no-cache',
    ...(status === 405 && { Allow: ALLOWED_METHODS }),
    ...headers,
    ...(status === 401 && { 'WWW-Authenticate': 'Basic realm="WebMeeting", charset="UTF-8"' }),
    ...(hasLength && { 'Content-Length': bytes?.length ?? 0 }),
  });
  response.end(bytes);
};

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

/** Who makes a request whose body has not been read yet. */
const signedIn = new WeakMap<object, Account>();

const createGate =
  (signIn: DavSignIn): express.RequestHandler =>
  async (request, response, next) => {
    if (request.method === 'OPTIONS') {
      send(response, { status: 200, headers: { Allow: ALLOWED_METHODS } });
      return;
    }
    if (!isPrivate(request)) {
      send(response, textAnswer(403, NOT_PRIVATE));
      return;
    }
    try {
      const credentials = readBasic(request.headers.authorization);
      if (credentials === undefined) throw new DomainError('not-signed-in');
      signedIn.set(request, await signIn(credentials, callerAddress(request)));
    } catch (error) {
      send(response, answerTo(error));
      return;
    }
    next();
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
    const account = signedIn.get(request);
    if (account === undefined) throw new DomainError('not-signed-in');
    send(response, await answerFor(server, request, account));
  };
  const gate = createGate(signIn);
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
