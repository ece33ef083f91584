import type { ApiProblem } from '../shared/api.ts';
import { t } from '../shared/language.ts';
import { problemText } from '../shared/problem-text.ts';
import { LONGEST_NAME_BYTES, type NameProblem } from './list/document-name.ts';

export const nameProblemText = (problem: NameProblem): string =>
  t(`documents.name.${problem}`, { count: LONGEST_NAME_BYTES });

/** Why a name was refused, when it was the name. */
export const nameRefusal = (problem: ApiProblem): string | undefined => {
  if (problem.code === 'already-exists') return t('documents.name.taken');
  const code = problem.fields.get('name');
  if (code === undefined) return undefined;
  if (code === 'empty' || code === 'too-small') return nameProblemText('empty');
  if (code === 'dots' || code === 'reserved') return nameProblemText(code);
  return nameProblemText(code === 'too-long' || code === 'too-big' ? 'tooLong' : 'characters');
};

/** What to tell about a refusal that concerns documents. */
export const documentProblemText = (problem: ApiProblem): string => {
  if (problem.code === 'quota-exceeded') return t('documents.upload.quotaUnknown');
  if (problem.code === 'disk-full') return t('documents.upload.diskFull');
  return nameRefusal(problem) ?? problemText(problem);
};
