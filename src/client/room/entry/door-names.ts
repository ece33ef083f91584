import { isSingleLine } from '../../../base/text.ts';
import { LIMITS } from '../../../contract/limits.ts';

/** What is wrong with a name or a PIN, as a key of `door.form`; undefined when nothing is. */
export const nameProblem = (typed: string): 'nameMissing' | 'nameTooLong' | 'nameWrong' | undefined => {
  const name = typed.trim();
  if (name === '') return 'nameMissing';
  if (name.length > LIMITS.name) return 'nameTooLong';
  return isSingleLine(name) ? undefined : 'nameWrong';
};

/** Without any, the moderators are asked. */
export const pinProblem = (typed: string): 'pinWrong' | undefined =>
  /^(\d{6})?$/.test(typed.replace(/\s/g, '')) ? undefined : 'pinWrong';
