import type { AccountId } from '../../base/ids.ts';
import type { Share } from '../../documents/share.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { SharedDocument } from '../notices/notice-mail.ts';

/** A share with a person who is still to be told of it. */
export interface UntoldShare extends Pick<Share, 'id' | 'address' | 'tokenHash' | 'expiresMs' | 'documentId'> {
  readonly name: string;
  readonly kind: SharedDocument['document']['kind'];
  /** Of which it is the sound. */
  readonly recordingId: string | undefined;
  /** Of a recording: the name of its session's folder; '' when it lies elsewhere. */
  readonly meeting: string;
}

/** Which shares are still to be told by mail: by name, in force, of a document that is not in the bin. */
export interface UntoldShareStore {
  /** Accounts with something to tell; suspended ones tell nothing. */
  listOwners(nowMs: number): Promise<AccountId[]>;
  /** The oldest first. */
  listUntold(ownerId: AccountId, nowMs: number, limit: number): Promise<UntoldShare[]>;
  /** It counts as told. False when it was told or taken back meanwhile. */
  setTold(transaction: Transaction, share: Pick<Share, 'id' | 'documentId'>, nowMs: number): Promise<boolean>;
  /** How many mails of an order key came after a moment; shares that were taken back count too. */
  mailedSince(orderKey: string, sinceMs: number): Promise<number>;
}

interface UntoldRow {
  id: UntoldShare['id'];
  address: string;
  token_hash: string | null;
  expires_ms: number | string | null;
  document_id: UntoldShare['documentId'];
  name: string;
  kind: 'folder' | 'file';
  recording_id: string | null;
  session_folder: string | null;
}

const fromRow = (row: UntoldRow): UntoldShare => ({
  id: row.id,
  address: row.address,
  tokenHash: row.token_hash ?? undefined,
  expiresMs: row.expires_ms === null ? undefined : Number(row.expires_ms),
  documentId: row.document_id,
  name: row.name,
  kind: row.recording_id === null ? row.kind : 'recording',
  recordingId: row.recording_id ?? undefined,
  meeting: row.recording_id === null ? '' : (row.session_folder ?? ''),
});

export const createUntoldShareStore = (database: Database): UntoldShareStore => {
  const untold = (nowMs: number) =>
    database('document_shares as shares')
      .join('documents', 'documents.id', 'shares.document_id')
      .join('accounts', 'accounts.id', 'documents.account_id')
      .where('shares.kind', 'person')
      .whereNull('shares.told_ms')
      .where((query) => query.whereNull('shares.expires_ms').orWhere('shares.expires_ms', '>', nowMs))
      .whereNull('documents.deleted_ms')
      .whereNull('accounts.suspended_ms');
  return {
    async listOwners(nowMs) {
      const rows: { ownerId: AccountId }[] = await untold(nowMs).distinct({ ownerId: 'documents.account_id' });
      return rows.map(({ ownerId }) => ownerId);
    },
    async listUntold(ownerId, nowMs, limit) {
      const rows: UntoldRow[] = await untold(nowMs)
        .where('documents.account_id', ownerId)
        .leftJoin('recordings', 'recordings.document_id', 'documents.id')
        .leftJoin('documents as parents', (join) =>
          join.on('parents.id', 'documents.parent_id').andOnVal('parents.origin', 'session'),
        )
        .orderBy([{ column: 'shares.created_ms' }, { column: 'shares.id' }])
        .limit(limit)
        .select('shares.id', 'shares.address', 'shares.token_hash', 'shares.expires_ms', 'shares.document_id')
        .select('documents.name', 'documents.kind', 'recordings.id as recording_id', 'parents.name as session_folder');
      return rows.map(fromRow);
    },
    async setTold(transaction, { id, documentId }, nowMs) {
      const count = await transaction('document_shares')
        .where({ id, told_ms: null })
        .whereIn('document_id', transaction('documents').where({ id: documentId, deleted_ms: null }).select('id'))
        .update({ told_ms: nowMs });
      return count > 0;
    },
    async mailedSince(orderKey, sinceMs) {
      const row = await database('outbox')
        .where({ order_key: orderKey })
        .where('created_ms', '>', sinceMs)
        .count({ count: '*' })
        .first();
      return Number(row?.['count'] ?? 0);
    },
  };
};
