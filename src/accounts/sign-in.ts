import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { type AccountId, randomToken } from '../base/ids.ts';
import { hashToken } from '../platform/keyring.ts';
import type { RateLimit } from '../platform/rate-limit.ts';
import { type Account, emailKey } from './account.ts';
import type { AccountStore } from './account-store.ts';
import type { Passwords } from './password.ts';
import type { SignInStore } from './sign-in-store.ts';

/** A device stays signed in for 30 days after it was last used. */
export const SIGN_IN_LASTS_MS = 30 * 24 * 3_600_000;
/** How exactly "last used" is known: at most one write in this time for each device. */
const TOUCH_EVERY_MS = 10 * 60_000;

export interface SignInLimits {
  /** For one address from one network. */
  readonly person: RateLimit;
  /** For one network, whatever the address: attempts that fail, since a whole school may sign in through one address. */
  readonly network: RateLimit;
}

export interface SignIn {
  /** The token for the cookie. */
  signIn(attempt: {
    email: string;
    password: string;
    network: string;
    userAgent: string;
  }): Promise<{ account: Account; token: string }>;
  /** A signed-in device for an account that has just proved itself in another way. */
  open(account: Account, userAgent: string): Promise<string>;
  /** Refuses with `wrong-credentials` unless `password` is the account's; limited like signing in. */
  checkPassword(id: AccountId, password: string, network: string): Promise<void>;
  /** Who holds this token, or undefined when it is unknown, expired, revoked, or the account suspended. */
  whoIs(token: string): Promise<Account | undefined>;
  signOut(token: string): Promise<void>;
}

export const createSignIn = ({
  accounts,
  sessions,
  passwords,
  limits,
  clock,
}: {
  readonly accounts: AccountStore;
  readonly sessions: SignInStore;
  readonly passwords: Passwords;
  readonly limits: SignInLimits;
  readonly clock: Clock;
}): SignIn => {
  const open: SignIn['open'] = async (account, userAgent) => {
    const token = randomToken();
    const nowMs = clock.nowMs();
    await sessions.insert({
      tokenHash: hashToken(token),
      accountId: account.id,
      createdMs: nowMs,
      seenMs: nowMs,
      expiresMs: nowMs + SIGN_IN_LASTS_MS,
      userAgent: userAgent.slice(0, 200),
    });
    return token;
  };
  return {
    open,
    async signIn({ email, password, network, userAgent }) {
      const person = `${network} ${emailKey(email)}`;
      await limits.network.take(network);
      await limits.person.take(person);
      const account = await accounts.findByEmail(email);
      const passwordHash = account && (await accounts.passwordHash(account.id));
      if (!(await passwords.matches(password, passwordHash)) || !account || account.suspended) {
        throw new DomainError('wrong-credentials');
      }
      // Changed while it was checked: devices of the old password have been signed out, and this must not be one more.
      if ((await accounts.passwordHash(account.id)) !== passwordHash) throw new DomainError('wrong-credentials');
      await limits.person.forget(person);
      await limits.network.giveBack(network);
      return { account, token: await open(account, userAgent) };
    },
    async checkPassword(id, password, network) {
      await limits.person.take(`${network} ${id}`);
      if (!(await passwords.matches(password, await accounts.passwordHash(id))))
        throw new DomainError('wrong-credentials');
    },
    async whoIs(token) {
      const tokenHash = hashToken(token);
      const session = await sessions.find(tokenHash);
      const nowMs = clock.nowMs();
      if (!session || session.expiresMs <= nowMs) return undefined;
      const account = await accounts.findById(session.accountId);
      if (!account || account.suspended) return undefined;
      if (nowMs - session.seenMs > TOUCH_EVERY_MS) await sessions.touch(tokenHash, nowMs, nowMs + SIGN_IN_LASTS_MS);
      return account;
    },
    signOut: (token) => sessions.remove(hashToken(token)),
  };
};
