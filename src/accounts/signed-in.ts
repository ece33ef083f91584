import { DomainError } from '../base/errors.ts';
import type { Account } from './account.ts';

/** What is known of who makes a request beside the account. */
export interface ViewerState {
  /** It was proved lately enough who is there; programs with a token of their own need no such proof. */
  readonly consoleOpen: boolean;
  /** A second factor must be switched on before anything else. */
  readonly secondFactorDue: boolean;
}

interface Viewer extends ViewerState {
  readonly account: Account;
  /** Of the device; a program with a token of its own has none. */
  readonly token: string | undefined;
  readonly signInId: string | undefined;
}

/** Who makes a request, noted by the sign-in middleware; forgotten with the request. */
const viewers = new WeakMap<object, Viewer>();

const UNHINDERED: ViewerState = { consoleOpen: true, secondFactorDue: false };

export const noteViewer = (
  request: object,
  account: Account,
  { token, signInId }: { readonly token: string; readonly signInId: string },
  state: ViewerState = UNHINDERED,
): void => {
  viewers.set(request, { account, token, signInId, ...state });
};

/** A program that came with an API token: its scopes, asked before, are its proof. */
export const noteTokenViewer = (request: object, account: Account): void => {
  viewers.set(request, { account, token: undefined, signInId: undefined, ...UNHINDERED });
};

/** Nobody while a second factor is due: that opens nothing that an account opens. */
export const viewer = (request: object): Account | undefined => {
  const known = viewers.get(request);
  return known?.secondFactorDue ? undefined : known?.account;
};

/** The token that the request came with: it names the device. */
export const viewerToken = (request: object): string | undefined => viewers.get(request)?.token;

/** The sign-in that the request came by: what is opened by it closes with it. */
export const viewerSignIn = (request: object): string | undefined => viewers.get(request)?.signInId;

export const viewerState = (request: object): ViewerState | undefined => viewers.get(request);

/** Whoever is signed in, a second factor due or not: for what leads to it, and for signing out. */
export const signedInSoFar = (request: object): Account => {
  const known = viewers.get(request);
  if (!known) throw new DomainError('not-signed-in');
  return known.account;
};

export const signedIn = (request: object): Account => {
  const account = signedInSoFar(request);
  if (viewers.get(request)?.secondFactorDue)
    throw new DomainError('code-required', {
      fields: [{ path: '', code: 'second-factor-due', message: 'Switch on the second factor first.' }],
    });
  return account;
};

/** For every route of the console. Refuses with `confirm-identity` when it was not proved lately who is there. */
export const requireAdmin = (request: object): Account => {
  const account = signedIn(request);
  if (!account.admin) throw new DomainError('not-allowed');
  if (!viewers.get(request)?.consoleOpen) throw new DomainError('confirm-identity');
  return account;
};
