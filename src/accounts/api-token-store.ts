import { API_SCOPES, type ApiScope } from '../base/api-scopes.ts';
import type { AccountId, Brand } from '../base/ids.ts';
import type { Connection, Database } from '../platform/database.ts';

export type ApiTokenId = Brand<string, 'ApiTokenId'>;

/** The key of one program to the API, which can be taken away alone. */
export interface ApiToken {
  readonly id: ApiTokenId;
  readonly accountId: AccountId;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly createdMs: number;
  readonly expiresMs?: number;
  readonly usedMs?: number;
}

interface ApiTokenRow {
  id: ApiTokenId;
  account_id: AccountId;
  name: string;
  token_hash: string;
  scopes: string;
  created_ms: number;
  expires_ms: number | null;
  used_ms: number | null;
}

export interface ApiTokenStore {
  insert(token: ApiToken & { readonly hash: string }, connection?: Connection): Promise<void>;
  count(accountId: AccountId, connection?: Connection): Promise<number>;
  /** The newest first. */
  listOf(accountId: AccountId): Promise<ApiToken[]>;
  findByHash(hash: string): Promise<ApiToken | undefined>;
  noteUse(id: ApiTokenId, nowMs: number): Promise<void>;
  /** What was removed; undefined: the account has none of that ID. */
  remove(accountId: AccountId, id: ApiTokenId, connection?: Connection): Promise<ApiToken | undefined>;
  removeAllOf(accountId: AccountId, connection: Connection): Promise<void>;
}

const readScopes = (text: string): ApiScope[] => {
  const kept: unknown = JSON.parse(text);
  return API_SCOPES.filter((scope) => Array.isArray(kept) && kept.includes(scope));
};

const fromRow = (row: ApiTokenRow): ApiToken => ({
  id: row.id,
  accountId: row.account_id,
  name: row.name,
  scopes: readScopes(row.scopes),
  createdMs: Number(row.created_ms),
  ...(row.expires_ms !== null && { expiresMs: Number(row.expires_ms) }),
  ...(row.used_ms !== null && { usedMs: Number(row.used_ms) }),
});

export const createApiTokenStore = (database: Database): ApiTokenStore => {
  const tokens = (connection: Connection) => connection<ApiTokenRow>('api_tokens');
  return {
    async insert({ id, accountId, name, scopes, createdMs, expiresMs, hash }, connection = database) {
      await tokens(connection).insert({
        id,
        account_id: accountId,
        name,
        token_hash: hash,
        scopes: JSON.stringify(scopes),
        created_ms: createdMs,
        expires_ms: expiresMs ?? null,
        used_ms: null,
      });
    },
    async count(accountId, connection = database) {
      const [row] = await tokens(connection).where({ account_id: accountId }).count({ all: '*' });
      return Number(row?.['all'] ?? 0);
    },
    async listOf(accountId) {
      const rows = await tokens(database).where({ account_id: accountId }).orderBy('created_ms', 'desc');
      return rows.map(fromRow);
    },
    async findByHash(hash) {
      const row = await tokens(database).where({ token_hash: hash }).first();
      return row && fromRow(row);
    },
    async noteUse(id, nowMs) {
      await tokens(database).where({ id }).update({ used_ms: nowMs });
    },
    async remove(accountId, id, connection = database) {
      const row = await tokens(connection).where({ account_id: accountId, id }).first();
      if (row === undefined) return undefined;
      await tokens(connection).where({ id }).delete();
      return fromRow(row);
    },
    async removeAllOf(accountId, connection) {
      await tokens(connection).where({ account_id: accountId }).delete();
    },
  };
};
