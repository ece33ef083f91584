import type { AccountId } from '../base/ids.ts';
import { createBreather } from '../platform/breathe.ts';
import type { Document } from './document.ts';
import type { DocumentStore, ListOf, SortedBy } from './document-store.ts';
import type { DocumentPage, DocumentSort, ListOptions } from './documents.ts';

const PAGE = 200;
/** So many names are put in the order of a dictionary; a folder with more is in that of the database, which knows no accents. */
const COLLATED_AT_MOST = 1_000;
const FOUND_AT_MOST = 1_000;
const WALKED_AT_ONCE = 500;

const byName = new Intl.Collator(['fr', 'en'], { numeric: true, sensitivity: 'base' });

const COLUMNS: Record<DocumentSort, SortedBy['column']> = {
  name: 'name',
  changed: 'changed_ms',
  bytes: 'bytes',
  type: 'type',
};

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const compare: Record<DocumentSort, (one: Document, other: Document) => number> = {
  name: () => 0,
  changed: (one, other) => one.changedMs - other.changedMs,
  bytes: (one, other) => one.bytes - other.bytes,
  type: (one, other) => (one.type < other.type ? -1 : Number(one.type > other.type)),
};

/** Folders first, whatever the order; equals by name. */
const sorted = (documents: Document[], { sort = 'name', order = 'ascending' }: ListOptions): Document[] => {
  const turn = order === 'descending' ? -1 : 1;
  return documents.sort(
    (one, other) =>
      Number(one.kind === 'file') - Number(other.kind === 'file') ||
      turn * compare[sort](one, other) ||
      (sort === 'name' ? turn : 1) * byName.compare(one.name, other.name) ||
      (one.id < other.id ? -1 : 1),
  );
};

export const createListDocuments = ({ store }: { readonly store: DocumentStore }) => {
  const pageOf = async (list: ListOf, options: ListOptions): Promise<DocumentPage> => {
    const { sort, order, offset = 0, limit = PAGE } = options;
    const total = await store.count(list);
    // Without a wish, what went into the bin last is first.
    const newest = list.in === 'bin' && sort === undefined;
    if (total <= COLLATED_AT_MOST && !newest) {
      const all = await store.list(list, { column: 'name', direction: 'asc' }, 0, COLLATED_AT_MOST);
      return { documents: sorted(all, options).slice(offset, offset + limit), total };
    }
    const column = newest ? 'deleted_ms' : COLUMNS[sort ?? 'name'];
    const direction = newest !== (order === 'descending') ? 'desc' : 'asc';
    return { documents: await store.list(list, { column, direction }, offset, limit), total };
  };

  return {
    list: (accountId: AccountId, parentId: string, options: ListOptions = {}): Promise<DocumentPage> =>
      pageOf({ accountId, in: { parentId } }, options),

    listBin: (accountId: AccountId, options: ListOptions = {}): Promise<DocumentPage> =>
      pageOf({ accountId, in: 'bin' }, options),

    async search(accountId: AccountId, text: string, options: ListOptions = {}): Promise<DocumentPage> {
      const words = folded(text)
        .split(/\s+/)
        .filter((word) => word !== '');
      if (words.length === 0) return { documents: [], total: 0 };
      const breathe = createBreather();
      const ids: string[] = [];
      for (let after = ''; ids.length < FOUND_AT_MOST; ) {
        const rows = await store.namesAfter(accountId, after, WALKED_AT_ONCE);
        for (const { id, name } of rows) {
          const hay = folded(name);
          if (words.every((word) => hay.includes(word))) ids.push(id);
        }
        await breathe();
        const last = rows.at(-1);
        if (!last || rows.length < WALKED_AT_ONCE) break;
        after = last.id;
      }
      const found = sorted(await store.byIds(ids.slice(0, FOUND_AT_MOST)), options);
      const { offset = 0, limit = PAGE } = options;
      return { documents: found.slice(offset, offset + limit), total: found.length };
    },
  };
};
