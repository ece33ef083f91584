import type { Clock } from '../base/clock.ts';
import { DomainError, invalidField } from '../base/errors.ts';
import { type AccountId, newId } from '../base/ids.ts';
import { inOrder, type Right } from '../base/rights.ts';
import type { Audit, AuditActor, AuditEntry } from '../platform/audit.ts';
import type { Transaction, UnitOfWork } from '../platform/database.ts';
import type { AccountStore } from './account-store.ts';
import type { GiveRights } from './give-rights.ts';
import { type Group, type GroupId, groupKey } from './group.ts';
import type { GroupStore } from './group-store.ts';

/** What an administrator does with groups. What a group gives, its members have at once; when that cannot be, nothing changes. */
export interface ChangeGroups {
  /** Refuses a name that is taken, by field. */
  create(group: { readonly name: string; readonly rights: readonly Right[] }, actor: AuditActor): Promise<Group>;
  /** Refuses with `no-seat-left` rights that not all of its members can have. */
  change(
    id: GroupId,
    change: { readonly name?: string | undefined; readonly rights?: readonly Right[] | undefined },
    actor: AuditActor,
  ): Promise<Group>;
  /** The members lose what they had through it. */
  remove(id: GroupId, actor: AuditActor): Promise<void>;
  /** In the transaction of what makes or changes the account. Nothing happens to members; an unknown group refuses with `not-found`. */
  putInto(transaction: Transaction, id: GroupId, accountId: AccountId, actor: AuditActor): Promise<void>;
  /** By their address; refused by field when there is no such account, or it is a member already. */
  addMember(id: GroupId, email: string, actor: AuditActor): Promise<void>;
  /** Refuses with `conflict` those whom a directory or a provider put there: they would be back at the next sign-in. */
  removeMember(id: GroupId, accountId: AccountId, actor: AuditActor): Promise<void>;
}

const FROM_ELSEWHERE = {
  path: 'member',
  code: 'from-elsewhere',
  message: 'The directory or the sign-in provider put this account into the group. Take it out there.',
};

export const createChangeGroups = ({
  groups,
  accounts,
  giveRights,
  audit,
  unitOfWork,
  clock,
}: {
  readonly groups: GroupStore;
  readonly accounts: Pick<AccountStore, 'findById' | 'findByEmail'>;
  readonly giveRights: Pick<GiveRights, 'recompute'>;
  readonly audit: Audit;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}): ChangeGroups => {
  const find = async (id: GroupId, transaction: Transaction): Promise<Group> => {
    const group = await groups.find(id, transaction);
    if (group === undefined) throw new DomainError('not-found');
    return group;
  };
  const requireFree = async (name: string, transaction: Transaction, self?: GroupId): Promise<void> => {
    const standing = await groups.findByName(name, transaction);
    if (standing !== undefined && standing.id !== self)
      throw invalidField('name', 'taken', 'There is a group of this name already.');
  };
  const note = (
    transaction: Transaction,
    actor: AuditActor,
    action: AuditEntry['action'],
    { id, name }: Group,
    detail: NonNullable<AuditEntry['detail']>,
  ): Promise<void> => audit.write({ actor, action, target: { id, name }, detail }, transaction);

  const putInto: ChangeGroups['putInto'] = async (transaction, id, accountId, actor) => {
    const group = await find(id, transaction);
    const account = await accounts.findById(accountId, transaction);
    const memberships = await groups.membershipsOf(accountId, transaction);
    if (account === undefined || memberships.some(({ groupId }) => groupId === id)) return;
    await groups.join(id, accountId, 'manual', transaction);
    await giveRights.recompute(transaction, [accountId], group.rights);
    await note(transaction, actor, 'group.change', group, { joined: account.email });
  };

  return {
    putInto,
    create: ({ name, rights }, actor) =>
      unitOfWork(async (transaction) => {
        await requireFree(name, transaction);
        const group: Group = { id: newId<GroupId>(), name, rights: inOrder(rights) };
        await groups.insert(group, clock.nowMs(), transaction);
        await note(transaction, actor, 'group.create', group, { rights: group.rights });
        return group;
      }),
    change: (id, { name, rights }, actor) =>
      unitOfWork(async (transaction) => {
        const before = await find(id, transaction);
        if (name !== undefined) await requireFree(name, transaction, id);
        const after: Group = { id, name: name ?? before.name, rights: inOrder(rights ?? before.rights) };
        const given = after.rights.filter((right) => !before.rights.includes(right));
        const taken = before.rights.filter((right) => !after.rights.includes(right));
        if (given.length + taken.length === 0 && after.name === before.name) return before;
        await groups.update(id, after, transaction);
        if (given.length + taken.length > 0)
          await giveRights.recompute(transaction, await groups.memberIds(id, transaction), given);
        await note(transaction, actor, 'group.change', after, {
          ...(groupKey(after.name) !== groupKey(before.name) && { before: before.name }),
          given,
          taken,
        });
        return after;
      }),
    remove: (id, actor) =>
      unitOfWork(async (transaction) => {
        const group = await find(id, transaction);
        const members = await groups.memberIds(id, transaction);
        await groups.remove(id, transaction);
        await giveRights.recompute(transaction, members, []);
        await note(transaction, actor, 'group.delete', group, { members: members.length, taken: group.rights });
      }),
    addMember: (id, email, actor) =>
      unitOfWork(async (transaction) => {
        await find(id, transaction);
        const account = await accounts.findByEmail(email, transaction);
        if (account === undefined) throw invalidField('email', 'unknown', 'No account has this address.');
        const memberships = await groups.membershipsOf(account.id, transaction);
        if (memberships.some(({ groupId }) => groupId === id))
          throw invalidField('email', 'member', 'This account is in the group already.');
        await putInto(transaction, id, account.id, actor);
      }),
    removeMember: (id, accountId, actor) =>
      unitOfWork(async (transaction) => {
        const group = await find(id, transaction);
        const membership = (await groups.membershipsOf(accountId, transaction)).find(({ groupId }) => groupId === id);
        if (membership === undefined) throw new DomainError('not-found');
        if (membership.source !== 'manual') throw new DomainError('conflict', { fields: [FROM_ELSEWHERE] });
        await groups.leave(id, accountId, transaction);
        await giveRights.recompute(transaction, [accountId], []);
        const email = (await accounts.findById(accountId, transaction))?.email ?? '';
        await note(transaction, actor, 'group.change', group, { left: email });
      }),
  };
};
