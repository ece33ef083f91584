import type { AccountId } from '../base/ids.ts';
import type { Connection, Database } from '../platform/database.ts';

/** By a password of ours, by a link in a mail, by the directory, or by a provider: `oidc:ID`. */
export type SignInMethod = 'password' | 'link' | 'ldap' | `oidc:${string}`;

export const providerIdOf = (method: SignInMethod): string | undefined => /^oidc:(.+)$/.exec(method)?.[1];

/** One device that is signed in. The token itself is only in its cookie. */
export interface SignInSession {
  /** Stays when the token is renewed. */
  readonly id: string;
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
  /** What the provider calls its own session (`sid`, OpenID Connect Front-Channel Logout 1.0); '' when it did not say. */
  readonly providerSession: string;
  /** By which the provider is told that the session ends; '' when it need not be. */
  readonly idTokenSealed: string;
}

/** A sign-in that is over: what is open by it closes. */
export interface EndedSignIn {
  readonly id: string;
  readonly accountId: AccountId;
}

interface SessionRow {
  id: string;
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
  provider_session: string;
  id_token_sealed: string;
}

/** What another token brings with it. */
type Renewal = Pick<SignInSession, 'tokenHash'> &
  Partial<Pick<SignInSession, 'confirmedMs' | 'consoleMs' | 'network' | 'providerSession' | 'idTokenSealed'>>;

export interface SignInStore {
  insert(session: SignInSession, connection?: Connection): Promise<void>;
  find(tokenHash: string, connection?: Connection): Promise<SignInSession | undefined>;
  findById(id: string): Promise<SignInSession | undefined>;
  /** The last used first; expired ones are removed by a job. */
  listOf(accountId: AccountId): Promise<SignInSession[]>;
  touch(tokenHash: string, seenMs: number, expiresMs: number): Promise<void>;
  /** Notes that the console was used. */
  touchConsole(tokenHash: string, consoleMs: number): Promise<void>;
  /** Gives a session another token, and what changed with it; false: it was gone already. */
  renew(tokenHash: string, next: Renewal): Promise<boolean>;
  remove(tokenHash: string): Promise<void>;
  /** Signs out the devices of the account that were signed in this way; of them those with `providerSession`, where it is given. */
  removeOfMethod(accountId: AccountId, method: SignInMethod, providerSession?: string): Promise<readonly EndedSignIn[]>;
  /** Signs out what the provider knows as one session of its own. */
  removeOfProvider(method: SignInMethod, providerSession: string): Promise<readonly EndedSignIn[]>;
  /** Signs out every device of the account but `exceptTokenHash`. */
  removeAllOf(accountId: AccountId, exceptTokenHash: string | undefined, connection?: Connection): Promise<void>;
  removeExpired(nowMs: number): Promise<void>;
}

const fromRow = (row: SessionRow): SignInSession => ({
  id: row.id,
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
  providerSession: row.provider_session,
  idTokenSealed: row.id_token_sealed,
});

/** `onEnded` is told of sign-ins that somebody ended, once that is kept; not of those that ran out. */
export const createSignInStore = (
  database: Database,
  onEnded: (ended: readonly EndedSignIn[]) => void = () => {},
): SignInStore => {
  const sessions = (connection: Connection) => connection<SessionRow>('sign_in_sessions');
  /** When the account was last there, for the console's list of accounts. */
  const noteSeen = async (accountId: AccountId, seenMs: number, connection: Connection): Promise<void> => {
    await connection('accounts').where({ id: accountId }).update({ seen_ms: seenMs });
  };
  /** Removes those that fit. */
  const end = async (
    fitting: (rows: ReturnType<typeof sessions>) => void,
    connection: Connection,
  ): Promise<readonly EndedSignIn[]> => {
    const rows: Pick<SessionRow, 'id' | 'account_id'>[] = await sessions(connection)
      .modify(fitting)
      .select('id', 'account_id');
    const ended = rows.map(({ id, account_id: accountId }) => ({ id, accountId }));
    await sessions(connection).modify(fitting).delete();
    const kept = 'executionPromise' in connection ? connection.executionPromise : Promise.resolve();
    if (ended.length > 0)
      kept.then(
        () => onEnded(ended),
        () => {},
      );
    return ended;
  };
  return {
    async insert(session, connection = database) {
      await sessions(connection).insert({
        id: session.id,
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
        provider_session: session.providerSession,
        id_token_sealed: session.idTokenSealed,
      });
      await noteSeen(session.accountId, session.seenMs, connection);
    },
    async find(tokenHash, connection = database) {
      const row = await sessions(connection).where({ token_hash: tokenHash }).first();
      return row && fromRow(row);
    },
    async findById(id) {
      const row = await sessions(database).where({ id }).first();
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
          ...(next.providerSession !== undefined && { provider_session: next.providerSession }),
          ...(next.idTokenSealed !== undefined && { id_token_sealed: next.idTokenSealed }),
        });
      return changed > 0;
    },
    async remove(tokenHash) {
      await end((rows) => rows.where({ token_hash: tokenHash }), database);
    },
    async removeAllOf(accountId, exceptTokenHash, connection = database) {
      await end(
        (rows) => rows.where({ account_id: accountId }).whereNot({ token_hash: exceptTokenHash ?? '' }),
        connection,
      );
    },
    removeOfMethod(accountId, method, providerSession) {
      const there = providerSession === undefined ? {} : { provider_session: providerSession };
      return end((rows) => rows.where({ account_id: accountId, method, ...there }), database);
    },
    removeOfProvider: (method, providerSession) =>
      end((rows) => rows.where({ method, provider_session: providerSession }), database),
    async removeExpired(nowMs) {
      await sessions(database).where('expires_ms', '<=', nowMs).delete();
    },
  };
};
