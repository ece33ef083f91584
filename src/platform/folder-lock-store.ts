import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** Its lock says that a server runs with the folder. The system lets go of it when the process ends, however it does. */
export const FOLDER_LOCK = '.running';

/** Answers what lets go of the folder; undefined while another process, or another server of this one, holds it. */
export const lockFolder = (folder: string): (() => void) | undefined => {
  const lock = new Sqlite(join(folder, FOLDER_LOCK), { timeout: 0 });
  try {
    // Nothing is written, and no journal is left beside it.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch (error) {
    lock.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
};
