import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { type AccountId, newId, randomToken } from '../base/ids.ts';
import type { Audit, AuditActor } from '../platform/audit.ts';
import { hashToken } from '../platform/keyring.ts';
import type { RateLimit } from '../platform/rate-limit.ts';
import { type Account, emailKey } from './account.ts';
import type { AccountStore } from './account-store.ts';
import { consoleIsOpen, isNotableUse } from './console-proof.ts';
import type { Passwords } from './password.ts';
import type { SecondFactor } from './second-factor.ts';
import type { SignInMethod, SignInSession, SignInStore } from './sign-in-store.ts';

/** A device stays signed in for 30 days after it was last used. */
export const SIGN_IN_LASTS_MS = 30 * 24 * 3_600_000;
/** How exactly "last used" is known: at most one write in this time for each device. */
const TOUCH_EVERY_MS = 10 * 60_000;

export interface SignInLimits {
  /** For one address from one network. */
  readonly person: RateLimit;
  /** For one network, whatever the address: attempts that fail, since a whole school may sign in through one address. */
  readonly network: RateLimit;
  /** For one address from everywhere, but for networks in which its owner is signed in: attempts that fail. */
  readonly target?: RateLimit;
  /** Codes of the second factor, for one account. */
  readonly code?: RateLimit;
}

/** The directory, for those whose password is kept there. */
export interface DirectorySignIn {
  /**
   * The account of whoever has this name and password in the directory; undefined: nobody has, or there is no directory. `standing` is
   * the account here that has the name as its address. Refuses with `unavailable` when the directory does not answer.
   */
  signIn(login: string, password: string, standing: Account | undefined, network: string): Promise<Account | undefined>;
  /** Whether this is the password there of who has the account. */
  confirms(accountId: AccountId, password: string): Promise<boolean>;
}

/** What a device is signed in with, and how lately its owner was there for certain. */
export interface Held {
  readonly account: Account;
  readonly session: SignInSession;
}

/** What a provider says of its own session, for the time when either ends. */
export interface ProviderSession {
  /** `sid`; '' when it has none. */
  readonly session: string;
  /** '' when it is not kept. */
  readonly idTokenSealed: string;
}

export interface SignInWay {
  readonly method: SignInMethod;
  readonly network: string;
  readonly provider?: ProviderSession | undefined;
  /** The token that the browser came with. */
  readonly before?: string | undefined;
}

export interface SignIn {
  /**
   * The token for the cookie. Refuses with `code-required` once the password was right and a second factor is on. A device that came
   * signed in to the same account, in the same way, stays the same device, though its token is over: what is open by it stays open.
   */
  signIn(attempt: {
    email: string;
    password: string;
    code?: string | undefined;
    network: string;
    userAgent: string;
    before?: string | undefined;
  }): Promise<{ account: Account; token: string }>;
  /** The same for an account that has just proved itself in another way. Refuses with `wrong-credentials` one that is gone. */
  open(account: Account, userAgent: string, way?: SignInWay): Promise<string>;
  /** Refuses with `wrong-credentials` unless `password` is the account's; limited like signing in. */
  checkPassword(id: AccountId, password: string, network: string): Promise<void>;
  /** Once more by password, and by code where a second factor is on; the device has another token from then on. */
  confirm(held: Held, proof: { password: string; code?: string | undefined; network: string }): Promise<string>;
  /** The same for who has just proved themselves to a provider; `provider`: its session, when the device is signed in by it. */
  confirmed(held: Held, network: string, provider?: ProviderSession): Promise<string>;
  /** Another token for the device, whose old one opens nothing any more. */
  renew(token: string): Promise<string>;
  /** Who holds this token, or undefined when it is unknown, expired, revoked, or the account suspended. */
  whoIs(token: string): Promise<Account | undefined>;
  whoHolds(token: string): Promise<Held | undefined>;
  /** Whether the console is open to it; a use of the console keeps it open. */
  openConsole(held: Held, isUse: boolean): Promise<boolean>;
  signOut(token: string): Promise<void>;
}

/** What belongs to signing in beside passwords; tests of other things leave it out. */
export interface SignInExtras {
  readonly secondFactor: Pick<SecondFactor, 'isOn' | 'use'>;
  readonly directory: DirectorySignIn;
  readonly audit: Audit;
  /** How long a sign-in of this kind is good for since it was last proved who is there; undefined: as long as it is used. */
  readonly longestMs?: (method: SignInMethod) => Promise<number | undefined>;
}

interface Proved {
  readonly account: Account;
  readonly method: SignInMethod;
  /** What the password was held against; undefined: it is kept elsewhere. */
  readonly passwordHash?: string | undefined;
}

/**
 * A login as the limits count it. A directory takes much for the same name (RFC 4518: signs that are not seen, wide letters, blanks),
 * and each way to write it must not be another ten guesses.
 */
