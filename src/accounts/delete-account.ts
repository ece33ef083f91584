import { DomainError, invalidField } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import type { Audit, AuditActor } from '../platform/audit.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { type Account, emailKey, hasRight } from './account.ts';
import type { AccountStateStore } from './account-state-store.ts';
import type { AccountStore } from './account-store.ts';
import type { FindPerson } from './find-person.ts';
import type { GiveRights } from './give-rights.ts';
import type { SuspendAccount } from './suspend-account.ts';

/** The meetings that somebody organizes and that are still to come. */
export interface UpcomingMeetings {
  count(id: AccountId): Promise<number>;
  /** Those invited hear of it by mail; answers when these mails are in the outbox. */
  cancelAll(account: Account): Promise<void>;
  /** `to` organizes them from now on; links and PINs stay, and those invited hear of it. */
  handOverAll(account: Account, to: Account): Promise<void>;
}

export interface AccountDeletion {
  /** The address, typed once more. */
  readonly confirm: string;
  readonly meetings: 'cancel' | 'hand-over';
  /** Whose they become: an address. */
  readonly to?: string | undefined;
}

/**
 * Deletes an account for ever: first it is suspended, then its coming meetings are cancelled or handed over, then it goes with its
 * calendars, documents, recordings and keys. Cut off in between, it is left suspended, and deleting it again goes on.
 */
export interface DeleteAccount {
  /** Refuses by the fields `confirm` and `to`, oneself by `account`, and the last administrator with `conflict`. */
  remove(id: AccountId, deletion: AccountDeletion, actor: AuditActor): Promise<void>;
}

export const createDeleteAccount = ({
  findPerson,
  accounts,
  states,
  giveRights,
  suspendAccount,
  meetings,
  unitOfWork,
  audit,
}: {
  readonly findPerson: FindPerson;
  readonly accounts: Pick<AccountStore, 'findByEmail'>;
  readonly states: Pick<AccountStateStore, 'remove'>;
  readonly giveRights: Pick<GiveRights, 'keepAdministrator'>;
  readonly suspendAccount: Pick<SuspendAccount, 'suspend'>;
  readonly meetings: UpcomingMeetings;
  readonly unitOfWork: UnitOfWork;
  readonly audit: Audit;
}): DeleteAccount => {
  const heirOf = async (account: Account, { meetings: way, to }: AccountDeletion): Promise<Account | undefined> => {
    if (way === 'cancel') return undefined;
    if (to === undefined) throw invalidField('to', 'required', 'Say whose these meetings become.');
    const heir = await accounts.findByEmail(to);
    if (heir === undefined || heir.suspended)
      throw invalidField('to', 'no-account', 'Nobody with this address has an account here that is in use.');
    if (heir.id === account.id) throw invalidField('to', 'self', 'This is the account that is to be deleted.');
    if (!hasRight(heir, 'webmeeting'))
      throw invalidField('to', 'no-webmeeting-right', 'The account of this person may not open meetings.');
    return heir;
  };

  return {
    async remove(id, deletion, actor) {
      if (actor.id === id) throw invalidField('account', 'self', 'Nobody deletes themselves here.');
      const account = await findPerson(id);
      if (emailKey(deletion.confirm) !== emailKey(account.email))
        throw invalidField('confirm', 'wrong', 'This is not the address of the account.');
      const heir = await heirOf(account, deletion);
      await suspendAccount.suspend(id, actor);
      if (heir === undefined) await meetings.cancelAll(account);
      else await meetings.handOverAll(account, heir);
      // What is still to be said in its name would go with it.
      if (heir === undefined && (await meetings.count(id)) > 0) throw new DomainError('unavailable');
      await unitOfWork(async (transaction) => {
        await states.remove(transaction, id);
        await giveRights.keepAdministrator(transaction);
        const detail = { meetings: deletion.meetings, ...(heir !== undefined && { to: heir.email }) };
        await audit.write(
          { actor, action: 'account.delete', target: { id, name: account.email }, detail },
          transaction,
        );
      });
    },
  };
};
