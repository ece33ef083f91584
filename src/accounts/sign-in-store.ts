import type { AccountId } from '../base/ids.ts';
import type { Connection, Database } from '../platform/database.ts';

/** One device that is signed in. The token itself is only in its cookie. */
export interface SignInSession {
  readonly tokenHash: string;
  readonly accountId: AccountId;
  readonly createdMs: number;
  readonly seenMs: number;
  readonly expiresMs: number;
  readonly userAgent: string;
}

interface SessionRow {
  token_hash: string;
  account_id: AccountId;
  created_ms: number;
  seen_ms: number;
  expires_ms: number;
  user_agent: string;
}

export interface SignInStore {
  insert(session: SignInSession, connection?: Connection): Promise<void>;
  find(tokenHash: string, connection?: Connection): Promise<SignInSession | undefined>;
  /** The last used first; expired ones are removed by a job. */
  listOf(accountId: AccountId): Promise<SignInSession[]>;
  touch(tokenHash: string, seenMs: number, expiresMs: number): Promise<void>;
  remove(tokenHash: string): Promise<void>;
  /** Signs out every device of the account but `exceptTokenHash`. */
  removeAllOf(accountId: AccountId, exceptTokenHash: string | undefined, connection?: Connection): Promise<void>;
  removeExpired(nowMs: number): Promise<void>;
}

const fromRow = (row: SessionRow): SignInSession => ({
  tokenHash: row.token_hash,
  accountId: row.account_id,
  createdMs: Number(row.created_ms),
  seenMs: Number(row.seen_ms),
  expiresMs: Number(row.expires_ms),
  userAgent: row.user_agent,
});

export const createSignInStore = (database: Database): SignInStore => {
  const sessions = (connection: Connection) => connection<SessionRow>('sign_in_sessions');
  return {
    async insert(session, connection = database) {
      await sessions(connection).insert({
        token_hash: session.tokenHash,
        account_id: session.accountId,
        created_ms: session.createdMs,
        seen_ms: session.seenMs,
        expires_ms: session.expiresMs,
        user_agent: session.userAgent,
      });
    },
    async find(tokenHash, connection = database) {
      const row = await sessions(connection).where({ token_hash: tokenHash }).first();
      return row && fromRow(row);
    },
    async listOf(accountId) {
      const rows = await sessions(database).where({ account_id: accountId }).orderBy('seen_ms', 'desc');
      return rows.map(fromRow);
    },
    async touch(tokenHash, seenMs, expiresMs) {
      await sessions(database).where({ token_hash: tokenHash }).update({ seen_ms: seenMs, expires_ms: expiresMs });
    },
    async remove(tokenHash) {
      await sessions(database).where({ token_hash: tokenHash }).delete();
    },
    async removeAllOf(accountId, exceptTokenHash, connection = database) {
      await sessions(connection)
        .where({ account_id: accountId })
        .whereNot({ token_hash: exceptTokenHash ?? '' })
        .delete();
    },
    async removeExpired(nowMs) {
      await sessions(database).where('expires_ms', '<=', nowMs).delete();
    },
  };
};
