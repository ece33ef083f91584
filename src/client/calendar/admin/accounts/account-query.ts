import type { Right } from '../../../../base/rights.ts';
import type { ACCOUNT_ORIGINS, ACCOUNT_SORTS, ACCOUNT_STATES } from '../../../../contract/http/admin-account.ts';

export type AccountSort = (typeof ACCOUNT_SORTS)[number];
export type AccountState = (typeof ACCOUNT_STATES)[number];
export type AccountOrigin = (typeof ACCOUNT_ORIGINS)[number];

/** What the list shows; an empty part narrows nothing down. */
export interface AccountFilter {
  readonly search: string;
  readonly state: AccountState | '';
  readonly right: Right | '';
  readonly group: string;
  readonly origin: AccountOrigin | '';
  readonly never: boolean;
}

export interface AccountOrder {
  readonly sort: AccountSort;
  readonly descending: boolean;
}

export const ALL_ACCOUNTS: AccountFilter = { search: '', state: '', right: '', group: '', origin: '', never: false };

/** `accountOrigin` and the like of the contract, which brings its schemas along. */
export const STATES: readonly AccountState[] = ['active', 'invited', 'suspended'];
export const ORIGINS: readonly AccountOrigin[] = ['local', 'oidc', 'ldap'];

export const isNarrowed = (filter: AccountFilter): boolean => filterQuery(filter).size > 0;

/** As the API takes it. */
export const filterQuery = ({ search, state, right, group, origin, never }: AccountFilter): URLSearchParams =>
  new URLSearchParams({
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(state === '' ? {} : { state }),
    ...(right === '' ? {} : { right }),
    ...(group === '' ? {} : { group }),
    ...(origin === '' ? {} : { origin }),
    ...(never ? { neverSignedIn: 'true' } : {}),
  });

export const PAGE_SIZE = 50;

export const listQuery = (filter: AccountFilter, { sort, descending }: AccountOrder, page: number): string => {
  const query = filterQuery(filter);
  query.set('sort', sort);
  if (descending) query.set('descending', 'true');
  query.set('limit', String(PAGE_SIZE));
  if (page > 0) query.set('offset', String(page * PAGE_SIZE));
  return query.toString();
};
