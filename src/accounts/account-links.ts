import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { type AccountId, randomToken } from '../base/ids.ts';
import type { Connection, Transaction } from '../platform/database.ts';
import { hashToken } from '../platform/keyring.ts';
import type { Account } from './account.ts';
import type { AccountLink, AccountLinkStore, LinkPurpose } from './account-link-store.ts';
import type { AccountStore } from './account-store.ts';

const HOUR_MS = 3_600_000;

/** A new colleague may be away for some days; who forgot a password sits before the screen. */
export const LINK_LASTS_MS: Readonly<Record<LinkPurpose, number>> = {
  invitation: 7 * 24 * HOUR_MS,
  reset: HOUR_MS,
};

/** A link that was made: `url` is told once, in a mail or to an administrator, and kept nowhere. */
export interface NewAccountLink {
  readonly accountId: AccountId;
  readonly purpose: LinkPurpose;
  readonly token: string;
  readonly url: string;
  readonly expiresMs: number;
  /** Undefined: as the link that it takes the place of. */
  readonly revokesKeys: boolean | undefined;
}

/** Links by which the owner of an account chooses a password: 128 random bits, of which only the SHA-256 is kept; each works once. */
export interface AccountLinks {
  /** Not kept yet: mails are composed before the transaction that `keep` runs in. */
  make(accountId: AccountId, purpose: LinkPurpose, wish?: { readonly revokesKeys?: boolean }): NewAccountLink;
  /** From now on it opens, and older ones of its purpose do not. */
  keep(transaction: Transaction, link: NewAccountLink): Promise<void>;
  /** Whose it is. Refuses with `unknown-link` what is unknown, used, or too old, and links of accounts that are suspended. */
  look(token: string, connection?: Connection): Promise<{ readonly link: AccountLink; readonly account: Account }>;
  /** Every link of the account dies: one was used, or its mails went to an address that is not theirs any more. */
  end(transaction: Transaction, accountId: AccountId): Promise<void>;
}

export const createAccountLinks = ({
  store,
  accounts,
  publicUrl,
  clock,
}: {
  readonly store: AccountLinkStore;
  readonly accounts: Pick<AccountStore, 'findById'>;
  readonly publicUrl: string;
  readonly clock: Clock;
}): AccountLinks => ({
  make(accountId, purpose, { revokesKeys } = {}) {
    const token = randomToken();
    const url = `${publicUrl.replace(/\/+$/, '')}/set-password/${token}`;
    return { accountId, purpose, token, url, expiresMs: clock.nowMs() + LINK_LASTS_MS[purpose], revokesKeys };
  },
  async keep(transaction, { accountId, purpose, token, expiresMs, revokesKeys }) {
    // Whoever asks for a link themselves does not undo what an administrator has ordered.
    const owed = await store.newestOf(accountId, clock.nowMs(), transaction);
    await store.removeOf(transaction, accountId, purpose);
    await store.insert(transaction, {
      tokenHash: hashToken(token),
      accountId,
      purpose,
      createdMs: clock.nowMs(),
      expiresMs,
      revokesKeys: revokesKeys ?? owed?.revokesKeys ?? false,
    });
  },
  async look(token, connection) {
    const link = await store.find(hashToken(token), connection);
    const account = link && (await accounts.findById(link.accountId, connection));
    if (!link || !account || account.suspended || link.usedMs !== undefined || link.expiresMs <= clock.nowMs())
      throw new DomainError('unknown-link');
    return { link, account };
  },
  end: (transaction, accountId) => store.removeOf(transaction, accountId),
});
