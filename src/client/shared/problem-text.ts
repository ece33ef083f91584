import type { ApiProblem } from './api.ts';
import { t } from './language.ts';

/** What to tell a person about a refusal: what happened and the next step. */
export const problemText = (problem: ApiProblem): string => {
  const seconds = problem.retryAfterSeconds;
  if (problem.code === 'too-many-attempts' && seconds !== undefined) {
    return seconds > 90
      ? t('errors.retryAfterMinutes', { count: Math.ceil(seconds / 60) })
      : t('errors.retryAfter', { count: Math.max(1, seconds) });
  }
  const text = t(`errors.code.${problem.code}`);
  return problem.code === 'internal' && problem.requestId !== undefined
    ? `${text} (${t('errors.requestId', { id: problem.requestId })})`
    : text;
};
