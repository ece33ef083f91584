import type { AccountId } from '../base/ids.ts';
import { createBreather } from '../platform/breathe.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { BlobId, Document, DocumentId, DocumentOrigin } from './document.ts';

export interface DocumentRow {
  id: DocumentId;
  account_id: AccountId;
  parent_id: DocumentId | '';
  kind: 'folder' | 'file';
  name: string;
  type: string;
  bytes: number | string;
  blob_id: BlobId | null;
  revision: string;
  origin: DocumentOrigin;
  session_id: string;
  created_ms: number | string;
  changed_ms: number | string;
  deleted_ms: number | string | null;
  deleted_with: string;
}

export interface ListOf {
  readonly accountId: AccountId;
  /** A folder, or the bin. */
  readonly in: { readonly parentId: string } | 'bin';
}
export interface SortedBy {
  readonly column: 'name' | 'changed_ms' | 'bytes' | 'type' | 'deleted_ms';
  readonly direction: 'asc' | 'desc';
}

/** Which columns of a document may change. */
export type DocumentEdit = Partial<
  Pick<Document, 'parentId' | 'name' | 'type' | 'bytes' | 'blobId' | 'revision' | 'changedMs'>
>;

export interface DocumentStore {
  insert(transaction: Transaction, document: Document): Promise<void>;
  update(transaction: Transaction, id: DocumentId, edit: DocumentEdit): Promise<void>;
  find(id: string, connection?: Connection): Promise<Document | undefined>;
  /** Not in the bin. */
  findByName(
    accountId: AccountId,
    parentId: string,
    name: string,
    connection?: Connection,
  ): Promise<Document | undefined>;
  findMarked(
    accountId: AccountId,
    mark: { readonly origin: DocumentOrigin; readonly sessionId: string },
    connection?: Connection,
  ): Promise<Document | undefined>;
  /** Names that begin with `prefix` and are taken in the folder. */
  namesLike(accountId: AccountId, parentId: string, prefix: string, connection?: Connection): Promise<Set<string>>;
  count(list: ListOf): Promise<number>;
  list(list: ListOf, sorted: SortedBy, offset: number, limit: number): Promise<Document[]>;
  /** Living ones in the order of their ids, for a walk over all. */
  namesAfter(accountId: AccountId, id: string, limit: number): Promise<{ id: DocumentId; name: string }[]>;
  byIds(ids: readonly string[], connection?: Connection): Promise<Document[]>;
  /** From the top down to the document itself, whatever is in the bin included. */
  pathOf(id: string, connection?: Connection): Promise<Document[]>;
  /** The document and what is below it, living parts alone, each folder before what is in it. */
  subtree(id: DocumentId, connection?: Connection): Promise<Document[]>;
  markDeleted(transaction: Transaction, ids: readonly DocumentId[], root: DocumentId, nowMs: number): Promise<void>;
  unmarkDeleted(transaction: Transaction, ids: readonly DocumentId[]): Promise<void>;
  /** What was put into the bin by itself. */
  findInBin(accountId: AccountId, id: string, connection?: Connection): Promise<Document | undefined>;
  /** It and all that went into the bin with it. */
  deletedWith(root: DocumentId, connection?: Connection): Promise<Document[]>;
  /** Removes the rows. Answers the bytes that nothing names any more; their files may go once this is committed. */
  removeRows(transaction: Transaction, ids: readonly DocumentId[]): Promise<BlobId[]>;
  binnedBefore(ms: number, limit: number): Promise<Document[]>;
  bin(accountId: AccountId): Promise<Document[]>;
  bytesOf(accountId: AccountId, connection?: Connection): Promise<number>;
  /** Files and folders, those in the bin included. */
  countOf(accountId: AccountId, connection?: Connection): Promise<number>;
}

export const fromRow = (row: DocumentRow): Document => ({
  id: row.id,
  accountId: row.account_id,
  parentId: row.parent_id,
  kind: row.kind,
  name: row.name,
  type: row.type,
  bytes: Number(row.bytes),
  blobId: row.blob_id ?? undefined,
  revision: row.revision,
  origin: row.origin,
  sessionId: row.session_id,
  createdMs: Number(row.created_ms),
  changedMs: Number(row.changed_ms),
  deletedMs: row.deleted_ms === null ? undefined : Number(row.deleted_ms),
});

