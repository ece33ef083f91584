import type { AccountId } from '../base/ids.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { DocumentId } from './document.ts';
import type { Share, ShareId } from './share.ts';

interface ShareRow {
  id: ShareId;
  document_id: DocumentId;
  kind: Share['kind'];
  address: string;
  session_id: string;
  token_hash: string | null;
  expires_ms: number | string | null;
  created_ms: number | string;
}

/** Whom shares reach: an address, and the sessions that its owner was in. */
export interface Reached {
  readonly address: string;
  readonly sessionIds: readonly string[];
}

export interface ShareStore {
  insert(transaction: Transaction, share: Share): Promise<void>;
  setExpiry(transaction: Transaction, id: ShareId, expiresMs: number | undefined): Promise<void>;
  remove(documentId: DocumentId, id: string): Promise<boolean>;
  find(documentId: DocumentId, id: string, connection?: Connection): Promise<Share | undefined>;
  findByToken(tokenHash: string): Promise<Share | undefined>;
  listOf(documentId: DocumentId, connection?: Connection): Promise<Share[]>;
  /** Of any of the documents, in force. */
  listOfAll(documentIds: readonly DocumentId[], nowMs: number): Promise<Share[]>;
  /** Documents that shares in force let this person read; nobody's own, none in the bin; the newest share first. */
  sharedWith(reached: Reached, ownId: AccountId, nowMs: number, limit: number): Promise<DocumentId[]>;
}

const fromRow = (row: ShareRow): Share => ({
  id: row.id,
  documentId: row.document_id,
  kind: row.kind,
  address: row.address,
  sessionId: row.session_id,
  tokenHash: row.token_hash ?? undefined,
  expiresMs: row.expires_ms === null ? undefined : Number(row.expires_ms),
  createdMs: Number(row.created_ms),
});

const VALUES_PER_QUERY = 500;

export const createShareStore = (database: Database): ShareStore => {
  const shares = (connection: Connection) => connection<ShareRow>('document_shares');
  return {
    async insert(transaction, share) {
      await shares(transaction).insert({
        id: share.id,
        document_id: share.documentId,
        kind: share.kind,
        address: share.address,
        session_id: share.sessionId,
        token_hash: share.tokenHash ?? null,
        expires_ms: share.expiresMs ?? null,
        created_ms: share.createdMs,
      });
    },
    async setExpiry(transaction, id, expiresMs) {
      await shares(transaction)
        .where({ id })
        .update({ expires_ms: expiresMs ?? null });
    },
    async remove(documentId, id) {
      const count = await shares(database)
        .where({ document_id: documentId, id: id as ShareId })
        .delete();
      return count > 0;
    },
    async find(documentId, id, connection = database) {
      const row = await shares(connection)
        .where({ document_id: documentId, id: id as ShareId })
        .first();
      return row && fromRow(row);
    },
    async findByToken(tokenHash) {
      const row = await shares(database).where({ token_hash: tokenHash }).first();
      return row && fromRow(row);
    },
    async listOf(documentId, connection = database) {
      const rows = await shares(connection).where({ document_id: documentId }).orderBy(['created_ms', 'id']);
      return rows.map(fromRow);
    },
    async listOfAll(documentIds, nowMs) {
      const found: Share[] = [];
      for (let start = 0; start < documentIds.length; start += VALUES_PER_QUERY) {
        const rows = await shares(database)
          .whereIn('document_id', documentIds.slice(start, start + VALUES_PER_QUERY))
          .where((query) => query.whereNull('expires_ms').orWhere('expires_ms', '>', nowMs));
        found.push(...rows.map(fromRow));
      }
      return found;
    },
    async sharedWith({ address, sessionIds }, ownId, nowMs, limit) {
      const rows = await database('document_shares')
        .join('documents', 'documents.id', 'document_shares.document_id')
        .where((query) =>
          query
            .where({ 'document_shares.kind': 'person', 'document_shares.address': address })
            .orWhere((inner) =>
              inner
                .where({ 'document_shares.kind': 'session' })
                .whereIn('document_shares.session_id', sessionIds.slice(0, VALUES_PER_QUERY)),
            ),
        )
        .where((query) =>
          query.whereNull('document_shares.expires_ms').orWhere('document_shares.expires_ms', '>', nowMs),
        )
        .whereNull('documents.deleted_ms')
        .whereNot('documents.account_id', ownId)
        .groupBy('documents.id')
        .orderByRaw('max(document_shares.created_ms) DESC')
        .limit(limit)
        .select<{ id: DocumentId }[]>('documents.id as id');
      return rows.map(({ id }) => id);
    },
  };
};
