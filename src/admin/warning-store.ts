import type { Database, Transaction } from '../platform/database.ts';
import type { ToldWarning, Warning } from './judge-warnings.ts';

interface Row {
  topic: string;
  key: string;
  level: Warning['level'];
  told_ms: number;
  gone_ms: number | null;
}

/** What somebody was warned of by mail, of one topic. */
export interface WarningStore {
  list(): Promise<ToldWarning[]>;
  put(transaction: Transaction, warnings: readonly ToldWarning[]): Promise<void>;
  forget(transaction: Transaction, keys: readonly string[]): Promise<void>;
}

/** SQLite takes a limited number of values in one statement. */
const ROWS_PER_STATEMENT = 100;

export const createWarningStore = (database: Database, topic: 'server' | 'capacity'): WarningStore => {
  const rows = (connection: Database | Transaction = database) => connection<Row>('told_warnings');
  return {
    async list() {
      return (await rows().where({ topic })).map(({ key, level, told_ms, gone_ms }) => ({
        ...{ key, level },
        toldMs: Number(told_ms),
        goneMs: gone_ms === null ? undefined : Number(gone_ms),
      }));
    },
    async put(transaction, warnings) {
      for (let start = 0; start < warnings.length; start += ROWS_PER_STATEMENT)
        await rows(transaction)
          .insert(
            warnings.slice(start, start + ROWS_PER_STATEMENT).map(({ key, level, toldMs, goneMs }) => ({
              ...{ topic, key, level },
              told_ms: toldMs,
              gone_ms: goneMs ?? null,
            })),
          )
          .onConflict(['topic', 'key'])
          .merge();
    },
    async forget(transaction, keys) {
      for (let start = 0; start < keys.length; start += ROWS_PER_STATEMENT)
        await rows(transaction)
          .where({ topic })
          .whereIn('key', keys.slice(start, start + ROWS_PER_STATEMENT))
          .delete();
    },
  };
};
