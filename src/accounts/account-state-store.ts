import type { AccountId } from '../base/ids.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';

/** Where the password of an account is kept: here, at a provider of sign-ins, in a directory. */
export type AccountOrigin = 'local' | 'oidc' | 'ldap';

/** What there is of an account beside its name and its rights. */
export interface AccountStateStore {
  originOf(id: AccountId, connection?: Connection): Promise<AccountOrigin>;
  /** `suspendedMs` undefined: no longer. False: it was so before. */
  setSuspended(transaction: Transaction, id: AccountId, suspendedMs: number | undefined): Promise<boolean>;
  /** With all that belongs to it alone. */
  remove(transaction: Transaction, id: AccountId): Promise<void>;
}

export const createAccountStateStore = (database: Database): AccountStateStore => ({
  async originOf(id, connection = database) {
    const row: { origin: AccountOrigin } | undefined = await connection('accounts').where({ id }).first('origin');
    return row?.origin ?? 'local';
  },
  async setSuspended(transaction, id, suspendedMs) {
    const people = transaction('accounts').where({ id, is_service: false });
    const changed =
      suspendedMs === undefined
        ? await people.whereNotNull('suspended_ms').update({ suspended_ms: null })
        : await people.whereNull('suspended_ms').update({ suspended_ms: suspendedMs });
    return changed > 0;
  },
  async remove(transaction, id) {
    await transaction('accounts').where({ id, is_service: false }).delete();
  },
});
