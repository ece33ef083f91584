import type { ApiProblem } from '../../../shared/api.ts';
import { t } from '../../../shared/language.ts';
import type { CallStanding } from './room-calls.ts';

const FIELD_CODES = ['not-a-number', 'kind-not-called', 'country-not-called', 'own-number'] as const;
type FieldCode = (typeof FIELD_CODES)[number];

const WORDS = {
  'not-a-number': 'notANumber',
  'kind-not-called': 'kindNotCalled',
  'country-not-called': 'countryNotCalled',
  'own-number': 'ownNumber',
} as const satisfies Record<FieldCode, string>;

const REFUSALS = {
  'too-many-attempts': 'limit',
  'already-exists': 'already',
  'not-allowed': 'off',
  'not-found': 'off',
  unavailable: 'unavailable',
  unreachable: 'unreachable',
} as const;

/** Why a number is not called, in words; undefined when the refusal is about something else. */
export const numberProblem = ({ fields }: ApiProblem): string | undefined => {
  const code = FIELD_CODES.find((one) => one === fields.get('number'));
  if (code !== undefined) return t(`roomCalls.problem.${WORDS[code]}`);
  return fields.has('number') ? t('roomCalls.problem.notANumber') : undefined;
};

/** Why the server does not call, in words. */
export const callProblem = (problem: ApiProblem): string => {
  const about = numberProblem(problem);
  if (about !== undefined) return about;
  const minutes = Math.ceil((problem.retryAfterSeconds ?? 0) / 60);
  if (problem.code === 'too-many-attempts' && minutes > 0) return t('roomCalls.problem.limitFor', { count: minutes });
  const refusal = problem.code in REFUSALS ? REFUSALS[problem.code as keyof typeof REFUSALS] : 'failed';
  return t(`roomCalls.problem.${refusal}`);
};

const STANDINGS = {
  calling: 'calling',
  ringing: 'ringing',
  answered: 'answered',
  in: 'in',
  left: 'left',
  busy: 'busy',
  declined: 'declined',
  'no-answer': 'noAnswer',
  'not-found': 'notFound',
  failed: 'failed',
  cancelled: 'cancelled',
} as const satisfies Record<CallStanding, string>;

/** How a call goes, in words. */
export const standingText = (standing: CallStanding): string => t(`roomCalls.standing.${STANDINGS[standing]}`);
/** The same of one's own telephone, as a sentence. */
export const ownStandingText = (standing: CallStanding): string => t(`roomCalls.own.${STANDINGS[standing]}`);
