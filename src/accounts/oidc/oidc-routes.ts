import express from 'express';
import { DomainError } from '../../base/errors.ts';
import type { Audit } from '../../platform/audit.ts';
import type { RateLimit } from '../../platform/rate-limit.ts';
import { callerAddress } from '../../platform/web.ts';
import {
  type CookieStyle,
  readFlowCookie,
  readSessionCookie,
  setFlowCookie,
  setSessionCookie,
} from '../session-cookie.ts';
import { SIGN_IN_LASTS_MS, type SignIn } from '../sign-in.ts';
import { FLOW_LASTS_MS, type OidcProblem, type OidcSignIn } from './oidc-sign-in.ts';
import type { OidcSignOut } from './oidc-sign-out.ts';

/** The page that tells what went wrong, in words. */
const problemPage = (code: OidcProblem | 'too-many', id: string, next: string): string => {
  const query = new URLSearchParams({ problem: code, provider: id, ...(next !== '/' && { next }) });
  return `/sign-in?${query}`;
};

/** Where a window that was opened only to prove who is there ends. */
const CONFIRMED_PAGE = '/sign-in?confirmed=1';

/** To a provider of sign-ins and back. Pages, not calls: browsers are led here. */
export const createOidcRoutes = ({
  oidc,
  signOut,
  signIn,
  cookies,
  audit,
  limits,
}: {
  readonly oidc: OidcSignIn;
  readonly signOut: Pick<OidcSignOut, 'endedThere'>;
  readonly signIn: SignIn;
  readonly cookies: CookieStyle;
  readonly audit: Audit;
  /** Of what was not right, by network: answers that browsers bring, and logout tokens, which those must not hold up. */
  readonly limits: { readonly answers: RateLimit; readonly logouts: RateLimit };
}): express.Router => {
  const router = express.Router();

  const heldBy = async (request: express.Request) => {
    const token = readSessionCookie(request.headers.cookie, cookies);
    return token === undefined ? undefined : signIn.whoHolds(token);
  };

  router.get('/sign-in/oidc/:id', async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const id = String(request.params['id']);
    const { next, confirm } = request.query;
    const held = confirm === '1' ? await heldBy(request) : undefined;
    const begun = await oidc.begin(id, { next, confirms: held?.account.id });
    if (!begun.ok) {
      response.redirect(302, problemPage(begun.code, id, '/'));
      return;
    }
    setFlowCookie(response, cookies, begun.flow, FLOW_LASTS_MS);
    response.redirect(302, begun.url.href);
  });

  router.get('/sign-in/oidc/:id/callback', async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const id = String(request.params['id']);
    const network = callerAddress(request);
    const flow = readFlowCookie(request.headers.cookie, cookies);
    setFlowCookie(response, cookies, '', 0);
    const at = request.originalUrl.indexOf('?');
    try {
      await limits.answers.check(network);
    } catch {
      response.redirect(302, problemPage('too-many', id, '/'));
      return;
    }
    const end = await oidc.finish(id, flow, at < 0 ? '' : request.originalUrl.slice(at), network);
    if (!end.ok) {
      await limits.answers.take(network).catch(() => {});
      const actor = { kind: 'nobody', network } as const;
      await audit.write({ actor, action: 'sign-in.refused', detail: { reason: end.code, method: `oidc:${id}` } });
      response.redirect(302, problemPage(end.code, id, end.next));
      return;
    }
    const way = { method: `oidc:${id}`, network, provider: end.provider } as const;
    const before = readSessionCookie(request.headers.cookie, cookies);
    const held = before === undefined ? undefined : await signIn.whoHolds(before);
    if (end.confirms && held?.account.id === end.account.id) {
      // The session of the provider that the device is signed in by, not of another that confirms.
      const there = held.session.method === way.method ? end.provider : undefined;
      const renewed = await signIn.confirmed(held, network, there);
      setSessionCookie(response, cookies, renewed, SIGN_IN_LASTS_MS);
      response.redirect(302, CONFIRMED_PAGE);
      return;
    }
    const userAgent = request.headers['user-agent'] ?? '';
    const token = await signIn.open(end.account, userAgent, { ...way, before }).catch((error: unknown) => {
      // Suspended or deleted since the provider vouched for them.
      if (error instanceof DomainError) return undefined;
      throw error;
    });
    // Whoever else was signed in here before is not any more.
    if (before !== undefined) await signIn.signOut(before);
    if (token !== undefined) setSessionCookie(response, cookies, token, SIGN_IN_LASTS_MS);
    response.redirect(302, token === undefined ? problemPage('suspended', id, end.next) : end.next);
  });

  // Back-Channel Logout 1.0, 2.5 and 2.8: the provider itself calls.
  const readForm = express.urlencoded({ extended: false, limit: '32kb' });
  router.post('/sign-in/oidc/:id/backchannel-logout', readForm, async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const network = callerAddress(request);
    await limits.logouts.check(network);
    const token: unknown = (request.body as { logout_token?: unknown } | undefined)?.logout_token;
    if (typeof token === 'string' && (await signOut.endedThere(String(request.params['id']), token))) {
      response.status(200).end();
      return;
    }
    await limits.logouts.take(network).catch(() => {});
    response.status(400).json({ error: 'invalid_request' });
  });

  return router;
};
