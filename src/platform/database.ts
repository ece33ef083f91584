import knex, { type Knex } from 'knex';
import { type SchemaUpgradeOptions, upgradeSchema } from './schema-store.ts';

export type Database = Knex;
export type Transaction = Knex.Transaction;
/** Where a store may run: on the connection itself or inside a unit of work. */
export type Connection = Knex | Knex.Transaction;

/** Runs `work` in one transaction: all of it is kept, or nothing. Inside it, only stores given this transaction are awaited. */
export type UnitOfWork = <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;

interface SqliteConnection {
  pragma(source: string): unknown;
  prepare(sql: string): unknown;
}

/** More than the different statements that there are, but for lists of different lengths. */
const KEPT_STATEMENTS = 300;

/** The same statements run again and again: each is compiled once, which takes longer than most of them run. */
const keepStatements = (connection: SqliteConnection): void => {
  const kept = new Map<string, unknown>();
  const compile = connection.prepare.bind(connection);
  connection.prepare = (sql) => {
    const statement = kept.get(sql) ?? compile(sql);
    kept.delete(sql);
    kept.set(sql, statement);
    const [oldest] = kept.size > KEPT_STATEMENTS ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return statement;
  };
};

/**
 * Opens the SQLite database in `file` and brings its schema up to date. One connection writes; every commit is on the disk
 * before it returns (WAL with synchronous FULL), so what was acknowledged survives a kill and a power cut.
 */
export const openDatabase = async ({
  file,
  upgrade,
}: {
  readonly file: string;
  readonly upgrade?: SchemaUpgradeOptions;
}): Promise<Database> => {
  const database = knex({
    client: 'better-sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    // A failed statement is logged: without its values, which may be names, addresses and hashes.
    compileSqlOnError: false,
    pool: {
      min: 1,
      max: 1,
      afterCreate: (
        connection: SqliteConnection,
        done: (error: Error | null, connection: SqliteConnection) => void,
      ) => {
        connection.pragma('journal_mode = WAL');
        connection.pragma('synchronous = FULL');
        connection.pragma('foreign_keys = ON');
        connection.pragma('busy_timeout = 5000');
        // Kibibytes when negative: the indexes of a large calendar stay in memory, and pages are read without a copy.
        connection.pragma('cache_size = -32000');
        connection.pragma('mmap_size = 268435456');
        keepStatements(connection);
        done(null, connection);
      },
    },
  });
  try {
    await upgradeSchema(database, upgrade);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return database;
};

export const createUnitOfWork =
  (database: Database): UnitOfWork =>
  (work) =>
    database.transaction(work);
