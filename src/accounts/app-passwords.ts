import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { type AccountId, newId, randomToken } from '../base/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { hashToken } from '../platform/keyring.ts';
import { type Account, emailKey } from './account.ts';
import type { AccountStore } from './account-store.ts';
import type { AppPassword, AppPasswordId, AppPasswordStore } from './app-password-store.ts';

/** Passwords of programs: 128 random bits each, of which only the SHA-256 is kept. People's own passwords are none of these. */
export interface AppPasswords {
  create(account: Account, name: string): Promise<{ readonly id: AppPasswordId; readonly password: string }>;
  listOf(account: Account): Promise<AppPassword[]>;
  /** Refuses with `not-found`. */
  revoke(account: Account, id: AppPasswordId): Promise<void>;
  /** What was remembered of an account’s is looked up anew: they were all removed. */
  forgetAllOf(accountId: AccountId): void;
  /** The account that the two belong to; undefined when they do not, or when it is suspended. */
  check(email: string, password: string): Promise<Account | undefined>;
}

/** Programs ask every few minutes; when a device was last seen need not be known to the second. */
const NOTED_EVERY_MS = 10 * 60_000;
const REMEMBERED = 1_000;

export const createAppPasswords = ({
  store,
  accounts,
  clock,
}: {
  readonly store: AppPasswordStore;
  readonly accounts: AccountStore;
  readonly clock: Clock;
}): AppPasswords => {
  /** Programs knock with every request: who they are is remembered until it is revoked here, the account is read each time. */
  const known = new Map<string, AppPassword>();
  let revocations = 0;
  const remember = (hash: string, password: AppPassword): void => {
    known.delete(hash);
    known.set(hash, password);
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
  };
  const forget = (isGone: (password: AppPassword) => boolean): void => {
    revocations += 1;
    for (const [hash, password] of known) if (isGone(password)) known.delete(hash);
  };

  return {
    async create(account, name) {
      if ((await store.listOf(account.id)).length >= LIMITS.appPasswords) throw new DomainError('too-large');
      const password = randomToken();
      const id = newId<AppPasswordId>();
      await store.insert({
        id,
        accountId: account.id,
        name,
        hash: hashToken(password),
        createdMs: clock.nowMs(),
      });
      return { id, password };
    },
    listOf: (account) => store.listOf(account.id),
    async revoke(account, id) {
      if (!(await store.remove(account.id, id))) throw new DomainError('not-found');
      forget((password) => password.id === id);
    },
    forgetAllOf: (accountId) => forget((password) => password.accountId === accountId),
    async check(email, password) {
      const hash = hashToken(password.trim());
      const before = revocations;
      const found = known.get(hash) ?? (await store.findByHash(hash));
      const account = found && (await accounts.findById(found.accountId));
      if (!account || account.suspended || emailKey(account.email) !== emailKey(email)) return undefined;
      const nowMs = clock.nowMs();
      const isNoted = nowMs - (found.usedMs ?? 0) <= NOTED_EVERY_MS;
      if (!isNoted) await store.noteUse(found.id, nowMs);
      // What was perhaps revoked while it was looked up is not remembered.
      if (before === revocations) remember(hash, isNoted ? found : { ...found, usedMs: nowMs });
      return account;
    },
  };
};
