import express from 'express';
import { DomainError } from '../base/errors.ts';
import {
  type ConfirmWays,
  confirmRequest,
  type SessionBody,
  type SignedInDevices,
  type SignedOut,
  type SignInWays,
  signInWithCodeRequest,
} from '../contract/http/sign-in.ts';
import type { Audit } from '../platform/audit.ts';
import { hashToken } from '../platform/keyring.ts';
import { callerAddress, readBody } from '../platform/web.ts';
import { type Account, accountBody } from './account.ts';
import { actorOf } from './audit-actor.ts';
import type { SecondFactor } from './second-factor.ts';
import { type CookieStyle, readSessionCookie, setSessionCookie } from './session-cookie.ts';
import { type Held, SIGN_IN_LASTS_MS, type SignIn } from './sign-in.ts';
import type { SignInSettings } from './sign-in-settings.ts';
import { providerIdOf, type SignInMethod, type SignInSession, type SignInStore } from './sign-in-store.ts';
import { signedIn, signedInSoFar, viewerState, viewerToken } from './signed-in.ts';

/** As pages say it: which provider it was stands beside it. */
const wayOf = (method: SignInMethod): SessionBody['method'] => {
  if (method === 'ldap') return 'directory';
  return method === 'password' || method === 'link' ? method : 'provider';
};

/** Signing in and out, saying once more who one is, and the devices that are signed in. */
export const createSessionRoutes = ({
  signIn,
  sessions,
  settings,
  secondFactor,
  leaveUrl,
  audit,
  cookies,
  mailLeaves,
}: {
  readonly signIn: SignIn;
  readonly sessions: SignInStore;
  readonly settings: Pick<SignInSettings, 'providers' | 'provider'>;
  readonly secondFactor: Pick<SecondFactor, 'isOn'>;
  /** Where a browser goes on to when its sign-in has ended; undefined: nowhere. */
  readonly leaveUrl: (session: SignInSession) => Promise<string | undefined>;
  readonly audit: Audit;
  readonly cookies: CookieStyle;
  readonly mailLeaves: boolean;
}): express.Router => {
  const router = express.Router();
  const cookieOf = (request: express.Request): string | undefined => readSessionCookie(request.headers.cookie, cookies);

  const heldBy = async (request: express.Request): Promise<Held> => {
    const token = viewerToken(request);
    const held = token === undefined ? undefined : await signIn.whoHolds(token);
    if (!held) throw new DomainError('not-signed-in');
    return held;
  };

  const sendSession = async (request: express.Request, response: express.Response, token: string): Promise<void> => {
    const held = await signIn.whoHolds(token);
    const account = held?.account ?? signedInSoFar(request);
    const body: SessionBody = {
      account: accountBody(account),
      method: wayOf(held?.session.method ?? 'password'),
      secondFactorDue: viewerState(request)?.secondFactorDue ?? false,
    };
    response.json(body);
  };

  router.get('/sign-in/ways', async (_request, response) => {
    const providers = (await settings.providers()).filter(({ active }) => active);
    const body: SignInWays = {
      providers: providers.map(({ id, label, name }) => ({ id, label: label === '' ? name : label })),
      forgotten: mailLeaves,
    };
    response.json(body);
  });

  router.get('/session', async (request, response) => {
    const account = signedInSoFar(request);
    // Every page asks this first: the cookie lasts as long after the last use as the session does.
    const token = cookieOf(request);
    if (token !== undefined && token === viewerToken(request))
      setSessionCookie(response, cookies, token, SIGN_IN_LASTS_MS);
    const current = viewerToken(request);
    if (current === undefined)
      response.json({ account: accountBody(account), method: 'password', secondFactorDue: false });
    else await sendSession(request, response, current);
  });

  router.post('/session', async (request, response) => {
    const { email, password, code } = readBody(signInWithCodeRequest, request);
    const userAgent = request.headers['user-agent'] ?? '';
    const before = cookieOf(request);
    const attempt = { email, password, code, network: callerAddress(request), userAgent, before };
    const { account, token } = await signIn.signIn(attempt);
    // Whoever else was signed in here before is not any more.
    if (before !== undefined) await sessions.remove(hashToken(before));
    setSessionCookie(response, cookies, token, SIGN_IN_LASTS_MS);
    response.json({ account: accountBody(account) });
  });

  router.delete('/session', async (request, response) => {
    const token = viewerToken(request);
    const held = token === undefined ? undefined : await signIn.whoHolds(token);
    if (token !== undefined) await signIn.signOut(token);
    setSessionCookie(response, cookies, '', 0);
    const continueAt = held && (await leaveUrl(held.session));
    const body: SignedOut = { ...(continueAt !== undefined && { continueAt }) };
    response.json(body);
  });

  router.get('/session/confirm', async (request, response) => {
    const { account, session } = await heldBy(request);
    const id = providerIdOf(session.method);
    const provider = id === undefined ? undefined : await settings.provider(id);
    const body: ConfirmWays = {
      ...(provider && { provider: { id: provider.id, name: provider.name } }),
      code: provider === undefined && (await secondFactor.isOn(account.id)),
    };
    response.json(body);
  });

  router.post('/session/confirm', async (request, response) => {
    const held = await heldBy(request);
    const { password, code } = readBody(confirmRequest, request);
    const token = await signIn.confirm(held, { password, code, network: callerAddress(request) });
    if (cookieOf(request) === viewerToken(request)) setSessionCookie(response, cookies, token, SIGN_IN_LASTS_MS);
    response.json({ account: accountBody(held.account) });
  });

  const listOf = async ({ id }: Account, token: string | undefined): Promise<SignedInDevices> => {
    const names = new Map((await settings.providers()).map((provider) => [provider.id, provider.name]));
    const current = token === undefined ? undefined : hashToken(token);
    return {
      sessions: (await sessions.listOf(id)).map((device) => {
        const provider = providerIdOf(device.method);
        return {
          id: device.id,
          current: device.tokenHash === current,
          userAgent: device.userAgent,
          network: device.network,
          method: wayOf(device.method),
          ...(provider !== undefined && { provider: names.get(provider) ?? provider }),
          createdAt: new Date(device.createdMs).toISOString(),
          seenAt: new Date(device.seenMs).toISOString(),
        };
      }),
    };
  };

  router.get('/account/sessions', async (request, response) => {
    response.json(await listOf(signedIn(request), viewerToken(request)));
  });

  router.delete('/account/sessions', async (request, response) => {
    const account = signedIn(request);
    const token = viewerToken(request);
    await sessions.removeAllOf(account.id, token === undefined ? undefined : hashToken(token));
    const target = { id: account.id, name: account.email };
    await audit.write({ actor: actorOf(request), action: 'session.revoke', target, detail: { which: 'others' } });
    response.status(204).end();
  });

  router.delete('/account/sessions/:id', async (request, response) => {
    const account = signedIn(request);
    const device = (await sessions.listOf(account.id)).find(({ id }) => id === request.params['id']);
    if (!device) throw new DomainError('not-found');
    await sessions.remove(device.tokenHash);
    const target = { id: account.id, name: account.email };
    await audit.write({
      actor: actorOf(request),
      action: 'session.revoke',
      target,
      detail: { which: 'one', network: device.network },
    });
    response.status(204).end();
  });

  return router;
};
