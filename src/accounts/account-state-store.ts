import type { AccountId } from '../base/ids.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';

/** Where the password of an account is kept: here, at a provider of sign-ins, in a directory. */
export type AccountOrigin = 'local' | 'oidc' | 'ldap';

export type SuspendedBy = 'administrator' | 'directory';

/** What there is of an account beside its name and its rights. */
export interface AccountStateStore {
  originOf(id: AccountId, connection?: Connection): Promise<AccountOrigin>;
  /** False: it was so before. What an administrator does counts for more than the directory's word. */
  suspend(transaction: Transaction, id: AccountId, nowMs: number, by: SuspendedBy): Promise<boolean>;
  /** False: it is not suspended, or, for the directory, somebody else did it. */
  resume(transaction: Transaction, id: AccountId, by: SuspendedBy): Promise<boolean>;
  /** With all that belongs to it alone. */
  remove(transaction: Transaction, id: AccountId): Promise<void>;
}

export const createAccountStateStore = (database: Database): AccountStateStore => ({
  async originOf(id, connection = database) {
    const row: { origin: AccountOrigin } | undefined = await connection('accounts').where({ id }).first('origin');
    return row?.origin ?? 'local';
  },
  async suspend(transaction, id, nowMs, by) {
    const people = transaction('accounts').where({ id, is_service: false });
    const changed =
      by === 'directory'
        ? await people.whereNull('suspended_ms').update({ suspended_ms: nowMs, suspended_by: 'ldap' })
        : await people
            .where((open) => open.whereNull('suspended_ms').orWhere({ suspended_by: 'ldap' }))
            .update({ suspended_ms: nowMs, suspended_by: '' });
    return changed > 0;
  },
  async resume(transaction, id, by) {
    const people = transaction('accounts').where({ id, is_service: false }).whereNotNull('suspended_ms');
    if (by === 'directory') people.where({ suspended_by: 'ldap' });
    return (await people.update({ suspended_ms: null, suspended_by: '' })) > 0;
  },
  async remove(transaction, id) {
    await transaction('accounts').where({ id, is_service: false }).delete();
  },
});
