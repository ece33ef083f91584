import type { Result } from '../base/result.ts';
import type { RequestProblem } from '../protocols/dav/preconditions.ts';
import { type DavRefusal, refuse, refuseWith } from './dav-answer.ts';

const problemAnswer = (problem: RequestProblem): DavRefusal =>
  problem.code === 'precondition'
    ? refuse(problem.condition)
    : refuseWith(400, `The body of the request cannot be read: ${problem.where}.`);

/** What was read, or throws the refusal. */
export const mustRead = <Value>(outcome: Result<Value, RequestProblem>): Value => {
  if (outcome.ok) return outcome.value;
  throw problemAnswer(outcome);
};
