import { createBreather } from '../platform/breathe.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { StoredBlob } from './blobs.ts';
import type { BlobId } from './document.ts';

interface BlobRow {
  id: BlobId;
  bytes: number | string;
  sha256: string;
  type: string;
  created_ms: number | string;
}

export interface BlobStore {
  insert(blob: StoredBlob, createdMs: number): Promise<void>;
  find(id: BlobId, connection?: Connection): Promise<StoredBlob | undefined>;
  /** Those of `ids` that have a row. */
  known(ids: readonly string[]): Promise<Set<string>>;
  /** Removes the rows of those that nothing names. Answers which: their files may go once this is committed. */
  removeUnnamed(transaction: Transaction, ids: readonly BlobId[]): Promise<BlobId[]>;
  /** Older than `beforeMs`, and named by nothing. */
  unnamed(beforeMs: number, limit: number): Promise<BlobId[]>;
}

const VALUES_PER_QUERY = 500;
const UNNAMED = 'NOT EXISTS (SELECT 1 FROM documents WHERE documents.blob_id = blobs.id)';

const fromRow = (row: BlobRow): StoredBlob => ({
  id: row.id,
  bytes: Number(row.bytes),
  sha256: row.sha256,
  type: row.type,
});

export const createBlobStore = (database: Database): BlobStore => {
  const blobs = (connection: Connection) => connection<BlobRow>('blobs');
  return {
    async insert({ id, bytes, sha256, type }, createdMs) {
      await blobs(database).insert({ id, bytes, sha256, type, created_ms: createdMs });
    },
    async find(id, connection = database) {
      const row = await blobs(connection).where({ id }).first();
      return row && fromRow(row);
    },
    async known(ids) {
      const found = new Set<string>();
      for (let start = 0; start < ids.length; start += VALUES_PER_QUERY) {
        const rows = await blobs(database)
          .whereIn('id', ids.slice(start, start + VALUES_PER_QUERY) as BlobId[])
          .select('id');
        for (const { id } of rows) found.add(id);
      }
      return found;
    },
    async removeUnnamed(transaction, ids) {
      const removed: BlobId[] = [];
      const breathe = createBreather();
      for (const id of ids) {
        const count = await blobs(transaction).where({ id }).whereRaw(UNNAMED).delete();
        if (count > 0) removed.push(id);
        await breathe();
      }
      return removed;
    },
    async unnamed(beforeMs, limit) {
      // Nearly all are named: looked at in one go they would hold up everything else.
      const breathe = createBreather();
      const found: BlobId[] = [];
      for (let after = '' as BlobId; found.length < limit; ) {
        const page = await blobs(database).where('id', '>', after).orderBy('id').limit(VALUES_PER_QUERY).select('id');
        const last = page.at(-1)?.id;
        if (last === undefined) break;
        const rows = await blobs(database)
          .where('id', '>', after)
          .where('id', '<=', last)
          .where('created_ms', '<', beforeMs)
          .whereRaw(UNNAMED)
          .select('id');
        found.push(...rows.map(({ id }) => id));
        after = last;
        await breathe();
      }
      return found.slice(0, limit);
    },
  };
};
