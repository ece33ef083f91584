import { parseCookie, stringifySetCookie } from 'cookie';
import express from 'express';
import { DomainError, invalidField } from '../base/errors.ts';
import type { Language } from '../base/languages.ts';
import { accountChange, passwordChange, type Site, setUpRequest, signInRequest } from '../contract/http/account.ts';
import { hashToken } from '../platform/keyring.ts';
import { callerAddress, readBody } from '../platform/web.ts';
import { accountBody } from './account.ts';
import type { AccountStore } from './account-store.ts';
import type { AddAccount } from './add-account.ts';
import type { Passwords } from './password.ts';
import type { SetUpLink } from './set-up-link.ts';
import { SIGN_IN_LASTS_MS, type SignIn } from './sign-in.ts';
import type { SignInStore } from './sign-in-store.ts';
import { noteViewer, signedIn, viewerToken } from './signed-in.ts';

/** How this installation writes its cookies. */
export interface CookieStyle {
  /** Over https: `__Host-` names and Secure. */
  readonly secure: boolean;
}

const sessionCookieName = ({ secure }: CookieStyle): string => (secure ? '__Host-wm_session' : 'wm_session');

const setSessionCookie = (response: express.Response, style: CookieStyle, token: string, lastsMs: number): void => {
  response.append(
    'Set-Cookie',
    stringifySetCookie({
      name: sessionCookieName(style),
      value: token,
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: style.secure,
      maxAge: Math.floor(lastsMs / 1000),
    }),
  );
};

const tokenOf = (request: express.Request, style: CookieStyle): string | undefined => {
  const { authorization } = request.headers;
  // Such a request may come from any page: its cookie must not sign it when its token does not.
  if (authorization?.startsWith('Bearer ')) return /^Bearer ([A-Za-z0-9_-]{22})$/.exec(authorization)?.[1];
  return parseCookie(request.headers.cookie ?? '')[sessionCookieName(style)];
};

/** Notes who makes each request. Anonymous ones go on: each route says whether it needs someone. */
export const createViewerMiddleware =
  ({ signIn, cookies }: { readonly signIn: SignIn; readonly cookies: CookieStyle }): express.RequestHandler =>
  async (request, _response, next) => {
    const token = tokenOf(request, cookies);
    const account = token === undefined ? undefined : await signIn.whoIs(token);
    if (account && token !== undefined) noteViewer(request, account, token);
    next();
  };

export interface AccountRouteDependencies {
  readonly accounts: AccountStore;
  readonly addAccount: AddAccount;
  readonly signIn: SignIn;
  readonly sessions: SignInStore;
  readonly passwords: Passwords;
  readonly setUpLink: SetUpLink;
  readonly site: {
    readonly cookies: CookieStyle;
    readonly languages: readonly Language[];
    readonly mailLeaves: boolean;
    readonly timeZone: string;
  };
}

export const createAccountRoutes = (dependencies: AccountRouteDependencies): express.Router => {
  const { accounts, addAccount, signIn, sessions, passwords, setUpLink, site } = dependencies;
  const router = express.Router();
  const userAgent = (request: express.Request): string => request.headers['user-agent'] ?? '';

  router.get('/site', async (_request, response) => {
    const body: Site = {
      needsSetUp: (await accounts.count()) === 0,
      languages: [...site.languages],
      mailLeaves: site.mailLeaves,
    };
    response.json(body);
  });

  router.post('/set-up', async (request, response) => {
    const { token, ...person } = readBody(setUpRequest, request);
    if ((await accounts.count()) > 0) throw new DomainError('set-up-done');
    if (!setUpLink.matches(token)) throw new DomainError('unknown-link');
    const account = await addAccount.addFirst({
      email: person.email,
      name: person.name,
      password: person.password,
      admin: true,
      language: person.language ?? site.languages[0] ?? 'en',
      timeZone: person.timeZone ?? site.timeZone,
    });
    setSessionCookie(response, site.cookies, await signIn.open(account, userAgent(request)), SIGN_IN_LASTS_MS);
    response.status(201).json({ account: accountBody(account) });
  });

  router.get('/session', (request, response) => {
    const account = signedIn(request);
    // Every page asks this first: the cookie lasts as long after the last use as the session does.
    const token = parseCookie(request.headers.cookie ?? '')[sessionCookieName(site.cookies)];
    if (token !== undefined && token === viewerToken(request))
      setSessionCookie(response, site.cookies, token, SIGN_IN_LASTS_MS);
    response.json({ account: accountBody(account) });
  });

  router.post('/session', async (request, response) => {
    const { email, password } = readBody(signInRequest, request);
    const network = callerAddress(request);
    const { account, token } = await signIn.signIn({ email, password, network, userAgent: userAgent(request) });
    setSessionCookie(response, site.cookies, token, SIGN_IN_LASTS_MS);
    response.json({ account: accountBody(account) });
  });

  router.delete('/session', async (request, response) => {
    const token = viewerToken(request);
    if (token !== undefined) await signIn.signOut(token);
    setSessionCookie(response, site.cookies, '', 0);
    response.status(204).end();
  });

  router.patch('/account', async (request, response) => {
    const { id } = signedIn(request);
    const { name, language, timeZone } = readBody(accountChange, request);
    await accounts.update(id, {
      ...(name !== undefined && { name }),
      ...(language !== undefined && { language }),
      ...(timeZone !== undefined && { timeZone }),
    });
    const account = await accounts.findById(id);
    if (!account) throw new DomainError('not-found');
    response.json({ account: accountBody(account) });
  });

  router.post('/account/password', async (request, response) => {
    const { id } = signedIn(request);
    const { current, next } = readBody(passwordChange, request);
    await signIn.checkPassword(id, current, callerAddress(request)).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'wrong-credentials') {
        throw invalidField('current', 'wrong', 'This is not your present password.');
      }
      throw error;
    });
    await accounts.setPasswordHash(id, await passwords.hash(next));
    const token = viewerToken(request);
    await sessions.removeAllOf(id, token === undefined ? undefined : hashToken(token));
    response.status(204).end();
  });

  router.get('/account/sessions', async (request, response) => {
    const { id } = signedIn(request);
    const current = hashToken(viewerToken(request) ?? '');
    const devices = await sessions.listOf(id);
    response.json({
      sessions: devices.map((device) => ({
        id: device.tokenHash.slice(0, 32),
        current: device.tokenHash === current,
        userAgent: device.userAgent,
        createdAt: new Date(device.createdMs).toISOString(),
        seenAt: new Date(device.seenMs).toISOString(),
      })),
    });
  });

  router.delete('/account/sessions/:id', async (request, response) => {
    const { id } = signedIn(request);
    const device = (await sessions.listOf(id)).find(({ tokenHash }) => tokenHash.slice(0, 32) === request.params['id']);
    if (!device) throw new DomainError('not-found');
    await sessions.remove(device.tokenHash);
    response.status(204).end();
  });

  return router;
};
