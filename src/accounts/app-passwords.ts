import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { newId, randomToken } from '../base/ids.ts';
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
  /** The account that the two belong to; undefined when they do not, or when it is suspended. */
  check(email: string, password: string): Promise<Account | undefined>;
}

/** Programs ask every few minutes; when a device was last seen need not be known to the second. */
const NOTED_EVERY_MS = 10 * 60_000;

export const createAppPasswords = ({
  store,
  accounts,
  clock,
}: {
  readonly store: AppPasswordStore;
  readonly accounts: AccountStore;
  readonly clock: Clock;
}): AppPasswords => ({
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
  },
  async check(email, password) {
    const found = await store.findByHash(hashToken(password.trim()));
    const account = found && (await accounts.findById(found.accountId));
    if (!account || account.suspended || emailKey(account.email) !== emailKey(email)) return undefined;
    const nowMs = clock.nowMs();
    if (nowMs - (found.usedMs ?? 0) > NOTED_EVERY_MS) await store.noteUse(found.id, nowMs);
    return account;
  },
});
