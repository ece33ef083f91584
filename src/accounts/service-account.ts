import type { Clock } from '../base/clock.ts';
import { type AccountId, newId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { Transaction } from '../platform/database.ts';
import type { Account } from './account.ts';
import { type AccountStore, rightsOfNew } from './account-store.ts';

/**
 * The server's own account, made when it is first needed. It owns what people elsewhere organize: nobody signs in with it, and it is
 * found by no address and in no list. A person's account may have the same address.
 */
export type ServiceAccount = (transaction: Transaction) => Promise<Account>;

const NAME = 'WebMeeting';

export const createServiceAccount =
  ({
    accounts,
    email,
    language,
    timeZone,
    clock,
  }: {
    readonly accounts: AccountStore;
    /** The server's own address. */
    readonly email: string;
    readonly language: Language;
    readonly timeZone: string;
    readonly clock: Clock;
  }): ServiceAccount =>
  async (transaction) => {
    const standing = await accounts.findService(transaction);
    if (standing) return standing;
    const made = { id: newId<AccountId>(), email, name: NAME, language, timeZone, admin: false, webMeeting: true };
    await accounts.insertService({ ...made, createdMs: clock.nowMs() }, transaction);
    return { ...made, rights: rightsOfNew(made), suspended: false };
  };
