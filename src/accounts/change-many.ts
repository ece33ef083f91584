import { DomainError } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import { inOrder } from '../base/rights.ts';
import type { AccountBulk, AccountBulkAnswer } from '../contract/http/admin-account.ts';
import type { AuditActor } from '../platform/audit.ts';
import type { Transaction, UnitOfWork } from '../platform/database.ts';
import type { ChangeGroups } from './change-groups.ts';
import type { FindPerson } from './find-person.ts';
import type { GiveRights } from './give-rights.ts';
import type { GroupId } from './group.ts';
import type { InviteAccount } from './invite-account.ts';
import type { SuspendAccount } from './suspend-account.ts';

/**
 * One thing done to many accounts. Rights and groups are given to all or to none, since they need seats; everything else is done to
 * each by itself, and the answer names those for whom it could not be done.
 */
export type ChangeMany = (bulk: AccountBulk, actor: AuditActor) => Promise<AccountBulkAnswer>;

export const createChangeMany = ({
  findPerson,
  suspendAccount,
  inviteAccount,
  changeGroups,
  giveRights,
  unitOfWork,
}: {
  readonly findPerson: FindPerson;
  readonly suspendAccount: SuspendAccount;
  readonly inviteAccount: InviteAccount;
  readonly changeGroups: Pick<ChangeGroups, 'putInto'>;
  readonly giveRights: Pick<GiveRights, 'explain' | 'setOwnRights'>;
  readonly unitOfWork: UnitOfWork;
}): ChangeMany => {
  const eachAlone = async (
    ids: readonly AccountId[],
    change: (id: AccountId) => Promise<unknown>,
  ): Promise<AccountBulkAnswer> => {
    const skipped: AccountBulkAnswer['skipped'] = [];
    for (const id of ids) {
      const { email } = await findPerson(id);
      try {
        await change(id);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        skipped.push({ email, code: error.details.fields?.[0]?.code ?? error.code });
      }
    }
    return { done: ids.length - skipped.length, skipped };
  };

  const together = async (
    ids: readonly AccountId[],
    change: (transaction: Transaction, id: AccountId) => Promise<unknown>,
  ): Promise<AccountBulkAnswer> => {
    await unitOfWork(async (transaction) => {
      for (const id of ids) {
        await findPerson(id, transaction);
        await change(transaction, id);
      }
    });
    return { done: ids.length, skipped: [] };
  };

  return async (bulk, actor) => {
    const ids = [...new Set(bulk.ids)] as AccountId[];
    switch (bulk.do) {
      case 'suspend':
        return eachAlone(ids, (id) => suspendAccount.suspend(id, actor));
      case 'resume':
        return eachAlone(ids, (id) => suspendAccount.resume(id, actor));
      case 'invite':
        return eachAlone(ids, (id) => inviteAccount.invite(id, 'mail', actor));
      case 'add-to-group':
        return together(ids, (transaction, id) => changeGroups.putInto(transaction, bulk.group as GroupId, id, actor));
      case 'give-right':
      case 'take-right':
        return together(ids, async (transaction, id) => {
          const { own } = await giveRights.explain(id, transaction);
          const rights =
            bulk.do === 'give-right' ? inOrder([...own, bulk.right]) : own.filter((one) => one !== bulk.right);
          await giveRights.setOwnRights(transaction, id, rights, actor);
        });
    }
  };
};
