import type { signIn } from '../../../base/i18n/en/sign-in.ts';
import { t } from '../../shared/language.ts';

type Reason = keyof typeof signIn.problem.reason;

const REASONS: ReadonlySet<string> = new Set<Reason>([
  'provider-unknown',
  'provider-unreachable',
  'provider-refused',
  'provider-answer',
  'round-over',
  'email-missing',
  'email-unverified',
  'domain-refused',
  'no-account',
  'other-person',
  'suspended',
  'other-account',
  'too-many',
]);

const isReason = (text: string | null): text is Reason => text !== null && REASONS.has(text);

/** Why a provider's round ended without a sign-in, as the address says, in words; undefined: it did not. */
export const signInProblem = (search: string): string | undefined => {
  const reason = new URLSearchParams(search).get('problem');
  return isReason(reason) ? t(`signIn.problem.reason.${reason}`) : undefined;
};
