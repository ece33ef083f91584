import { DomainError } from '../base/errors.ts';
import type { Account } from './account.ts';

/** Who makes a request, noted by the sign-in middleware; forgotten with the request. */
const viewers = new WeakMap<object, { readonly account: Account; readonly token: string }>();

export const noteViewer = (request: object, account: Account, token: string): void => {
  viewers.set(request, { account, token });
};

export const viewer = (request: object): Account | undefined => viewers.get(request)?.account;

/** The token that the request came with: it names the device. */
export const viewerToken = (request: object): string | undefined => viewers.get(request)?.token;

export const signedIn = (request: object): Account => {
  const account = viewer(request);
  if (!account) throw new DomainError('not-signed-in');
  return account;
};

export const requireAdmin = (request: object): Account => {
  const account = signedIn(request);
  if (!account.admin) throw new DomainError('not-allowed');
  return account;
};
