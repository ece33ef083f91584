import express from 'express';
import {
  choosePasswordRequest,
  forgottenRequest,
  type PasswordLink,
  passwordLinkRequest,
} from '../contract/http/admin-account.ts';
import { callerAddress, readBody } from '../platform/web.ts';
import type { ResetPassword } from './reset-password.ts';

/**
 * For who is not signed in: to ask for a link, and to choose a password by it. Whose link it is, is told to a POST alone; what mail
 * programs open in advance tells them nothing and changes nothing.
 */
export const createPasswordLinkRoutes = ({
  resetPassword,
}: {
  readonly resetPassword: ResetPassword;
}): express.Router => {
  const router = express.Router();
  const nobody = (request: express.Request) => ({ kind: 'nobody', network: callerAddress(request) }) as const;

  router.post('/password/forgotten', async (request, response) => {
    const { email } = readBody(forgottenRequest, request);
    await resetPassword.forgotten(email, nobody(request));
    response.status(204).end();
  });

  router.post('/password/link', async (request, response) => {
    const { token } = readBody(passwordLinkRequest, request);
    const { account, purpose, expiresMs, revokesKeys } = await resetPassword.look(token, callerAddress(request));
    const body: PasswordLink = {
      purpose,
      name: account.name,
      email: account.email,
      expiresAt: new Date(expiresMs).toISOString(),
      revokesKeys,
    };
    response.json(body);
  });

  router.post('/password/choose', async (request, response) => {
    const { token, ...wish } = readBody(choosePasswordRequest, request);
    const { email } = await resetPassword.choose(token, wish, nobody(request));
    response.json({ email });
  });

  return router;
};
