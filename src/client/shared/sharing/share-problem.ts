import { LIMITS } from '../../../contract/limits.ts';
import type { ApiProblem } from '../api.ts';
import { t } from '../language.ts';
import { problemText } from '../problem-text.ts';

/** Why something could not be shared. Too large is here: shared too often already. */
export const shareProblemText = (problem: ApiProblem): string =>
  problem.code === 'too-large' ? t('sharing.tooMany', { count: LIMITS.documentShares }) : problemText(problem);
