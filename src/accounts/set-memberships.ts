import type { AccountId } from '../base/ids.ts';
import type { Audit } from '../platform/audit.ts';
import type { Transaction } from '../platform/database.ts';
import type { AccountStore } from './account-store.ts';
import type { GiveRights } from './give-rights.ts';
import type { MembershipSource } from './group.ts';
import type { GroupStore } from './group-store.ts';

/**
 * Puts an account into just those groups that a directory or a provider of sign-ins names, as far as they exist here, and out of
 * those that it named before. What others or an administrator arranged stays. Nothing is refused, since nobody is there to be told:
 * rights without a free seat are left out until there is one, and the last administrator stays one. True: something has changed.
 */
export type SetMembershipsFrom = (
  transaction: Transaction,
  accountId: AccountId,
  source: Exclude<MembershipSource, 'manual'>,
  groupNames: readonly string[],
) => Promise<boolean>;

export const createSetMemberships =
  ({
    groups,
    accounts,
    giveRights,
    audit,
  }: {
    readonly groups: GroupStore;
    readonly accounts: Pick<AccountStore, 'findById'>;
    readonly giveRights: Pick<GiveRights, 'recompute'>;
    readonly audit: Audit;
  }): SetMembershipsFrom =>
  async (transaction, accountId, source, groupNames) => {
    const named = await groups.findByNames(groupNames, transaction);
    const memberships = await groups.membershipsOf(accountId, transaction);
    const joining = named.filter(({ id }) => !memberships.some(({ groupId }) => groupId === id));
    const leaving = memberships.filter(
      (membership) => membership.source === source && !named.some(({ id }) => id === membership.groupId),
    );
    for (const { id } of joining) await groups.join(id, accountId, source, transaction);
    for (const { groupId } of leaving) await groups.leave(groupId, accountId, transaction);
    // Even when nothing has changed: a seat may have become free since.
    await giveRights.recompute(transaction, [accountId]);
    if (joining.length + leaving.length === 0) return false;
    const email = (await accounts.findById(accountId, transaction))?.email ?? '';
    await audit.write(
      {
        actor: { kind: 'system' },
        action: 'account.change',
        target: { id: accountId, name: email },
        detail: { source, groups: named.map(({ name }) => name) },
      },
      transaction,
    );
    return true;
  };
