import type { AccountId } from '../base/ids.ts';
import { inOrder, LICENSED_RIGHTS, RIGHTS, type Right } from '../base/rights.ts';
import type { Connection, Database } from '../platform/database.ts';
import { RIGHT_COLUMNS } from './account-store.ts';

/** What one account may, and whence. */
export interface Holding {
  readonly accountId: AccountId;
  readonly email: string;
  readonly suspended: boolean;
  /** The server's own account: it holds no seat. */
  readonly service: boolean;
  /** Given to the account itself; undefined while nobody gave or took anything: what it has in effect. */
  readonly own?: readonly Right[];
  readonly ofGroups: readonly Right[];
  readonly effective: readonly Right[];
}

export interface RightStore {
  /** Of the accounts among `accountIds` that there are, in the order they were asked for. */
  holdings(accountIds: readonly AccountId[], connection?: Connection): Promise<Holding[]>;
  setOwn(accountIds: readonly AccountId[], own: readonly Right[], connection: Connection): Promise<void>;
  setEffective(accountIds: readonly AccountId[], rights: readonly Right[], connection: Connection): Promise<void>;
  /** Those of some accounts that have a right now; who is suspended has none. */
  among(right: Right, accountIds: readonly AccountId[]): Promise<ReadonlySet<AccountId>>;
  /** How many people hold each right: those who are suspended hold none, nor does the server itself. */
  holders(connection?: Connection): Promise<Readonly<Record<Right, number>>>;
}

interface HoldingRow extends Record<(typeof RIGHT_COLUMNS)[Right], number | boolean> {
  id: AccountId;
  email: string;
  suspended_ms: number | null;
  is_service: number | boolean;
  own_rights: string | null;
}

interface GroupRightsRow {
  account_id: AccountId;
  rights: string;
}

/** SQLite takes a limited number of values in one statement. */
const VALUES_PER_QUERY = 500;

const inParts = function* <T>(values: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < values.length; start += VALUES_PER_QUERY)
    yield values.slice(start, start + VALUES_PER_QUERY);
};

/** Of a stored list; a right that this version does not know is none. */
export const readRights = (json: string): Right[] => {
  const listed: unknown = JSON.parse(json);
  return Array.isArray(listed) ? RIGHTS.filter((right) => listed.includes(right)) : [];
};

export const createRightStore = (database: Database): RightStore => {
  const accounts = (connection: Connection) => connection<HoldingRow>('accounts');

  const rightsOfGroups = async (
    accountIds: readonly AccountId[],
    connection: Connection,
  ): Promise<Map<AccountId, Right[]>> => {
    const rows: GroupRightsRow[] = await connection('account_group_members')
      .join('account_groups', 'account_groups.id', 'account_group_members.group_id')
      .whereIn('account_group_members.account_id', [...accountIds])
      .select('account_group_members.account_id', 'account_groups.rights');
    const found = new Map<AccountId, Right[]>();
    for (const { account_id, rights } of rows)
      found.set(account_id, [...(found.get(account_id) ?? []), ...readRights(rights)]);
    return found;
  };

  return {
    async holdings(accountIds, connection = database) {
      const found: Holding[] = [];
      for (const part of inParts(accountIds)) {
        const rows = new Map((await accounts(connection).whereIn('id', [...part])).map((row) => [row.id, row]));
        const ofGroups = await rightsOfGroups(part, connection);
        for (const id of part) {
          const row = rows.get(id);
          if (row === undefined) continue;
          found.push({
            accountId: row.id,
            email: row.email,
            suspended: row.suspended_ms !== null,
            service: Boolean(row.is_service),
            ...(row.own_rights !== null && { own: readRights(row.own_rights) }),
            ofGroups: inOrder(ofGroups.get(id) ?? []),
            effective: RIGHTS.filter((right) => Boolean(row[RIGHT_COLUMNS[right]])),
          });
        }
      }
      return found;
    },
    async setOwn(accountIds, own, connection) {
      for (const part of inParts(accountIds))
        await accounts(connection)
          .whereIn('id', [...part])
          .update({ own_rights: JSON.stringify(inOrder(own)) });
    },
    async setEffective(accountIds, rights, connection) {
      const columns = Object.fromEntries(RIGHTS.map((right) => [RIGHT_COLUMNS[right], rights.includes(right)]));
      for (const part of inParts(accountIds))
        await accounts(connection)
          .whereIn('id', [...part])
          .update(columns);
    },
    async among(right, accountIds) {
      const found = new Set<AccountId>();
      for (const part of inParts([...new Set(accountIds)])) {
        const rows = await accounts(database)
          .whereIn('id', [...part])
          .where({ [RIGHT_COLUMNS[right]]: true })
          .whereNull('suspended_ms')
          .select('id');
        for (const { id } of rows) found.add(id);
      }
      return found;
    },
    async holders(connection = database) {
      const sums = [...LICENSED_RIGHTS, 'admin' as const].map((right) =>
        connection.raw('sum(??) as ??', [RIGHT_COLUMNS[right], RIGHT_COLUMNS[right]]),
      );
      const row: Record<string, number | null> | undefined = await connection('accounts')
        .where({ is_service: false })
        .whereNull('suspended_ms')
        .first(sums);
      const count = (right: Right): number => Number(row?.[RIGHT_COLUMNS[right]] ?? 0);
      return Object.fromEntries(RIGHTS.map((right) => [right, count(right)])) as Record<Right, number>;
    },
  };
};
