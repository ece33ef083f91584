import type { AccountId } from '../base/ids.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';

/** `invitation`: the first password of a new account. `reset`: another one for who forgot theirs. */
export type LinkPurpose = 'invitation' | 'reset';

/** A link by which the owner of an account chooses a password. The link itself is only in its mail. */
export interface AccountLink {
  readonly tokenHash: string;
  readonly accountId: AccountId;
  readonly purpose: LinkPurpose;
  readonly createdMs: number;
  readonly expiresMs: number;
  readonly usedMs?: number;
  /** API tokens and app passwords go with the old password. */
  readonly revokesKeys: boolean;
}

interface LinkRow {
  token_hash: string;
  account_id: AccountId;
  purpose: LinkPurpose;
  created_ms: number | string;
  expires_ms: number | string;
  used_ms: number | string | null;
  revokes_keys: number | boolean;
}

export interface AccountLinkStore {
  insert(transaction: Transaction, link: AccountLink): Promise<void>;
  find(tokenHash: string, connection?: Connection): Promise<AccountLink | undefined>;
  /** The newest that still opens. */
  newestOf(accountId: AccountId, nowMs: number, connection?: Connection): Promise<AccountLink | undefined>;
  /** All of an account, or those of one purpose. */
  removeOf(transaction: Transaction, accountId: AccountId, purpose?: LinkPurpose): Promise<void>;
  removeExpired(nowMs: number): Promise<void>;
}

const fromRow = (row: LinkRow): AccountLink => ({
  tokenHash: row.token_hash,
  accountId: row.account_id,
  purpose: row.purpose,
  createdMs: Number(row.created_ms),
  expiresMs: Number(row.expires_ms),
  ...(row.used_ms !== null && { usedMs: Number(row.used_ms) }),
  revokesKeys: Boolean(row.revokes_keys),
});

export const createAccountLinkStore = (database: Database): AccountLinkStore => {
  const links = (connection: Connection) => connection<LinkRow>('account_links');
  return {
    async insert(transaction, { tokenHash, accountId, purpose, createdMs, expiresMs, revokesKeys }) {
      await links(transaction).insert({
        token_hash: tokenHash,
        account_id: accountId,
        purpose,
        created_ms: createdMs,
        expires_ms: expiresMs,
        used_ms: null,
        revokes_keys: revokesKeys,
      });
    },
    async find(tokenHash, connection = database) {
      const row = await links(connection).where({ token_hash: tokenHash }).first();
      return row && fromRow(row);
    },
    async newestOf(accountId, nowMs, connection = database) {
      const row = await links(connection)
        .where({ account_id: accountId, used_ms: null })
        .where('expires_ms', '>', nowMs)
        .orderBy('created_ms', 'desc')
        .first();
      return row && fromRow(row);
    },
    async removeOf(transaction, accountId, purpose) {
      await links(transaction)
        .where({ account_id: accountId, ...(purpose !== undefined && { purpose }) })
        .delete();
    },
    async removeExpired(nowMs) {
      await links(database).where('expires_ms', '<=', nowMs).delete();
    },
  };
};
