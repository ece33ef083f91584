import type { AccountId } from '../../base/ids.ts';
import type { Connection, Database } from '../../platform/database.ts';
import type { LockScope } from '../../protocols/dav/lock-request.ts';
import type { DocumentId } from '../document.ts';
import type { DocumentLock, PlacedLock } from './document-lock.ts';

/** The locks of programs on documents. */
export interface DocumentLockStore {
  /** Those of an account that still hold at `nowMs`, each with its place; documents in the bin hold none. */
  listOf(accountId: AccountId, nowMs: number): Promise<PlacedLock[]>;
  insert(lock: DocumentLock): Promise<void>;
  refresh(token: string, expiresMs: number): Promise<void>;
  remove(tokens: readonly string[]): Promise<void>;
  removeExpired(nowMs: number): Promise<void>;
}

interface LockRow {
  token: string;
  document_id: DocumentId;
  account_id: AccountId;
  scope: LockScope;
  depth: '0' | 'infinity';
  owner: string;
  expires_ms: number | string;
}

interface PlaceRow {
  id: string;
  parent_id: string;
  kind: string;
  name: string;
  deleted_ms: number | string | null;
}

const lockOf = (row: LockRow): DocumentLock => ({
  token: row.token,
  documentId: row.document_id,
  accountId: row.account_id,
  scope: row.scope,
  depth: row.depth === '0' ? 0 : 'infinity',
  owner: row.owner,
  expiresMs: Number(row.expires_ms),
});

/** The rows of these documents and of all folders above them. */
const placesOf = async (connection: Connection, ids: readonly string[]): Promise<Map<string, PlaceRow>> => {
  const places = new Map<string, PlaceRow>();
  for (let wanted = [...new Set(ids)]; wanted.length > 0; ) {
    const rows = await connection<PlaceRow>('documents')
      .whereIn('id', wanted)
      .select('id', 'parent_id', 'kind', 'name', 'deleted_ms');
    for (const row of rows) places.set(row.id, row);
    wanted = [...new Set(rows.map(({ parent_id }) => parent_id))].filter((id) => id !== '' && !places.has(id));
  }
  return places;
};

/** From the top; undefined when it is in the bin. */
const pathOf = (places: ReadonlyMap<string, PlaceRow>, id: string): string[] | undefined => {
  const names: string[] = [];
  for (let at = id; at !== ''; ) {
    const place = places.get(at);
    if (place === undefined || place.deleted_ms !== null || names.length > places.size) return undefined;
    names.unshift(place.name);
    at = place.parent_id;
  }
  return names;
};

export const createDocumentLockStore = (database: Database): DocumentLockStore => {
  const table = () => database<LockRow>('document_locks');
  return {
    async listOf(accountId, nowMs) {
      const rows = await table().where({ account_id: accountId }).where('expires_ms', '>', nowMs);
      if (rows.length === 0) return [];
      const places = await placesOf(
        database,
        rows.map(({ document_id }) => document_id),
      );
      return rows.flatMap((row) => {
        const path = pathOf(places, row.document_id);
        const isFolder = places.get(row.document_id)?.kind === 'folder';
        return path === undefined ? [] : [{ ...lockOf(row), path, isFolder }];
      });
    },
    async insert({ token, documentId, accountId, scope, depth, owner, expiresMs }) {
      await table().insert({
        token,
        document_id: documentId,
        account_id: accountId,
        scope,
        depth: depth === 0 ? '0' : 'infinity',
        owner,
        expires_ms: expiresMs,
      });
    },
    async refresh(token, expiresMs) {
      await table().where({ token }).update({ expires_ms: expiresMs });
    },
    async remove(tokens) {
      await table()
        .whereIn('token', [...tokens])
        .delete();
    },
    async removeExpired(nowMs) {
      await table().where('expires_ms', '<=', nowMs).delete();
    },
  };
};
