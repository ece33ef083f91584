import type { Knex } from 'knex';
import { MIGRATIONS } from '../../migrations/index.ts';

type Migrations = typeof MIGRATIONS;

/** The database was written by a later release: this one would misread or spoil it. */
export class NewerSchema extends Error {
  override readonly name = 'NewerSchema';
  readonly found: string;

  constructor(found: string, known: string) {
    super(
      `The database was written by a later release of WebMeeting: it has ${found}, this program knows up to ${known}. ` +
        'Nothing was changed. Start the later release, or restore a backup that was made before the upgrade.',
    );
    this.found = found;
  }
}

export interface SchemaUpgradeOptions {
  readonly migrations?: Migrations;
  /** Before anything is changed, when there is anything to lose: the last migration that was done, and those to do. */
  readonly before?: (from: string, pending: readonly string[]) => Promise<void>;
  /** After each one. */
  readonly done?: (name: string, tookMs: number) => void;
}

/** As knex makes it, which read and wrote it in earlier releases. */
const BOOK = `CREATE TABLE IF NOT EXISTS knex_migrations
  (id integer not null primary key autoincrement, name varchar(255), batch integer, migration_time datetime)`;

/**
 * Runs the migrations that the database has not seen, each in one transaction with the line that says so: whenever it is killed, what is
 * there is the schema of one of them, and the next start goes on. Others who open the database wait for their turn.
 */
export const upgradeSchema = async (
  database: Knex,
  { migrations = MIGRATIONS, before, done }: SchemaUpgradeOptions = {},
): Promise<readonly string[]> => {
  await database.raw(BOOK);
  const readSeen = (connection: Knex): Promise<string[]> =>
    connection('knex_migrations').orderBy('name').pluck<string[]>('name');
  const seen = await readSeen(database);
  const known = migrations.map(({ name }) => name);
  const foreign = seen.findLast((name) => !known.includes(name));
  if (foreign !== undefined) throw new NewerSchema(foreign, known.at(-1) ?? '');
  const pending = migrations.filter(({ name }) => !seen.includes(name));
  const last = seen.at(-1);
  if (pending.length > 0 && last !== undefined)
    await before?.(
      last,
      pending.map(({ name }) => name),
    );
  const batch = Number((await database('knex_migrations').max({ last: 'batch' }).first())?.last ?? 0) + 1;
  for (const { name, migration } of pending) {
    const beganMs = performance.now();
    const isOurs = await database.transaction(async (transaction) => {
      // Takes the lock of writers: another process may be doing the same.
      await transaction.raw('UPDATE knex_migrations SET batch = batch WHERE 0');
      if ((await readSeen(transaction)).includes(name)) return false;
      await migration.up(transaction);
      await transaction('knex_migrations').insert({ name, batch, migration_time: new Date() });
      return true;
    });
    if (isOurs) done?.(name, performance.now() - beganMs);
  }
  return pending.map(({ name }) => name);
};
