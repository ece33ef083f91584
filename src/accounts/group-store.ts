import type { AccountId } from '../base/ids.ts';
import type { Right } from '../base/rights.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import { type CountedGroup, type Group, type GroupId, groupKey, type MembershipSource } from './group.ts';
import { readRights } from './right-store.ts';

interface GroupRow {
  id: GroupId;
  name: string;
  name_key: string;
  rights: string;
  created_ms: number;
}

interface MembershipRow {
  group_id: GroupId;
  account_id: AccountId;
  source: MembershipSource;
}

export interface Membership {
  readonly groupId: GroupId;
  readonly source: MembershipSource;
}

export interface GroupStore {
  /** By name. */
  list(offset: number, limit: number, connection?: Connection): Promise<CountedGroup[]>;
  count(connection?: Connection): Promise<number>;
  find(id: GroupId, connection?: Connection): Promise<Group | undefined>;
  findByName(name: string, connection?: Connection): Promise<Group | undefined>;
  /** Those of `names` that there are. */
  findByNames(names: readonly string[], connection?: Connection): Promise<Group[]>;
  insert(group: Group, createdMs: number, transaction: Transaction): Promise<void>;
  update(id: GroupId, change: { name?: string; rights?: readonly Right[] }, transaction: Transaction): Promise<void>;
  remove(id: GroupId, transaction: Transaction): Promise<void>;
  memberIds(id: GroupId, connection?: Connection): Promise<AccountId[]>;
  membershipsOf(accountId: AccountId, connection?: Connection): Promise<Membership[]>;
  /** By name: the groups of an account. */
  groupsOf(accountId: AccountId, connection?: Connection): Promise<Group[]>;
  /** Somebody who is in already stays so, by whom they were put there. */
  join(groupId: GroupId, accountId: AccountId, source: MembershipSource, transaction: Transaction): Promise<void>;
  leave(groupId: GroupId, accountId: AccountId, transaction: Transaction): Promise<void>;
}

const fromRow = ({ id, name, rights }: GroupRow): Group => ({ id, name, rights: readRights(rights) });

/** SQLite takes a limited number of values in one statement, and a directory may name a person's hundreds of groups. */
const VALUES_PER_QUERY = 500;

export const createGroupStore = (database: Database): GroupStore => {
  const groups = (connection: Connection) => connection<GroupRow>('account_groups');
  const members = (connection: Connection) => connection<MembershipRow>('account_group_members');
  return {
    async list(offset, limit, connection = database) {
      const counted = members(connection).where('group_id', connection.ref('account_groups.id')).count('*');
      const rows: Array<GroupRow & { members: number }> = await groups(connection)
        .orderBy('name_key')
        .offset(offset)
        .limit(limit)
        .select('account_groups.*', counted.as('members'));
      return rows.map((row) => ({ ...fromRow(row), members: Number(row.members) }));
    },
    async count(connection = database) {
      const row = await groups(connection).count({ total: '*' }).first();
      return Number(row?.['total'] ?? 0);
    },
    async find(id, connection = database) {
      const row = await groups(connection).where({ id }).first();
      return row && fromRow(row);
    },
    async findByName(name, connection = database) {
      const row = await groups(connection)
        .where({ name_key: groupKey(name) })
        .first();
      return row && fromRow(row);
    },
    async findByNames(names, connection = database) {
      const keys = [...new Set(names.map(groupKey))];
      const found: Group[] = [];
      for (let start = 0; start < keys.length; start += VALUES_PER_QUERY) {
        const rows = await groups(connection).whereIn('name_key', keys.slice(start, start + VALUES_PER_QUERY));
        found.push(...rows.map(fromRow));
      }
      return found;
    },
    async insert({ id, name, rights }, createdMs, transaction) {
      await groups(transaction).insert({
        id,
        name,
        name_key: groupKey(name),
        rights: JSON.stringify(rights),
        created_ms: createdMs,
      });
    },
    async update(id, { name, rights }, transaction) {
      const row = {
        ...(name !== undefined && { name, name_key: groupKey(name) }),
        ...(rights !== undefined && { rights: JSON.stringify(rights) }),
      };
      if (Object.keys(row).length > 0) await groups(transaction).where({ id }).update(row);
    },
    async remove(id, transaction) {
      await groups(transaction).where({ id }).delete();
    },
    async memberIds(id, connection = database) {
      return members(connection).where({ group_id: id }).orderBy('account_id').pluck('account_id');
    },
    async membershipsOf(accountId, connection = database) {
      const rows = await members(connection).where({ account_id: accountId });
      return rows.map(({ group_id, source }) => ({ groupId: group_id, source }));
    },
    async groupsOf(accountId, connection = database) {
      const rows: GroupRow[] = await groups(connection)
        .whereIn('id', members(connection).where({ account_id: accountId }).select('group_id'))
        .orderBy('name_key');
      return rows.map(fromRow);
    },
    async join(groupId, accountId, source, transaction) {
      await members(transaction)
        .insert({ group_id: groupId, account_id: accountId, source })
        .onConflict(['group_id', 'account_id'])
        .ignore();
    },
    async leave(groupId, accountId, transaction) {
      await members(transaction).where({ group_id: groupId, account_id: accountId }).delete();
    },
  };
};
