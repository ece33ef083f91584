import { csvCell } from '../base/csv-cell.ts';
import type { AdminAccountFilter, AdminAccountRow } from '../contract/http/admin-account.ts';
import type { AccountListView } from './account-list-view.ts';

/** The list of accounts as a CSV file that can be imported again: UTF-8 with its mark, cells of which none is a formula. */
export type ExportAccounts = (filter: AdminAccountFilter) => AsyncIterable<string>;

const PAGE = 500;
const COLUMNS = ['email', 'name', 'language', 'timeZone', 'rights', 'groups', 'state', 'origin', 'created', 'lastSeen'];

const rowOf = (row: AdminAccountRow): string[] => [
  row.email,
  row.name,
  row.language,
  row.timeZone,
  row.rights.join(', '),
  row.groups.map(({ name }) => name).join(', '),
  row.state,
  row.origin,
  row.createdAt,
  row.seenAt ?? '',
];

const line = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

export const createExportAccounts = ({ list }: { readonly list: AccountListView }): ExportAccounts =>
  async function* (filter) {
    yield `\ufeff${line(COLUMNS)}`;
    for (let offset = 0; ; offset += PAGE) {
      const { accounts } = await list.list({ filter, sort: 'email', descending: false, offset, limit: PAGE });
      if (accounts.length === 0) return;
      yield accounts.map((account) => line(rowOf(account))).join('');
      if (accounts.length < PAGE) return;
    }
  };
