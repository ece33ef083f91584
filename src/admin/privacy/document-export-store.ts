import type { AccountId } from '../../base/ids.ts';
import type { Database } from '../../platform/database.ts';

/** A file among somebody's documents, with its bytes. */
export interface ExportedFile {
  readonly id: string;
  readonly name: string;
  readonly changedMs: number;
  readonly read: () => AsyncIterable<Uint8Array>;
}

export interface DocumentExportStore {
  /** Those in the bin too. */
  filesOf(account: AccountId): AsyncGenerator<ExportedFile>;
}

const MANY = 500;

export const createDocumentExportStore = (
  database: Database,
  readBlob: (id: string) => AsyncIterable<Uint8Array>,
): DocumentExportStore => ({
  async *filesOf(account) {
    for (let after = ''; ; ) {
      const rows: { id: string; name: string; blob_id: string; changed_ms: number }[] = await database('documents')
        .where({ account_id: account, kind: 'file' })
        .whereNotNull('blob_id')
        .where('id', '>', after)
        .orderBy('id')
        .limit(MANY)
        .select('id', 'name', 'blob_id', 'changed_ms');
      for (const { id, name, blob_id, changed_ms } of rows)
        yield { id, name, changedMs: Number(changed_ms), read: () => readBlob(blob_id) };
      const last = rows.at(-1);
      if (last === undefined || rows.length < MANY) return;
      after = last.id;
    }
  },
});