const columnsOf = (edit: DocumentEdit): Partial<DocumentRow> => ({
  ...(edit.parentId !== undefined && { parent_id: edit.parentId }),
  ...(edit.name !== undefined && { name: edit.name }),
  ...(edit.type !== undefined && { type: edit.type }),
  ...(edit.bytes !== undefined && { bytes: edit.bytes }),
  ...(edit.blobId !== undefined && { blob_id: edit.blobId }),
  ...(edit.revision !== undefined && { revision: edit.revision }),
  ...(edit.changedMs !== undefined && { changed_ms: edit.changedMs }),
});

/** SQLite takes a limited number of values in one statement. */
const VALUES_PER_QUERY = 500;
/** More than the deepest tree: a loop that should not be there ends here. */
const DEEPEST = 200;

const chunks = <T>(list: readonly T[]): T[][] => {
  const parts: T[][] = [];
  for (let start = 0; start < list.length; start += VALUES_PER_QUERY)
    parts.push(list.slice(start, start + VALUES_PER_QUERY));
  return parts;
};

/** Some at a time, everything else getting its turn between: a folder may hold very many. */
const inTurns = async <T>(list: readonly T[], work: (part: T[]) => PromiseLike<unknown>): Promise<void> => {
  const breathe = createBreather();
  for (const part of chunks(list)) {
    await work(part);
    await breathe();
  }
};

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

