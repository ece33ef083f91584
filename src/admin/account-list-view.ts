import type { Knex } from 'knex';
import { accountSearchWords } from '../accounts/account-search-key.ts';
import { RIGHT_COLUMNS } from '../accounts/account-store.ts';
import type { AccountId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import { RIGHTS } from '../base/rights.ts';
import type {
  ACCOUNT_SORTS,
  AdminAccountFilter,
  AdminAccountList,
  AdminAccountRow,
} from '../contract/http/admin-account.ts';
import type { Database } from '../platform/database.ts';

export interface AccountListWish {
  readonly filter: AdminAccountFilter;
  readonly sort: (typeof ACCOUNT_SORTS)[number];
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** The accounts as the console lists them, a page at a time, whatever their number. */
export interface AccountListView {
  list(wish: AccountListWish): Promise<AdminAccountList>;
  one(id: AccountId): Promise<AdminAccountRow | undefined>;
}

interface Row extends Record<(typeof RIGHT_COLUMNS)[keyof typeof RIGHT_COLUMNS], number | boolean> {
  id: AccountId;
  email: string;
  name: string;
  password_hash: string;
  language: Language;
  time_zone: string;
  origin: AdminAccountRow['origin'];
  totp_sealed: string;
  created_ms: number | string;
  seen_ms: number | string | null;
  suspended_ms: number | string | null;
}

interface GroupOfAccount {
  account_id: AccountId;
  id: string;
  name: string;
}

const SORT_COLUMNS = { name: 'search_key', email: 'email_key', created: 'created_ms', seen: 'seen_ms' } as const;

const LIKE_SPECIAL = /[\\%_]/g;

const instantOf = (ms: number | string | null): string | null =>
  ms === null ? null : new Date(Number(ms)).toISOString();

const stateOf = ({ suspended_ms, password_hash, origin }: Row): AdminAccountRow['state'] => {
  if (suspended_ms !== null) return 'suspended';
  return password_hash === '' && origin === 'local' ? 'invited' : 'active';
};

const toBody = (row: Row, groups: AdminAccountRow['groups']): AdminAccountRow => ({
  id: row.id,
  email: row.email,
  name: row.name,
  language: row.language,
  timeZone: row.time_zone,
  origin: row.origin,
  state: stateOf(row),
  rights: RIGHTS.filter((right) => Boolean(row[RIGHT_COLUMNS[right]])),
  groups,
  secondFactor: row.totp_sealed !== '',
  createdAt: new Date(Number(row.created_ms)).toISOString(),
  seenAt: instantOf(row.seen_ms),
});

export const createAccountListView = (database: Database): AccountListView => {
  const people = (): Knex.QueryBuilder => database('accounts').where({ is_service: false });

  const narrowed = ({ search = '', right, group, state, origin, neverSignedIn }: AdminAccountFilter) => {
    const query = people();
    for (const word of accountSearchWords(search))
      query.whereRaw("search_key LIKE ? ESCAPE '\\'", [`% ${word.replaceAll(LIKE_SPECIAL, '\\$&')}%`]);
    if (right !== undefined) query.where({ [RIGHT_COLUMNS[right]]: true });
    if (group !== undefined)
      query.whereIn('id', database('account_group_members').where({ group_id: group }).select('account_id'));
    if (origin !== undefined) query.where({ origin });
    if (neverSignedIn === 'true') query.whereNull('seen_ms');
    if (neverSignedIn === 'false') query.whereNotNull('seen_ms');
    if (state === 'suspended') query.whereNotNull('suspended_ms');
    if (state === 'active' || state === 'invited') query.whereNull('suspended_ms');
    if (state === 'invited') query.where({ password_hash: '', origin: 'local' });
    if (state === 'active') query.where((one) => one.whereNot({ password_hash: '' }).orWhereNot({ origin: 'local' }));
    return query;
  };

  const withGroups = async (rows: readonly Row[]): Promise<AdminAccountRow[]> => {
    const joined: GroupOfAccount[] = await database('account_group_members')
      .join('account_groups', 'account_groups.id', 'account_group_members.group_id')
      .whereIn(
        'account_group_members.account_id',
        rows.map(({ id }) => id),
      )
      .orderBy('account_groups.name_key')
      .select('account_group_members.account_id', 'account_groups.id', 'account_groups.name');
    return rows.map((row) =>
      toBody(
        row,
        joined.filter(({ account_id }) => account_id === row.id).map(({ id, name }) => ({ id, name })),
      ),
    );
  };

  return {
    async list({ filter, sort, descending, offset, limit }) {
      const query = narrowed(filter);
      const counted = await query.clone().count({ total: '*' }).first();
      const rows: Row[] = await query
        .orderBy(SORT_COLUMNS[sort], descending ? 'desc' : 'asc')
        .orderBy('id')
        .offset(offset)
        .limit(limit);
      return { accounts: await withGroups(rows), total: Number(counted?.['total'] ?? 0) };
    },
    async one(id) {
      const rows: Row[] = await people().where({ id });
      return (await withGroups(rows))[0];
    },
  };
};
