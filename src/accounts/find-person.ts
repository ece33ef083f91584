import { DomainError } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import type { Connection } from '../platform/database.ts';
import type { Account } from './account.ts';
import type { AccountStore } from './account-store.ts';

/** The account of a person; the server's own is nobody's to change, and `not-found` like one that does not exist. */
export type FindPerson = (id: AccountId, connection?: Connection) => Promise<Account>;

export const createFindPerson =
  ({ accounts }: { readonly accounts: Pick<AccountStore, 'findById' | 'findService'> }): FindPerson =>
  async (id, connection) => {
    const account = await accounts.findById(id, connection);
    const service = await accounts.findService(connection);
    if (account === undefined || account.id === service?.id) throw new DomainError('not-found');
    return account;
  };
