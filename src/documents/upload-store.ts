import type { AccountId, Brand } from '../base/ids.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { DocumentId } from './document.ts';
import type { OnConflict } from './documents.ts';

export type UploadId = Brand<string, 'UploadId'>;

/** A file that is being sent. Its bytes are beside the documents until they are whole. */
export interface Upload {
  readonly id: UploadId;
  readonly accountId: AccountId;
  readonly parentId: string;
  readonly name: string;
  /** As announced; counts to the quota at once. */
  readonly bytes: number;
  readonly onConflict: OnConflict;
  /** What became of it. */
  readonly documentId: DocumentId | undefined;
  readonly createdMs: number;
  readonly expiresMs: number;
}

interface UploadRow {
  id: UploadId;
  account_id: AccountId;
  parent_id: string;
  name: string;
  bytes: number | string;
  on_conflict: OnConflict;
  document_id: DocumentId | null;
  created_ms: number | string;
  expires_ms: number | string;
}

export interface UploadStore {
  insert(transaction: Transaction, upload: Upload): Promise<void>;
  find(id: string, connection?: Connection): Promise<Upload | undefined>;
  setDocument(transaction: Transaction, id: UploadId, documentId: DocumentId): Promise<void>;
  remove(id: string): Promise<void>;
  /** What the uploads under way of an account have announced together. */
  bytesOf(accountId: AccountId, connection?: Connection): Promise<number>;
  countOf(accountId: AccountId, connection?: Connection): Promise<number>;
  expired(nowMs: number, limit: number): Promise<Upload[]>;
  /** All that have not become a document. */
  unfinished(): Promise<Upload[]>;
  known(ids: readonly string[]): Promise<Set<string>>;
}

const fromRow = (row: UploadRow): Upload => ({
  id: row.id,
  accountId: row.account_id,
  parentId: row.parent_id,
  name: row.name,
  bytes: Number(row.bytes),
  onConflict: row.on_conflict,
  documentId: row.document_id ?? undefined,
  createdMs: Number(row.created_ms),
  expiresMs: Number(row.expires_ms),
});

const VALUES_PER_QUERY = 500;

export const createUploadStore = (database: Database): UploadStore => {
  const uploads = (connection: Connection) => connection<UploadRow>('document_uploads');
  return {
    async insert(transaction, upload) {
      await uploads(transaction).insert({
        id: upload.id,
        account_id: upload.accountId,
        parent_id: upload.parentId,
        name: upload.name,
        bytes: upload.bytes,
        on_conflict: upload.onConflict,
        document_id: null,
        created_ms: upload.createdMs,
        expires_ms: upload.expiresMs,
      });
    },
    async find(id, connection = database) {
      const row = await uploads(connection)
        .where({ id: id as UploadId })
        .first();
      return row && fromRow(row);
    },
    async setDocument(transaction, id, documentId) {
      await uploads(transaction).where({ id }).update({ document_id: documentId });
    },
    async remove(id) {
      await uploads(database)
        .where({ id: id as UploadId })
        .delete();
    },
    async bytesOf(accountId, connection = database) {
      const row = await uploads(connection)
        .where({ account_id: accountId })
        .whereNull('document_id')
        .sum({ total: 'bytes' })
        .first();
      return Number(row?.['total'] ?? 0);
    },
    async countOf(accountId, connection = database) {
      const row = await uploads(connection)
        .where({ account_id: accountId })
        .whereNull('document_id')
        .count({ total: '*' })
        .first();
      return Number(row?.['total'] ?? 0);
    },
    async expired(nowMs, limit) {
      const rows = await uploads(database).where('expires_ms', '<', nowMs).limit(limit);
      return rows.map(fromRow);
    },
    async unfinished() {
      const rows = await uploads(database).whereNull('document_id');
      return rows.map(fromRow);
    },
    async known(ids) {
      const found = new Set<string>();
      for (let start = 0; start < ids.length; start += VALUES_PER_QUERY) {
        const rows = await uploads(database)
          .whereIn('id', ids.slice(start, start + VALUES_PER_QUERY) as UploadId[])
          .select('id');
        for (const { id } of rows) found.add(id);
      }
      return found;
    },
  };
};
