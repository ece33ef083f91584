import type { AccountId } from '../base/ids.ts';
import type { AccountStore } from './account-store.ts';
import type { SignInStore } from './sign-in-store.ts';

const ACCOUNT = 'account:';

/** Whether somebody who once came in by an account may still be there: the account is in use, and their sign-in has not ended. */
export const createHoldsStill =
  ({
    accounts,
    signIns,
  }: {
    readonly accounts: Pick<AccountStore, 'findById'>;
    readonly signIns: Pick<SignInStore, 'findById'>;
  }) =>
  async ({
    person,
    signInId,
  }: {
    readonly person: string;
    readonly signInId?: string | undefined;
  }): Promise<boolean> => {
    if (!person.startsWith(ACCOUNT)) return true;
    const account = await accounts.findById(person.slice(ACCOUNT.length) as AccountId);
    if (account === undefined || account.suspended) return false;
    return signInId === undefined || (await signIns.findById(signInId))?.accountId === account.id;
  };
