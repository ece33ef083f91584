import Sqlite from 'better-sqlite3';

/** What the doctor reads of a database, whatever release it is of, and whether a server has it open or not. */
export interface KeptDatabase {
  readonly sqliteVersion: string;
  /** Names of the migrations that it has had, in their order. */
  readonly migrations: readonly string[];
  /** `ok`, or what SQLite complains about. */
  readonly quickCheck: string;
  /** When the newest whole backup ended; undefined: there is none. */
  readonly backupMs: number | undefined;
}

const hasTable = (database: Sqlite.Database, name: string): boolean =>
  database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined;

/** Opens `file` for reading alone: nothing is brought up to date. Throws when it is no database. */
export const readKeptDatabase = (file: string): KeptDatabase => {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    const rows = hasTable(database, 'knex_migrations')
      ? (database.prepare('SELECT name FROM knex_migrations ORDER BY id').all() as Array<{ name: string }>)
      : [];
    const backup = hasTable(database, 'backups')
      ? (database.prepare("SELECT max(ended_ms) AS ended FROM backups WHERE state = 'ready'").get() as {
          ended: unknown;
        })
      : undefined;
    const [first] = database.pragma('quick_check(1)') as Array<{ quick_check: string }>;
    return {
      sqliteVersion: String(database.prepare('SELECT sqlite_version() AS version').pluck().get()),
      migrations: rows.map(({ name }) => name),
      quickCheck: first?.quick_check ?? '?',
      backupMs: typeof backup?.ended === 'number' ? backup.ended : undefined,
    };
  } finally {
    database.close();
  }
};
