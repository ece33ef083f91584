import { calendars as english } from '../../../base/i18n/en/calendars.ts';
import type { ApiProblem } from '../../shared/api.ts';
import { type TextKey, t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';

const knows = (texts: object, code: string): boolean => Object.hasOwn(texts, code);

/** Why one event of a file is not taken. */
export const importReason = (code: string): string =>
  knows(english.importing.reasons, code)
    ? t(`calendars.importing.reasons.${code}` as TextKey, { code })
    : t('calendars.importing.reasons.other', { code });

/** Why a whole file is not taken. */
export const fileProblemText = (problem: ApiProblem): string => {
  if (problem.code === 'too-large') return t('calendars.importing.tooBig');
  const code = [...problem.fields.values()].find((one) => knows(english.importing.fileProblems, one));
  return code === undefined ? problemText(problem) : t(`calendars.importing.fileProblems.${code}` as TextKey);
};

const fetchProblemText = (code: string): string =>
  knows(english.fetchProblems, code)
    ? t(`calendars.fetchProblems.${code}` as TextKey, { code })
    : t('calendars.fetchProblems.other', { code });

/** Why a subscription could not be refreshed, or what of it could not be read. */
export const refreshProblemText = (problem: string): string => {
  const [code = '', count] = problem.split(' ');
  if (code === 'unread-events') return t('calendars.unreadEvents', { count: Number(count) });
  return t('calendars.refreshProblem', { problem: fetchProblemText(code) });
};

/** Why an address cannot be subscribed to; undefined when that was not what was refused. */
export const subscribeProblemText = (problem: ApiProblem | undefined): string | undefined => {
  const code = problem?.fields.get('url');
  return code === undefined ? undefined : t('calendars.subscribing.failed', { problem: fetchProblemText(code) });
};
