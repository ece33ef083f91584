import type { ServerResponse } from 'node:http';
import type express from 'express';
import { DomainError } from '../base/errors.ts';
import type { Right } from '../base/rights.ts';
import { type DavAnswer, textAnswer } from '../platform/dav-answer.ts';
import { callerAddress } from '../platform/web.ts';
import { type Account, hasRight } from './account.ts';
import { type DavSignIn, readBasic } from './dav-sign-in.ts';

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;

const NO_RIGHT =
  'Your account does not have the right to this. An administrator can give it.\n' +
  'Votre compte n’a pas ce droit. Un administrateur peut vous l’accorder.\n';

const NOT_PRIVATE =
  'Passwords are not taken over a connection that others can read. Use the https address of this server.\n' +
  'If you do, its administrator has to name the proxy in TRUST_PROXY.\n' +
  'Aucun mot de passe n’est accepté sur une connexion que d’autres peuvent lire. Utilisez l’adresse https de ce serveur.\n' +
  'Si c’est déjà le cas, son administrateur doit indiquer le serveur mandataire dans TRUST_PROXY.\n';

/** A proxy on the same machine says so when it passes on what came from elsewhere, whether it is believed or not. */
const PASSED_ON = ['x-forwarded-for', 'x-forwarded-proto', 'forwarded'];

const isPrivate = ({ secure, socket, headers }: express.Request): boolean =>
  secure || (LOOPBACK.test(socket.remoteAddress ?? '') && PASSED_ON.every((name) => headers[name] === undefined));

/** What one kind of DAV resource says of itself. */
export interface DavSite {
  /** What an account must have to come in. */
  readonly right: Right;
  /** RFC 4918 10.1. */
  readonly classes: string;
  readonly allowed: string;
  /** Further header fields of OPTIONS. */
  readonly options?: Readonly<Record<string, string>>;
  /** What is answered to what was thrown; a bug is thrown on. */
  readonly answerTo: (error: unknown) => DavAnswer;
}

/** The header fields of an answer, the length left out. */
export const davHeaders = (
  { classes, allowed }: Pick<DavSite, 'classes' | 'allowed'>,
  { status, headers = {} }: Pick<DavAnswer, 'status' | 'headers'>,
): Record<string, string> => ({
  DAV: classes,
  'Cache-Control': 'private, no-cache',
  ...(status === 405 && { Allow: allowed }),
  ...headers,
  ...(status === 401 && { 'WWW-Authenticate': 'Basic realm="WebMeeting", charset="UTF-8"' }),
});

/** Written by hand: express would add an entity tag of its own, and answer 304 by it. */
export const sendDav = (
  site: Pick<DavSite, 'classes' | 'allowed'>,
  response: ServerResponse,
  answer: DavAnswer,
): void => {
  const { status, body } = answer;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const hasLength = status !== 204 && status !== 304;
  response.writeHead(status, {
    ...davHeaders(site, answer),
    ...(hasLength && { 'Content-Length': bytes?.length ?? 0 }),
  });
  response.end(bytes);
};

/** Who makes a request whose body has not been read yet. */
const signedIn = new WeakMap<object, Account>();

/** Whom the gate let in. */
export const davViewer = (request: object): Account => {
  const account = signedIn.get(request);
  if (account === undefined) throw new DomainError('not-signed-in');
  return account;
};

/** Before anything is read of a request: the connection is private, and an app password opens. OPTIONS tells no secret. */
export const createDavGate =
  (site: DavSite, signIn: DavSignIn): express.RequestHandler =>
  async (request, response, next) => {
    if (request.method === 'OPTIONS') {
      sendDav(site, response, { status: 200, headers: { Allow: site.allowed, ...site.options } });
      return;
    }
    if (!isPrivate(request)) {
      sendDav(site, response, textAnswer(403, NOT_PRIVATE));
      return;
    }
    try {
      const credentials = readBasic(request.headers.authorization);
      if (credentials === undefined) throw new DomainError('not-signed-in');
      const account = await signIn(credentials, callerAddress(request));
      if (!hasRight(account, site.right)) {
        sendDav(site, response, textAnswer(403, NO_RIGHT));
        return;
      }
      signedIn.set(request, account);
    } catch (error) {
      sendDav(site, response, site.answerTo(error));
      return;
    }
    next();
  };
