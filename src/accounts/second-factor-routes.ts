import express from 'express';
import { DomainError, invalidField } from '../base/errors.ts';
import {
  type RecoveryCodes,
  type SecondFactorBody,
  type SecondFactorDraft,
  secondFactorOffRequest,
  secondFactorOnRequest,
} from '../contract/http/sign-in.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { callerAddress, readBody } from '../platform/web.ts';
import type { Account } from './account.ts';
import { actorFor } from './audit-actor.ts';
import type { SecondFactor } from './second-factor.ts';
import type { RequiresSecondFactor } from './second-factor-due.ts';
import { type CookieStyle, readSessionCookie, setSessionCookie } from './session-cookie.ts';
import { type Held, SIGN_IN_LASTS_MS, type SignIn } from './sign-in.ts';
import { signedInSoFar, viewerToken } from './signed-in.ts';

/** The second factor of one's own account. */
export const createSecondFactorRoutes = ({
  secondFactor,
  signIn,
  requires,
  unitOfWork,
  cookies,
}: {
  readonly secondFactor: SecondFactor;
  readonly signIn: SignIn;
  readonly requires: RequiresSecondFactor;
  readonly unitOfWork: UnitOfWork;
  readonly cookies: CookieStyle;
}): express.Router => {
  const router = express.Router();

  const heldBy = async (request: express.Request): Promise<Held> => {
    signedInSoFar(request);
    const held = await signIn.whoHolds(viewerToken(request) ?? '');
    // A program with a token of its own has no say in how its owner signs in.
    if (!held) throw new DomainError('not-allowed');
    return held;
  };

  const provePassword = async (request: express.Request, account: Account, password: string): Promise<void> => {
    try {
      await signIn.checkPassword(account.id, password, callerAddress(request));
    } catch (error) {
      if (error instanceof DomainError && error.code === 'wrong-credentials')
        throw invalidField('password', 'wrong', 'This is not your password.');
      throw error;
    }
  };

  /** What opens the account has changed: a token that somebody may have seen before opens nothing any more. */
  const renew = async (request: express.Request, response: express.Response): Promise<void> => {
    const token = viewerToken(request);
    if (token === undefined || readSessionCookie(request.headers.cookie, cookies) !== token) return;
    setSessionCookie(response, cookies, await signIn.renew(token), SIGN_IN_LASTS_MS);
  };

  const isOffered = ({ session }: Held): boolean => !session.method.startsWith('oidc:');

  router.get('/account/second-factor', async (request, response) => {
    const held = await heldBy(request);
    const on = await secondFactor.isOn(held.account.id);
    const body: SecondFactorBody = {
      on,
      offered: isOffered(held),
      required: await requires(held),
      recoveryCodesLeft: on ? await secondFactor.recoveryCodesLeft(held.account.id) : 0,
    };
    response.json(body);
  });

  router.post('/account/second-factor/draft', async (request, response) => {
    const held = await heldBy(request);
    if (!isOffered(held)) throw new DomainError('not-allowed');
    const body: SecondFactorDraft = secondFactor.draft(held.account);
    response.json(body);
  });

  router.post('/account/second-factor', async (request, response) => {
    const { account } = await heldBy(request);
    const { draft, password, code } = readBody(secondFactorOnRequest, request);
    await provePassword(request, account, password);
    const recoveryCodes = await secondFactor.turnOn(account, draft, code, actorFor(request, account));
    await renew(request, response);
    const body: RecoveryCodes = { recoveryCodes };
    response.status(201).json(body);
  });

  router.post('/account/second-factor/recovery-codes', async (request, response) => {
    const { account } = await heldBy(request);
    const { password } = readBody(secondFactorOffRequest, request);
    await provePassword(request, account, password);
    const body: RecoveryCodes = { recoveryCodes: await secondFactor.renewRecoveryCodes(account) };
    response.status(201).json(body);
  });

  router.post('/account/second-factor/off', async (request, response) => {
    const held = await heldBy(request);
    const { account } = held;
    const { password } = readBody(secondFactorOffRequest, request);
    await provePassword(request, account, password);
    await unitOfWork((transaction) => secondFactor.turnOff(account, actorFor(request, account), transaction));
    await renew(request, response);
    response.status(204).end();
  });

  return router;
};
