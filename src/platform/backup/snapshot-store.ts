import Sqlite from 'better-sqlite3';

/** The bytes of a document, as the database knows them. */
export interface NamedBlob {
  readonly id: string;
  readonly sha256: string;
}

const hasTable = (database: Sqlite.Database, name: string): boolean =>
  database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined;

const reading = <T>(file: string, read: (database: Sqlite.Database) => T): T => {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    return read(database);
  } finally {
    database.close();
  }
};

/**
 * Writes the database as it is at this moment into a new file. One read transaction: writers go on, and nothing that they write begins
 * the copy anew. The thread stands still meanwhile.
 */
export const snapshotDatabase = (file: string, copy: string): void =>
  reading(file, (database) => void database.prepare('VACUUM INTO ?').run(copy));

/** The last migration that the database has seen; empty: none. */
export const schemaOf = (file: string): string =>
  reading(file, (database) => {
    if (!hasTable(database, 'knex_migrations')) return '';
    const last = database.prepare('SELECT name FROM knex_migrations ORDER BY name DESC LIMIT 1').pluck().get();
    return typeof last === 'string' ? last : '';
  });

export const namedBlobs = (file: string): NamedBlob[] =>
  reading(file, (database) =>
    hasTable(database, 'blobs')
      ? (database.prepare('SELECT id, sha256 FROM blobs ORDER BY id').all() as NamedBlob[])
      : [],
  );

export const namesBlob = (file: string, id: string): boolean =>
  reading(file, (database) => database.prepare('SELECT 1 FROM blobs WHERE id = ?').get(id) !== undefined);

/** Whether what SQLite keeps of it is whole. */
export const isSound = (file: string): boolean => {
  try {
    return reading(file, (database) => database.pragma('quick_check(1)', { simple: true }) === 'ok');
  } catch {
    return false;
  }
};

/** Whether another process has the database open: nobody else may, for it to be had exclusively. */
export const isInUse = (file: string): boolean => {
  const database = new Sqlite(file, { fileMustExist: true, timeout: 0 });
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN IMMEDIATE; ROLLBACK');
    return false;
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return true;
    // Not a database at all: nobody runs with it.
    return false;
  } finally {
    database.close();
  }
};
