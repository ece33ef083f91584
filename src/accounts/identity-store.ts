import type { AccountId } from '../base/ids.ts';
import type { Connection, Database } from '../platform/database.ts';

/** Who vouches for somebody: the directory, or a provider of sign-ins. */
export type OutsideSource = 'ldap' | `oidc:${string}`;

/** Somebody whom a source has vouched for, and who has access by it now or lost it by its word. */
export interface VouchedFor {
  readonly subject: string;
  readonly accountId: AccountId;
  readonly email: string;
  /** The account came from the source: without it, it is nobody's. */
  readonly isItsOwn: boolean;
  readonly suspended: boolean;
}

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
  /** Those of the directory with a sign-in, an API token or an app password that is good, and those that it has shut; by subject. */
  listInDirectory(after: string, limit: number, nowMs: number): Promise<VouchedFor[]>;
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
    async listInDirectory(after, limit, nowMs) {
      const of = (table: string) =>
        database(table)
          .whereRaw('?? = accounts.id', [`${table}.account_id`])
          .select('id');
      const rows: { subject: string; account_id: AccountId; email: string; origin: string; suspended_ms: unknown }[] =
        await identities(database)
          .join('accounts', 'accounts.id', 'identities.account_id')
          .where('provider', 'ldap')
          .where('subject', '>', after)
          .where((access) =>
            access
              .where((own) =>
                own.where({ origin: 'ldap', suspended_ms: null }).where((some) =>
                  some
                    .whereExists(of('sign_in_sessions').where('expires_ms', '>', nowMs))
                    .orWhereExists(
                      of('api_tokens').where((token) =>
                        token.whereNull('expires_ms').orWhere('expires_ms', '>', nowMs),
                      ),
                    )
                    .orWhereExists(of('app_passwords')),
                ),
              )
              .orWhere((joined) =>
                joined
                  .whereNot({ origin: 'ldap' })
                  .where({ suspended_ms: null })
                  .whereExists(of('sign_in_sessions').where({ method: 'ldap' }).where('expires_ms', '>', nowMs)),
              )
              .orWhere((shut) => shut.whereNotNull('suspended_ms').where({ suspended_by: 'ldap' })),
          )
          .orderBy('subject')
          .limit(limit)
          .select('subject', 'identities.account_id', 'email', 'origin', 'suspended_ms');
      return rows.map((row) => ({
        subject: row.subject,
        accountId: row.account_id,
        email: row.email,
        isItsOwn: row.origin === 'ldap',
        suspended: row.suspended_ms !== null,
      }));
    },
    async setOrigin(accountId, origin, connection) {
      await connection('accounts').where({ id: accountId }).update({ origin });
    },
  };
};
