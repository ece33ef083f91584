import type { AccountId, Brand } from '../base/ids.ts';
import type { Connection, Database } from '../platform/database.ts';

export type AppPasswordId = Brand<string, 'AppPasswordId'>;

/** A password for one program on one device, which can be taken away alone. */
export interface AppPassword {
  readonly id: AppPasswordId;
  readonly accountId: AccountId;
  readonly name: string;
  readonly createdMs: number;
  readonly usedMs?: number;
}

interface AppPasswordRow {
  id: AppPasswordId;
  account_id: AccountId;
  name: string;
  hash: string;
  created_ms: number;
  used_ms: number | null;
}

export interface AppPasswordStore {
  insert(password: AppPassword & { readonly hash: string }): Promise<void>;
  /** The newest first. */
  listOf(accountId: AccountId): Promise<AppPassword[]>;
  findByHash(hash: string, connection?: Connection): Promise<AppPassword | undefined>;
  noteUse(id: AppPasswordId, nowMs: number): Promise<void>;
  /** False: the account has none of that ID. */
  remove(accountId: AccountId, id: AppPasswordId): Promise<boolean>;
  removeAllOf(accountId: AccountId, connection: Connection): Promise<void>;
}

const fromRow = (row: AppPasswordRow): AppPassword => ({
  id: row.id,
  accountId: row.account_id,
  name: row.name,
  createdMs: Number(row.created_ms),
  ...(row.used_ms !== null && { usedMs: Number(row.used_ms) }),
});

export const createAppPasswordStore = (database: Database): AppPasswordStore => {
  const passwords = (connection: Connection) => connection<AppPasswordRow>('app_passwords');
  return {
    async insert({ id, accountId, name, hash, createdMs }) {
      await passwords(database).insert({
        id,
        account_id: accountId,
        name,
        hash,
        created_ms: createdMs,
        used_ms: null,
      });
    },
    async listOf(accountId) {
      const rows = await passwords(database).where({ account_id: accountId }).orderBy('created_ms', 'desc');
      return rows.map(fromRow);
    },
    async findByHash(hash, connection = database) {
      const row = await passwords(connection).where({ hash }).first();
      return row && fromRow(row);
    },
    async noteUse(id, nowMs) {
      await passwords(database).where({ id }).update({ used_ms: nowMs });
    },
    async remove(accountId, id) {
      return (await passwords(database).where({ account_id: accountId, id }).delete()) > 0;
    },
    async removeAllOf(accountId, connection) {
      await passwords(connection).where({ account_id: accountId }).delete();
    },
  };
};
