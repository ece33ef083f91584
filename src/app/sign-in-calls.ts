import { z } from 'zod';
import { noFields } from '../contract/fields.ts';
import { accountSchema } from '../contract/http/account.ts';
import {
  confirmRequest,
  confirmWaysSchema,
  directoryRequest,
  directorySyncSchema,
  directoryTestRequest,
  providerRequest,
  providerTestRequest,
  recoveryCodesSchema,
  secondFactorDraftSchema,
  secondFactorOffRequest,
  secondFactorOnRequest,
  secondFactorSchema,
  sessionSchema,
  signedInDevicesSchema,
  signedOutSchema,
  signInPolicySchema,
  signInSettingsSchema,
  signInWaysSchema,
  signInWithCodeRequest,
  testOutcomeSchema,
} from '../contract/http/sign-in.ts';
import type { Call } from './api-call.ts';

const accountAnswer = z.strictObject({ account: accountSchema });

/** The calls about signing in, as `CALLS` has them. */
export const SIGN_IN_CALLS: Readonly<Record<string, Call>> = {
  'GET /sign-in/ways': {
    does: 'What the sign-in page offers: providers of sign-ins, a mail for who forgot their password',
    who: 'anyone',
    answer: signInWaysSchema,
  },
  'GET /session': { does: 'Who is signed in, and how', who: 'account', answer: sessionSchema },
  'POST /session': {
    does: 'Sign in; with `code` when the answer was code-required',
    who: 'anyone',
    body: signInWithCodeRequest,
    answer: accountAnswer,
  },
  'DELETE /session': {
    does: 'Sign out; `continueAt` is where a browser goes on to when the provider of sign-ins is to sign out too',
    who: 'anyone',
    answer: signedOutSchema,
  },
  'GET /session/confirm': {
    does: 'How to say once more who one is: by password, with a code, or at a provider',
    who: 'account',
    answer: confirmWaysSchema,
  },
  'POST /session/confirm': {
    does: 'Say once more who one is, as the console asks every quarter of an hour without use; the session gets another token',
    who: 'account',
    body: confirmRequest,
    answer: accountAnswer,
  },
  'GET /account/sessions': { does: 'Where the account is signed in', who: 'account', answer: signedInDevicesSchema },
  'DELETE /account/sessions': { does: 'Sign out every other device', who: 'account', status: 204 },
  'DELETE /account/sessions/{id}': { does: 'Sign out one device', who: 'account', status: 204 },
  'GET /account/second-factor': {
    does: 'Whether signing in takes a code besides the password',
    who: 'account',
    answer: secondFactorSchema,
  },
  'POST /account/second-factor/draft': {
    does: 'A secret for an authenticator app; nothing is kept yet',
    who: 'account',
    answer: secondFactorDraftSchema,
  },
  'POST /account/second-factor': {
    does: 'Switch the second factor on with the first code of the app; answers the recovery codes, once',
    who: 'account',
    body: secondFactorOnRequest,
    answer: recoveryCodesSchema,
    status: 201,
  },
  'POST /account/second-factor/recovery-codes': {
    does: 'New recovery codes; the old ones are good no more',
    who: 'account',
    body: secondFactorOffRequest,
    answer: recoveryCodesSchema,
    status: 201,
  },
  'POST /account/second-factor/off': {
    does: 'Switch the second factor off',
    who: 'account',
    body: secondFactorOffRequest,
    status: 204,
  },
  'GET /admin/sign-in-settings': {
    does: 'How people may sign in: policy, providers, directory; without secrets',
    who: 'admin',
    answer: signInSettingsSchema,
  },
  'PUT /admin/sign-in-settings/policy': {
    does: 'Who needs a second factor, and where providers may be',
    who: 'admin',
    body: signInPolicySchema,
    answer: signInSettingsSchema,
  },
  'PUT /admin/sign-in-settings/providers/{id}': {
    does: 'Add or change a provider of sign-ins (OpenID Connect); without `secret` the one that is kept stays',
    who: 'admin',
    body: providerRequest,
    answer: signInSettingsSchema,
  },
  'DELETE /admin/sign-in-settings/providers/{id}': { does: 'Remove a provider', who: 'admin', status: 204 },
  'POST /admin/sign-in-settings/providers/test': {
    does: 'Try a provider: what it says of itself, and its keys. Nothing is changed',
    who: 'admin',
    body: providerTestRequest,
    answer: testOutcomeSchema,
  },
  'PUT /admin/sign-in-settings/directory': {
    does: 'Set the directory (LDAP, Active Directory); without `password` the one that is kept stays',
    who: 'admin',
    body: directoryRequest,
    answer: signInSettingsSchema,
  },
  'POST /admin/sign-in-settings/directory/sync': {
    does: 'Ask the directory now, as is done every few minutes, who is still in it: who is gone loses access, groups and rights follow',
    who: 'admin',
    body: noFields,
    answer: directorySyncSchema,
  },
  'POST /admin/sign-in-settings/directory/test': {
    does: 'Try the directory step by step, with somebody to look for if named. Nothing is changed',
    who: 'admin',
    body: directoryTestRequest,
    answer: testOutcomeSchema,
  },
};