export const createDocumentStore = (database: Database): DocumentStore => {
  const documents = (connection: Connection) => connection<DocumentRow>('documents');
  const listed = ({ accountId, in: place }: ListOf) =>
    place === 'bin'
      ? documents(database).where({ account_id: accountId, deleted_with: '' }).whereNotNull('deleted_ms')
      : documents(database)
          .where({ account_id: accountId, parent_id: place.parentId as DocumentId })
          .whereNull('deleted_ms');

  const byIds: DocumentStore['byIds'] = async (ids, connection = database) => {
    const found: Document[] = [];
    await inTurns(ids, async (part) => {
      const rows = await documents(connection).whereIn('id', part as DocumentId[]);
      found.push(...rows.map(fromRow));
    });
    return found;
  };

  return {
    async insert(transaction, document) {
      await documents(transaction).insert({
        id: document.id,
        account_id: document.accountId,
        parent_id: document.parentId,
        kind: document.kind,
        name: document.name,
        type: document.type,
        bytes: document.bytes,
        blob_id: document.blobId ?? null,
        revision: document.revision,
        origin: document.origin,
        session_id: document.sessionId,
        created_ms: document.createdMs,
        changed_ms: document.changedMs,
        deleted_ms: null,
      });
    },
    async update(transaction, id, edit) {
      await documents(transaction).where({ id }).update(columnsOf(edit));
    },
    async find(id, connection = database) {
      const row = await documents(connection)
        .where({ id: id as DocumentId })
        .first();
      return row && fromRow(row);
    },
    async findByName(accountId, parentId, name, connection = database) {
      const row = await documents(connection)
        .where({ account_id: accountId, parent_id: parentId as DocumentId, name })
        .whereNull('deleted_ms')
        .first();
      return row && fromRow(row);
    },
    async findMarked(accountId, { origin, sessionId }, connection = database) {
      const row = await documents(connection)
        .where({ session_id: sessionId, origin, kind: 'folder', account_id: accountId })
        .whereNull('deleted_ms')
        .orderBy('created_ms')
        .first();
      return row && fromRow(row);
    },
    async namesLike(accountId, parentId, prefix, connection = database) {
      const rows = await documents(connection)
        .where({ account_id: accountId, parent_id: parentId as DocumentId })
        .whereNull('deleted_ms')
        .whereRaw("name LIKE ? ESCAPE '\\'", [`${escapeLike(prefix)}%`])
        .select('name');
      return new Set(rows.map(({ name }) => name));
    },
    async count(list) {
      const row = await listed(list).count({ total: '*' }).first();
      return Number(row?.['total'] ?? 0);
    },
    async list(list, { column, direction }, offset, limit) {
      // Whole rows would be carried through the sorting of a large folder.
      const ids = await listed(list)
        .orderByRaw("CASE kind WHEN 'folder' THEN 0 ELSE 1 END")
        .orderByRaw(`${column === 'name' ? 'lower(name)' : column} ${direction === 'desc' ? 'DESC' : 'ASC'}`)
        .orderBy('id')
        .offset(offset)
        .limit(limit)
        .select('id');
      const rows = new Map((await byIds(ids.map(({ id }) => id))).map((document) => [document.id, document]));
      return ids.flatMap(({ id }) => rows.get(id) ?? []);
    },
    async namesAfter(accountId, id, limit) {
      return documents(database)
        .where({ account_id: accountId })
        .whereNull('deleted_ms')
        .where('id', '>', id)
        .orderBy('id')
        .limit(limit)
        .select('id', 'name');
    },
    byIds,
    async pathOf(id, connection = database) {
      const path: Document[] = [];
      let next: string = id;
      while (next !== '' && path.length < DEEPEST) {
        const row: DocumentRow | undefined = await documents(connection)
          .where({ id: next as DocumentId })
          .first();
        if (!row) break;
        path.unshift(fromRow(row));
        next = row.parent_id;
      }
      return path;
    },
    async subtree(id, connection = database) {
      const [top] = await documents(connection).where({ id }).whereNull('deleted_ms');
      if (!top) return [];
      const found = [fromRow(top)];
      let level = top.kind === 'folder' ? [top.id] : [];
      for (let depth = 0; level.length > 0 && depth < DEEPEST; depth += 1) {
        const below: DocumentId[] = [];
        for (const part of chunks(level)) {
          const rows = await documents(connection)
            .where({ account_id: top.account_id })
            .whereIn('parent_id', part)
            .whereNull('deleted_ms')
            .select('id');
          for (const row of rows) below.push(row.id);
        }
        const members = await byIds(below, connection);
        for (const member of members) found.push(member);
        level = members.filter(({ kind }) => kind === 'folder').map((folder) => folder.id);
      }
      return found;
    },
    async markDeleted(transaction, ids, root, nowMs) {
      await inTurns(ids, (part) =>
        documents(transaction).whereIn('id', part).update({ deleted_ms: nowMs, deleted_with: root }),
      );
      await documents(transaction).where({ id: root }).update({ deleted_with: '' });
    },
    async unmarkDeleted(transaction, ids) {
      await inTurns(ids, (part) =>
        documents(transaction).whereIn('id', part).update({ deleted_ms: null, deleted_with: '' }),
      );
    },
    async findInBin(accountId, id, connection = database) {
      const row = await documents(connection)
        .where({ account_id: accountId, id: id as DocumentId, deleted_with: '' })
        .whereNotNull('deleted_ms')
        .first();
      return row && fromRow(row);
    },
    async deletedWith(root, connection = database) {
      const own = await documents(connection).where({ id: root }).first();
      if (!own) return [];
      const rows = await documents(connection)
        .where({ account_id: own.account_id, deleted_with: root })
        .whereNotNull('deleted_ms')
        .select('id');
      return [
        fromRow(own),
        ...(await byIds(
          rows.map(({ id }) => id),
          connection,
        )),
      ];
    },
    async removeRows(transaction, ids) {
      const blobs = new Set<BlobId>();
      await inTurns(ids, async (part) => {
        const rows = await documents(transaction).whereIn('id', part).whereNotNull('blob_id').select('blob_id');
        for (const { blob_id: blob } of rows) if (blob !== null) blobs.add(blob);
        await documents(transaction).whereIn('id', part).delete();
      });
      return [...blobs];
    },
    async binnedBefore(ms, limit) {
      const rows = await documents(database)
        .where({ deleted_with: '' })
        .where('deleted_ms', '<', ms)
        .orderBy('deleted_ms')
        .limit(limit);
      return rows.map(fromRow);
    },
    async bin(accountId) {
      const rows = await documents(database)
        .where({ account_id: accountId, deleted_with: '' })
        .whereNotNull('deleted_ms');
      return rows.map(fromRow);
    },
    async bytesOf(accountId, connection = database) {
      const row = await documents(connection).where({ account_id: accountId }).sum({ total: 'bytes' }).first();
      return Number(row?.['total'] ?? 0);
    },
    async countOf(accountId, connection = database) {
      const row = await documents(connection).where({ account_id: accountId }).count({ total: '*' }).first();
      return Number(row?.['total'] ?? 0);
    },
  };
};
