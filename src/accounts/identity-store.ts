import type { AccountId } from '../base/ids.ts';
import type { Connection, Database } from '../platform/database.ts';

/** Who vouches for somebody: the directory, or a provider of sign-ins. */
export type OutsideSource = 'ldap' | `oidc:${string}`;

/** Which account somebody has who is known elsewhere by `subject`. */
export interface IdentityStore {
  find(source: OutsideSource, subject: string, connection?: Connection): Promise<AccountId | undefined>;
  /** Of this account at this source. */
  subjectOf(source: OutsideSource, accountId: AccountId, connection?: Connection): Promise<string | undefined>;
  insert(
    source: OutsideSource,
    subject: string,
    accountId: AccountId,
    nowMs: number,
    connection: Connection,
  ): Promise<void>;
  touch(source: OutsideSource, subject: string, nowMs: number, connection: Connection): Promise<void>;
  /** Notes for the console where an account came from. */
  setOrigin(accountId: AccountId, origin: 'oidc' | 'ldap', connection: Connection): Promise<void>;
}

interface IdentityRow {
  provider: string;
  subject: string;
  account_id: AccountId;
  created_ms: number;
  used_ms: number | null;
}

export const createIdentityStore = (database: Database): IdentityStore => {
  const identities = (connection: Connection) => connection<IdentityRow>('identities');
  return {
    async find(source, subject, connection = database) {
      const row = await identities(connection).where({ provider: source, subject }).first('account_id');
      return row?.account_id;
    },
    async subjectOf(source, accountId, connection = database) {
      const row = await identities(connection).where({ provider: source, account_id: accountId }).first('subject');
      return row?.subject;
    },
    async insert(source, subject, accountId, nowMs, connection) {
      await identities(connection).insert({
        provider: source,
        subject,
        account_id: accountId,
        created_ms: nowMs,
        used_ms: nowMs,
      });
    },
    async touch(source, subject, nowMs, connection) {
      await identities(connection).where({ provider: source, subject }).update({ used_ms: nowMs });
    },
    async setOrigin(accountId, origin, connection) {
      await connection('accounts').where({ id: accountId }).update({ origin });
    },
  };
};
