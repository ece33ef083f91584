import { DomainError } from '../base/errors.ts';
import type { Right } from '../base/rights.ts';
import { type Account, hasRight } from './account.ts';
import { signedIn } from './signed-in.ts';

/** Who makes a request, if they have a right now; else refuses with `right-missing`. */
export const requireRight = (request: object, right: Right): Account => {
  const account = signedIn(request);
  if (!hasRight(account, right)) throw new DomainError('right-missing');
  return account;
};
