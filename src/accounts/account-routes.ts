import express from 'express';
import { DomainError } from '../base/errors.ts';
import type { Language } from '../base/languages.ts';
import { accountChange, passwordChange, type Site, setUpRequest } from '../contract/http/account.ts';
import { callerAddress, readBody } from '../platform/web.ts';
import { accountBody } from './account.ts';
import type { AccountStore } from './account-store.ts';
import type { AddAccount } from './add-account.ts';
import { actorOf } from './audit-actor.ts';
import type { ChangePassword } from './change-password.ts';
import type { RequiresSecondFactor } from './second-factor-due.ts';
import { type CookieStyle, readSessionCookie, setSessionCookie } from './session-cookie.ts';
import type { SetUpLink } from './set-up-link.ts';
import { SIGN_IN_LASTS_MS, type SignIn } from './sign-in.ts';
import { noteViewer, signedIn, viewerToken } from './signed-in.ts';

const tokenOf = (request: express.Request, style: CookieStyle): string | undefined => {
  const { authorization } = request.headers;
  // Such a request may come from any page: its cookie must not sign it when its token does not.
  if (authorization?.startsWith('Bearer ')) return /^Bearer ([A-Za-z0-9_-]{22})$/.exec(authorization)?.[1];
  return readSessionCookie(request.headers.cookie, style);
};

/** Notes who makes each request. Anonymous ones go on: each route says whether it needs someone. */
export const createViewerMiddleware =
  ({
    signIn,
    cookies,
    secondFactorDue = async () => false,
  }: {
    readonly signIn: SignIn;
    readonly cookies: CookieStyle;
    readonly secondFactorDue?: RequiresSecondFactor;
  }): express.RequestHandler =>
  async (request, _response, next) => {
    const token = tokenOf(request, cookies);
    const held = token === undefined ? undefined : await signIn.whoHolds(token);
    if (held && token !== undefined) {
      const due = await secondFactorDue(held);
      const isUse = !due && held.account.admin && request.path.startsWith('/admin/');
      const consoleOpen = held.account.admin && (await signIn.openConsole(held, isUse));
      const device = { token, signInId: held.session.id };
      noteViewer(request, held.account, device, { consoleOpen, secondFactorDue: due });
    }
    next();
  };

export interface AccountRouteDependencies {
  readonly accounts: AccountStore;
  readonly addAccount: AddAccount;
  readonly signIn: SignIn;
  readonly changePassword: ChangePassword;
  readonly setUpLink: SetUpLink;
  readonly site: {
    readonly cookies: CookieStyle;
    readonly languages: readonly Language[];
    readonly mailLeaves: boolean;
    readonly timeZone: string;
  };
}

/** The first account, and what people change of their own. */
export const createAccountRoutes = (dependencies: AccountRouteDependencies): express.Router => {
  const { accounts, addAccount, signIn, changePassword, setUpLink, site } = dependencies;
  const router = express.Router();

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
      actor: actorOf(request),
    });
    const way = { method: 'password', network: callerAddress(request) } as const;
    const opened = await signIn.open(account, request.headers['user-agent'] ?? '', way);
    setSessionCookie(response, site.cookies, opened, SIGN_IN_LASTS_MS);
    response.status(201).json({ account: accountBody(account) });
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
    const account = signedIn(request);
    const token = viewerToken(request);
    const renewed = await changePassword(account, readBody(passwordChange, request), token, actorOf(request));
    if (renewed !== undefined && readSessionCookie(request.headers.cookie, site.cookies) === token)
      setSessionCookie(response, site.cookies, renewed, SIGN_IN_LASTS_MS);
    response.status(204).end();
  });

  return router;
};