const limitKey = (login: string): string => emailKey(login.normalize('NFKD').replace(/[\p{Cf}\p{M}\s]/gu, ''));

const wrong = (): DomainError => new DomainError('wrong-credentials');

const sessionThere = (provider: ProviderSession | undefined) => ({
  providerSession: provider?.session ?? '',
  idTokenSealed: provider?.idTokenSealed ?? '',
});

const actorAs = ({ id, email }: Account, network: string): AuditActor => ({
  kind: 'account',
  id,
  name: email,
  network,
});

export const createSignIn = ({
  accounts,
  sessions,
  passwords,
  limits,
  clock,
  extras,
}: {
  readonly accounts: AccountStore;
  readonly sessions: SignInStore;
  readonly passwords: Passwords;
  readonly limits: SignInLimits;
  readonly clock: Clock;
  readonly extras?: SignInExtras;
}): SignIn => {
  const { secondFactor, directory, audit, longestMs = async () => undefined } = extras ?? {};

  /** Whether the account may be opened still, by what it was opened with. */
  const holdsStill = async ({ id }: Account, passwordHash: string | undefined): Promise<boolean> => {
    const now = await accounts.findById(id);
    if (now === undefined || now.suspended) return false;
    return passwordHash === undefined || (await accounts.passwordHash(id)) === passwordHash;
  };

  /** Whether the device was signed in like this already, lately or not: then it has this token from now on. */
  const goesOn = async (
    tokenHash: string,
    { id }: Account,
    { method, network, provider, before }: SignInWay,
  ): Promise<boolean> => {
    const session = before === undefined ? undefined : await sessions.find(hashToken(before));
    if (session?.accountId !== id || session.method !== method) return false;
    const nowMs = clock.nowMs();
    const next = { tokenHash, confirmedMs: nowMs, consoleMs: 0, network, ...sessionThere(provider) };
    if (!(await sessions.renew(session.tokenHash, next))) return false;
    await sessions.touch(tokenHash, nowMs, nowMs + SIGN_IN_LASTS_MS);
    return true;
  };

  const openBy = async (
    account: Account,
    userAgent: string,
    way: SignInWay,
    passwordHash?: string,
  ): Promise<string> => {
    const { method, network, provider } = way;
    const token = randomToken();
    const nowMs = clock.nowMs();
    const session: SignInSession = {
      id: newId(),
      tokenHash: hashToken(token),
      accountId: account.id,
      createdMs: nowMs,
      seenMs: nowMs,
      expiresMs: nowMs + SIGN_IN_LASTS_MS,
      userAgent: userAgent.slice(0, 200),
      confirmedMs: nowMs,
      consoleMs: 0,
      method,
      network,
      ...sessionThere(provider),
    };
    try {
      if (!(await goesOn(session.tokenHash, account, way))) await sessions.insert(session);
    } catch (error) {
      // Deleted at this very moment: there is no account for it to belong to.
      throw (await accounts.findById(account.id)) === undefined ? wrong() : error;
    }
    // Asked once it is there: whoever suspends, or changes the password, later than this takes it away themselves.
    if (!(await holdsStill(account, passwordHash))) {
      await sessions.remove(hashToken(token));
      throw wrong();
    }
    await audit?.write({
      actor: actorAs(account, network),
      action: 'sign-in.done',
      target: { id: account.id, name: account.email },
      detail: { method },
    });
    return token;
  };
  const open: SignIn['open'] = (account, userAgent, way = { method: 'password', network: '' }) =>
    openBy(account, userAgent, way);

  /** An attempt of `person`, unless too many wait for it to be looked at: then it has used nothing up. */
  const matches = async (
    person: string,
    network: string,
    password: string,
    passwordHash: string | undefined,
  ): Promise<boolean> => {
    try {
      return await passwords.matches(password, passwordHash, network);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'unavailable') await limits.person.giveBack(person);
      throw error;
    }
  };

  /** By the password that is kept here, else by the directory's: one that does not answer shuts nobody out who has a password here. */
  const prove = async (
    person: string,
    standing: Account | undefined,
    attempt: { readonly email: string; readonly password: string; readonly network: string },
  ): Promise<Proved | undefined> => {
    const { email, password, network } = attempt;
    const passwordHash = standing && (await accounts.passwordHash(standing.id));
    if ((await matches(person, network, password, passwordHash)) && standing) {
      // Changed while it was checked: devices of the old password have been signed out, and this must not be one more.
      const unchanged = (await accounts.passwordHash(standing.id)) === passwordHash;
      return unchanged ? { account: standing, method: 'password', passwordHash } : undefined;
    }
    const account = await directory?.signIn(email, password, standing, network);
    return account && { account, method: 'ldap' };
  };

  const isFamiliar = async (account: Account | undefined, network: string): Promise<boolean> =>
    account !== undefined && (await sessions.listOf(account.id)).some((session) => session.network === network);

  /** What fails is counted and written down, an address only when it is somebody's here. */
  const refuse = async (
    standing: Account | undefined,
    { email, network }: { readonly email: string; readonly network: string },
    reason: string,
  ): Promise<never> => {
    await limits.target?.take(limitKey(email)).catch(() => {});
    await limits.network.take(network);
    await audit?.write({
      actor: { kind: 'nobody', network },
      action: 'sign-in.refused',
      ...(standing && { target: { id: standing.id, name: standing.email } }),
      detail: { reason },
    });
    throw wrong();
  };

  const useCode = async (account: Account, code: string | undefined, network: string): Promise<void> => {
    if (!(await secondFactor?.isOn(account.id))) return;
    if (code === undefined) throw new DomainError('code-required');
    await limits.code?.take(account.id);
    try {
      await secondFactor?.use(account, code, actorAs(account, network));
    } catch (error) {
      await audit?.write({
        actor: { kind: 'nobody', network },
        action: 'sign-in.refused',
        target: { id: account.id, name: account.email },
        detail: { reason: 'code' },
      });
      throw error;
    }
    await limits.code?.forget(account.id);
  };

  const checkPassword: SignIn['checkPassword'] = async (id, password, network) => {
    const person = `${network} ${id}`;
    await limits.person.take(person);
    const right =
      (await matches(person, network, password, await accounts.passwordHash(id))) ||
      ((await directory?.confirms(id, password)) ?? false);
    if (!right) throw wrong();
    await limits.person.forget(person);
  };

  const confirmed: SignIn['confirmed'] = async ({ account, session }, network, provider) => {
    const token = randomToken();
    const nowMs = clock.nowMs();
    const next = {
      ...{ tokenHash: hashToken(token), confirmedMs: nowMs, consoleMs: nowMs, network },
      ...(provider && sessionThere(provider)),
    };
    if (!(await sessions.renew(session.tokenHash, next))) throw new DomainError('not-signed-in');
    await audit?.write({
      actor: actorAs(account, network),
      action: 'sign-in.confirmed',
      target: { id: account.id, name: account.email },
    });
    return token;
  };

  const whoHolds: SignIn['whoHolds'] = async (token) => {
    const session = await sessions.find(hashToken(token));
    const nowMs = clock.nowMs();
    if (!session || session.expiresMs <= nowMs) return undefined;
    const longest = await longestMs(session.method);
    if (longest !== undefined && session.confirmedMs + longest <= nowMs) return undefined;
    const account = await accounts.findById(session.accountId);
    if (!account || account.suspended) return undefined;
    if (nowMs - session.seenMs > TOUCH_EVERY_MS)
      await sessions.touch(session.tokenHash, nowMs, nowMs + SIGN_IN_LASTS_MS);
    return { account, session };
  };

  return {
    open,
    checkPassword,
    confirmed,
    whoHolds,
    async signIn(attempt) {
      const { email, network, userAgent, code, before } = attempt;
      const person = `${network} ${limitKey(email)}`;
      // Those behind the address who are right use nothing up, however many they are.
      await limits.network.check(network);
      await limits.person.take(person);
      const standing = await accounts.findByEmail(email);
      if (limits.target && !(await isFamiliar(standing, network))) await limits.target.check(limitKey(email));
      const proved = await prove(person, standing, attempt);
      if (proved === undefined) return refuse(standing, attempt, 'password');
      if (proved.account.suspended) return refuse(proved.account, attempt, 'suspended');
      // Guesses that were checked at the same time have used the rest up: the right one among them opens nothing.
      await limits.network.check(network);
      await limits.person.forget(person);
      await useCode(proved.account, code, network);
      const way = { method: proved.method, network, before };
      return { account: proved.account, token: await openBy(proved.account, userAgent, way, proved.passwordHash) };
    },
    async confirm(held, { password, code, network }) {
      await checkPassword(held.account.id, password, network);
      await useCode(held.account, code, network);
      return confirmed(held, network);
    },
    async renew(token) {
      const next = randomToken();
      if (!(await sessions.renew(hashToken(token), { tokenHash: hashToken(next) })))
        throw new DomainError('not-signed-in');
      return next;
    },
    whoIs: async (token) => (await whoHolds(token))?.account,
    async openConsole({ session }, isUse) {
      const nowMs = clock.nowMs();
      if (!consoleIsOpen(session, nowMs)) return false;
      if (isUse && isNotableUse(session, nowMs)) await sessions.touchConsole(session.tokenHash, nowMs);
      return true;
    },
    async signOut(token) {
      const held = await whoHolds(token);
      await sessions.remove(hashToken(token));
      if (held)
        await audit?.write({
          actor: actorAs(held.account, held.session.network),
          action: 'sign-in.out',
          target: { id: held.account.id, name: held.account.email },
        });
    },
  };
};
