import type { Knex } from 'knex';
import type { AccountId } from '../base/ids.ts';
import type { Right } from '../base/rights.ts';
import type { Database } from '../platform/database.ts';
import { accountSearchWords } from './account-search-key.ts';
import { RIGHT_COLUMNS } from './account-store.ts';
import type { GroupId, Member, MembershipSource } from './group.ts';
import { readRights } from './right-store.ts';

export interface Person {
  readonly accountId: AccountId;
  readonly email: string;
  readonly name: string;
}

/** Somebody who takes a seat. */
export interface Holder extends Person {
  readonly own: boolean;
  /** Names of the groups that give the right. */
  readonly groups: readonly string[];
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

interface PageWish {
  /** Beginnings of words of name and address; '' finds all. */
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

/** Who is in a group and who holds a right, by name, a page at a time. */
export interface PeopleView {
  members(groupId: GroupId, wish: PageWish): Promise<Page<Member>>;
  /** Accounts that are not in the group, to be put there. */
  outside(groupId: GroupId, search: string, limit: number): Promise<Person[]>;
  /** Those who are suspended hold nothing. */
  holders(right: Right, wish: PageWish): Promise<Page<Holder>>;
}

interface PersonRow {
  id: AccountId;
  email: string;
  name: string;
  own_rights: string | null;
  suspended_ms: number | null;
}

const LIKE_SPECIAL = /[\\%_]/g;

const toPerson = ({ id, email, name }: PersonRow): Person => ({ accountId: id, email, name });

export const createPeopleView = (database: Database): PeopleView => {
  const people = (search: string): Knex.QueryBuilder => {
    const query = database('accounts').where({ is_service: false });
    for (const word of accountSearchWords(search))
      query.whereRaw("search_key LIKE ? ESCAPE '\\'", [`% ${word.replaceAll(LIKE_SPECIAL, '\\$&')}%`]);
    return query;
  };
  const page = async <Row>(query: Knex.QueryBuilder, { offset, limit }: PageWish): Promise<Page<Row>> => {
    const row = await query.clone().count({ total: '*' }).first();
    const rows: Row[] = await query.orderBy('search_key').orderBy('accounts.id').offset(offset).limit(limit);
    return { rows, total: Number(row?.['total'] ?? 0) };
  };

  /** By account: the names of its groups that give the right. */
  const groupsGiving = async (right: Right, accountIds: readonly AccountId[]): Promise<Map<AccountId, string[]>> => {
    const rows: Array<{ account_id: AccountId; name: string; rights: string }> = await database('account_group_members')
      .join('account_groups', 'account_groups.id', 'account_group_members.group_id')
      .whereIn('account_id', [...accountIds])
      .orderBy('name_key')
      .select('account_id', 'account_groups.name', 'account_groups.rights');
    const found = new Map<AccountId, string[]>();
    for (const { account_id, name, rights } of rows)
      if (readRights(rights).includes(right)) found.set(account_id, [...(found.get(account_id) ?? []), name]);
    return found;
  };

  return {
    async members(groupId, wish) {
      const query = people(wish.search)
        .join('account_group_members', 'account_group_members.account_id', 'accounts.id')
        .where({ group_id: groupId })
        .select('accounts.id', 'email', 'accounts.name', 'suspended_ms', 'source');
      const { rows, total } = await page<PersonRow & { source: MembershipSource }>(query, wish);
      return {
        rows: rows.map((row) => ({ ...toPerson(row), suspended: row.suspended_ms !== null, source: row.source })),
        total,
      };
    },
    async outside(groupId, search, limit) {
      const members = database('account_group_members').where({ group_id: groupId }).select('account_id');
      const rows: PersonRow[] = await people(search).whereNotIn('id', members).orderBy('search_key').limit(limit);
      return rows.map(toPerson);
    },
    async holders(right, wish) {
      const query = people(wish.search)
        .whereNull('suspended_ms')
        .where({ [RIGHT_COLUMNS[right]]: true })
        .select('id', 'email', 'name', 'own_rights');
      const { rows, total } = await page<PersonRow>(query, wish);
      const given = await groupsGiving(
        right,
        rows.map(({ id }) => id),
      );
      return {
        rows: rows.map((row) => ({
          ...toPerson(row),
          own: row.own_rights === null || readRights(row.own_rights).includes(right),
          groups: given.get(row.id) ?? [],
        })),
        total,
      };
    },
  };
};
