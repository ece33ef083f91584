import type { Right } from '../../../../base/rights.ts';
import { RIGHTS } from '../../../../base/rights.ts';
import type { ApiProblem } from '../../../shared/api.ts';
import { t } from '../../../shared/language.ts';
import { problemText } from '../../../shared/problem-text.ts';

const isRight = (name: string): name is Right => (RIGHTS as readonly string[]).includes(name);

/** Why rights could not be given or taken, in words: which seats there are none of, and that an administrator must remain. */
export const rightsProblemText = (problem: ApiProblem): string => {
  const reasons = [...problem.fields.values()];
  if (problem.code === 'no-seat-left') {
    const services = reasons.filter(isRight).map((right) => t(`rights.names.${right}`));
    if (services.length > 0) return t('rights.noSeat', { services: services.join(', ') });
  }
  return reasons.includes('last-administrator') ? t('rights.lastAdministrator') : problemText(problem);
};
