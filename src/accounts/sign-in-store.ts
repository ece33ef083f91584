import type { AccountId } from '../base/ids.ts';
import type { Connection, Database } from '../platform/database.ts';

/** By a password of ours, by a link in a mail, by the directory, or by a provider: `oidc:ID`. */
export type SignInMethod = 'password' | 'link' | 'ldap' | `oidc:${string}`;

/** One device that is signed in. The token itself is only in its cookie. */
export interface SignInSession {
  readonly tokenHash: string;
  readonly accountId: AccountId;
  readonly createdMs: number;
  readonly seenMs: number;
  readonly expiresMs: number;
  readonly userAgent: string;
  /** When it was last proved who is there. */
  readonly confirmedMs: number;
  /** When the console was last used; 0: never. */
  readonly consoleMs: number;
  /** Whence it was opened: `callerAddress`. */
  readonly network: string;
  readonly method: SignInMethod;
}

interface SessionRow {
  token_hash: string;
  account_id: AccountId;
  created_ms: number;
  seen_ms: number;
  expires_ms: number;
  user_agent: string;
  confirmed_ms: number;
  console_ms: number;
  network: string;
  method: SignInMethod;
}

export interface SignInStore {
  insert(session: SignInSession, connection?: Connection): Promise<void>;
  find(tokenHash: string, connection?: Connection): Promise<SignInSession | undefined>;
  /** The last used first; expired ones are removed by a job. */
  listOf(accountId: AccountId): Promise<SignInSession[]>;
  touch(tokenHash: string, seenMs: number, expiresMs: number): Promise<void>;
  /** Notes that the console was used. */
  touchConsole(tokenHash: string, consoleMs: number): Promise<void>;
  /** Gives a session another token, and what changed with it; false: it was gone already. */
  renew(
    tokenHash: string,
    next: Pick<SignInSession, 'tokenHash'> & Partial<Pick<SignInSession, 'confirmedMs' | 'consoleMs' | 'network'>>,
  ): Promise<boolean>;
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
  confirmedMs: Number(row.confirmed_ms),
  consoleMs: Number(row.console_ms),
  network: row.network,
  method: row.method,
});

export const createSignInStore = (database: Database): SignInStore => {
  const sessions = (connection: Connection) => connection<SessionRow>('sign_in_sessions');
  /** When the account was last there, for the console's list of accounts. */
  const noteSeen = async (accountId: AccountId, seenMs: number, connection: Connection): Promise<void> => {
    await connection('accounts').where({ id: accountId }).update({ seen_ms: seenMs });
  };
  return {
    async insert(session, connection = database) {
      await sessions(connection).insert({
        token_hash: session.tokenHash,
        account_id: session.accountId,
        created_ms: session.createdMs,
        seen_ms: session.seenMs,
        expires_ms: session.expiresMs,
        user_agent: session.userAgent,
        confirmed_ms: session.confirmedMs,
        console_ms: session.consoleMs,
        network: session.network,
        method: session.method,
      });
      await noteSeen(session.accountId, session.seenMs, connection);
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
      await database('accounts')
        .whereIn('id', sessions(database).where({ token_hash: tokenHash }).select('account_id'))
        .update({ seen_ms: seenMs });
    },
    async touchConsole(tokenHash, consoleMs) {
      await sessions(database).where({ token_hash: tokenHash }).update({ console_ms: consoleMs });
    },
    async renew(tokenHash, next) {
      const changed = await sessions(database)
        .where({ token_hash: tokenHash })
        .update({
          token_hash: next.tokenHash,
          ...(next.confirmedMs !== undefined && { confirmed_ms: next.confirmedMs }),
          ...(next.consoleMs !== undefined && { console_ms: next.consoleMs }),
          ...(next.network !== undefined && { network: next.network }),
        });
      return changed > 0;
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
