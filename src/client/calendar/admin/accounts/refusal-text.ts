import { RIGHTS, type Right } from '../../../../base/rights.ts';
import type { ApiProblem } from '../../../shared/api.ts';
import { t } from '../../../shared/language.ts';
import { problemText } from '../../../shared/problem-text.ts';

const REASONS = ['self', 'suspended', 'elsewhere', 'has-password', 'last-administrator', 'no-seat-left'] as const;
type Reason = (typeof REASONS)[number];

const isReason = (code: string): code is Reason => REASONS.includes(code as Reason);

/** Why something was refused for one account, in half a sentence. */
export const reasonText = (code: string): string => t(`accounts.reasons.${isReason(code) ? code : 'other'}`);

const sentence = (text: string): string => `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}.`;

/** A refusal of the console, as a sentence: what is behind it where the server says so. */
export const refusalText = (problem: ApiProblem): string => {
  const code = [...problem.fields.values()].find(isReason);
  const rights = missingSeats(problem);
  if (rights.length > 0)
    return `${t('errors.code.no-seat-left')} (${rights.map((right) => t(`accounts.rights.${right}`)).join(', ')})`;
  return code === undefined ? problemText(problem) : sentence(reasonText(code));
};

/** The rights for which no seat is left. */
export const missingSeats = ({ code, fields }: ApiProblem): Right[] =>
  code === 'no-seat-left' ? RIGHTS.filter((right) => fields.has(`rights.${right}`)) : [];
