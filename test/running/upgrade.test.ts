import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import knex, { type Knex } from 'knex';
import { MIGRATIONS } from '../../migrations/index.ts';
import { readConfig } from '../../src/app/config.ts';
import { makeDataDirectory, openData } from '../../src/app/open-data.ts';
import { StartRefused } from '../../src/app/start-refused.ts';
import { systemClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';
import { readArchive } from '../../src/platform/backup/read-archive.ts';
import { restoreBackup } from '../../src/platform/backup/restore-backup.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { createKeyring, openKeyring } from '../../src/platform/keyring.ts';
import { NewerSchema, upgradeSchema } from '../../src/platform/schema-store.ts';

const LAST = MIGRATIONS.at(-1)?.name ?? '';

const open = (file: string): Knex =>
  knex({ client: 'better-sqlite3', connection: { filename: file }, useNullAsDefault: true, pool: { min: 1, max: 1 } });

/** A database as the release before this one left it, with one account. */
const makeOlder = async (folder: string): Promise<string> => {
  const file = join(folder, 'webmeeting.sqlite');
  const database = open(file);
  await upgradeSchema(database, { migrations: MIGRATIONS.slice(0, -1) });
  await database('accounts').insert({
    ...{ id: 'ann', email: 'ann@example.org', email_key: 'ann@example.org', name: 'Ann', password_hash: 'x' },
    ...{ language: 'en', time_zone: 'Europe/Paris', created_ms: 1 },
  });
  await database.destroy();
  openKeyring(folder);
  return file;
};

const process = fileURLToPath(new URL('./killed-upgrade-process.ts', import.meta.url));

const killed = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.once('exit', () => resolve()));

describe('an upgrade of the database', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'webmeeting-upgrade-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const start = () => openData(readConfig({ DATA_DIR: folder }), systemClock, silentLog);

  it('makes a backup before, of what was there, and says which', async () => {
    await makeOlder(folder);
    const { database, upgraded } = await start();
    await database.destroy();
    expect(upgraded).to.include({ from: MIGRATIONS.at(-2)?.name, to: LAST });
    const file = join(folder, 'backups', upgraded?.file ?? '');
    expect(await readArchive(file)).to.include({ scope: 'database', schema: MIGRATIONS.at(-2)?.name });

    // Back to before: the backup opens with the release that it was made by, and with this one.
    const into = join(folder, 'back');
    await restoreBackup({ file, into, replace: false, nowMs: 0, upgrade: async () => {} });
    const back = open(join(into, 'webmeeting.sqlite'));
    expect(await back('knex_migrations').orderBy('name', 'desc').first('name')).to.deep.equal({
      name: MIGRATIONS.at(-2)?.name,
    });
    expect(await back('accounts').pluck('name')).to.deep.equal(['Ann']);
    await back.destroy();
    expect(createKeyring(readFileSync(join(into, 'secret.key'))).deriveToken('x')).to.equal(
      openKeyring(folder).deriveToken('x'),
    );
  });

  it('makes none for a new installation, nor when there is nothing to do', async () => {
    makeDataDirectory({ dataDirectory: folder });
    for (const _ of ['first', 'second']) {
      const { database, upgraded } = await start();
      await database.destroy();
      expect(upgraded).to.equal(undefined);
    }
    expect(readdirSync(folder)).to.not.include('backups');
  });

  it('changes nothing when the backup before it fails, and says why', async () => {
    const file = await makeOlder(folder);
    rmSync(join(folder, 'secret.key'));
    const refusal = await start().catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(StartRefused);
    expect(String(refusal)).to.contain('backup').and.contain('Nothing was changed');
    const database = open(file);
    expect(await database('knex_migrations').pluck('name')).to.not.include(LAST);
    await database.destroy();
  });

  it('is refused in words when the database was written by a later release, and nothing is changed', async () => {
    const file = join(folder, 'webmeeting.sqlite');
    const later = await openDatabase({ file });
    await later('knex_migrations').insert({ name: '9999-flying-cars', batch: 9, migration_time: new Date() });
    await later.destroy();
    const before = readFileSync(file);
    const refusal = await start().catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(StartRefused);
    expect(String(refusal)).to.contain('later release').and.contain('9999-flying-cars').and.contain(LAST);
    expect(readFileSync(file).equals(before)).to.equal(true);
    expect(await openDatabase({ file }).catch((error: unknown) => error)).to.be.instanceOf(NewerSchema);
  });

  it('that is killed in the middle of a migration goes on at the next start, with none of its half', async function () {
    this.timeout(20_000);
    const file = await makeOlder(folder);
    const child = fork(process, [file], { execArgv: ['--import', import.meta.resolve('tsx/esm')] });
    await new Promise((resolve) => child.once('message', resolve));
    child.kill('SIGKILL');
    await killed(child);

    const { database } = await start();
    expect(await database.schema.hasTable('half_done')).to.equal(false);
    expect(await database('knex_migrations').orderBy('name').pluck('name')).to.deep.equal(
      MIGRATIONS.map(({ name }) => name),
    );
    expect(await database('accounts').pluck('name')).to.deep.equal(['Ann']);
    await database.destroy();
  });

  it('that two programs begin at once is done once', async function () {
    this.timeout(20_000);
    const file = await makeOlder(folder);
    const ended = ['first', 'second'].map((name) => {
      const child = fork(process, [file, name], { execArgv: ['--import', import.meta.resolve('tsx/esm')] });
      return new Promise<number | null>((resolve) => child.once('exit', resolve));
    });
    expect(await Promise.all(ended)).to.deep.equal([0, 0]);
    const database = open(file);
    expect(await database('knex_migrations').where({ name: LAST }).pluck('name')).to.deep.equal([LAST]);
    await database.destroy();
  });

  it('is refused while a restore has not come to its end', async () => {
    writeFileSync(join(folder, '.restore-unfinished'), '');
    expect(() => makeDataDirectory({ dataDirectory: folder })).to.throw(StartRefused, 'cut off');
  });
});
