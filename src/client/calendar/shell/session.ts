import { computed, effect, signal } from '@preact/signals';
import type { AccountBody, AccountChange, Site } from '../../../contract/http/account.ts';
import type { SessionBody, SignedOut } from '../../../contract/http/sign-in.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { browserTimeZone } from '../../shared/format-date.ts';
import { setLanguage } from '../../shared/language.ts';

interface SessionAnswer {
  readonly account: AccountBody;
}

type SessionState = 'loading' | 'signed-in' | 'signed-out' | 'unreachable';

export const sessionState = signal<SessionState>('loading');
export const account = signal<AccountBody | undefined>(undefined);
export const site = signal<Site | undefined>(undefined);
/** How this browser was signed in. */
export const signedInBy = signal<SessionBody['method']>('password');
/** A second factor has to be switched on before anything else. */
export const secondFactorDue = signal(false);
/** Why the first question could not be answered. */
export const sessionProblem = signal<ApiProblem | undefined>(undefined);

/** The zone in which the calendar is drawn: the account's. */
export const displayZone = computed(() => account.value?.timeZone ?? browserTimeZone());

const setAccount = (next: AccountBody): void => {
  account.value = next;
  sessionState.value = 'signed-in';
};

const setSession = ({ account: next, method, secondFactorDue: due }: SessionBody): void => {
  signedInBy.value = method;
  secondFactorDue.value = due;
  setAccount(next);
};

// The account's language wins over the browser's, wherever it was changed.
effect(() => {
  if (account.value) setLanguage(account.value.language);
});

const signedOut = (): void => {
  account.value = undefined;
  sessionState.value = 'signed-out';
};

const loadSite = async (): Promise<void> => {
  try {
    site.value = await callApi<Site>('GET', '/site');
  } catch {
    // Without it the sign-in page still works; it only knows less.
    site.value = undefined;
  }
};

/** Asks who is signed in, and what this installation is. */
export const startSession = async (): Promise<void> => {
  sessionState.value = 'loading';
  try {
    const [answer] = await Promise.all([callApi<SessionBody>('GET', '/session'), loadSite()]);
    setSession(answer);
  } catch (thrown) {
    const problem = asProblem(thrown);
    sessionProblem.value = problem;
    if (problem.code === 'not-signed-in') signedOut();
    else sessionState.value = 'unreachable';
  }
};

/** Asks once more how one is signed in, after something of it has changed. */
export const renewSession = async (): Promise<void> => {
  setSession(await callApi<SessionBody>('GET', '/session'));
};

/** Throws `code-required` when the password was right and a code is wanted. */
export const signIn = async (email: string, password: string, code?: string): Promise<void> => {
  await callApi('POST', '/session', { email, password, ...(code !== undefined && { code }) });
  await renewSession();
};

export const setUp = async (body: object): Promise<void> => {
  setAccount((await callApi<SessionAnswer>('POST', '/set-up', body)).account);
};

export const signOut = async (): Promise<void> => {
  const { continueAt = '/' } = await callApi<SignedOut>('DELETE', '/session');
  // A fresh page: nothing of the account stays in memory.
  location.assign(continueAt);
};

export const changeAccount = async (change: AccountChange): Promise<void> => {
  setAccount((await callApi<SessionAnswer>('PATCH', '/account', change)).account);
};

/** True while something is being written that must not be lost. */
export const writing = signal(false);

/** Turns an ended session into the sign-in page; true when it was that. */
export const endedSession = (problem: ApiProblem): boolean => {
  if (problem.code !== 'not-signed-in') return false;
  // Whoever is writing learns of it when they save, and can sign in beside it.
  if (!writing.value) signedOut();
  return true;
};
