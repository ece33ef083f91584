import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createBackupJob } from '../../../src/admin/backup/backup-job.ts';
import type { BackupSettings } from '../../../src/admin/backup/backup-settings.ts';
import { type BackupStore, createBackupStore } from '../../../src/admin/backup/backup-store.ts';
import { type Backups, createBackups } from '../../../src/admin/backup/backups.ts';
import { type Log, silentLog } from '../../../src/base/log.ts';
import { createAudit } from '../../../src/platform/audit.ts';
import { BackupProblem } from '../../../src/platform/backup/backup-problem.ts';
import type { BackupOrder, MadeBackup } from '../../../src/platform/backup/make-backup.ts';
import type { BackupWork } from '../../../src/platform/backup/start-backup.ts';
import { type Database, openDatabase } from '../../../src/platform/database.ts';
import { until } from '../../kit/own-process.ts';
import { createTurnedClock } from '../../kit/turned-clock.ts';

const DAY_MS = 86_400_000;
const NOON = new Date(2031, 2, 3, 12).getTime();
const SYSTEM = { kind: 'system' } as const;
const MADE = { files: 2, bytes: 10, damaged: 0, encrypted: false, fileBytes: 20 } as MadeBackup;

describe('the backups of an unlucky administrator', () => {
  const clock = createTurnedClock(NOON);
  let database: Database;
  let store: BackupStore;
  let folder: string;
  let plan: { active: boolean; encrypted: boolean; passphrase: string | undefined };
  let make: (order: BackupOrder, signal: AbortSignal) => Promise<MadeBackup>;
  let orders: BackupOrder[];
  let complaints: string[];
  let told: string[];

  beforeEach(async () => {
    clock.set(NOON);
    database = await openDatabase({ file: ':memory:' });
    store = createBackupStore(database);
    folder = mkdtempSync(join(tmpdir(), 'webmeeting-backups-'));
    plan = { active: true, encrypted: false, passphrase: undefined };
    orders = [];
    complaints = [];
    told = [];
    make = async () => MADE;
  });
  afterEach(async () => {
    await database.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  const build = (broken: Partial<BackupStore> = {}): Backups => {
    const log: Log = { ...silentLog, error: (_fields, message) => void complaints.push(message) };
    const work: BackupWork = {
      make: (order, signal) => {
        orders.push(order);
        return make(order, signal);
      },
      verify: async () => MADE,
    };
    return createBackups({
      store: { ...store, ...broken },
      settings: settings as BackupSettings,
      work,
      tell: { audit: createAudit({ database, clock }), failed: () => void told.push('failed') },
      place: { dataDirectory: folder, directory: folder, product: '1' },
      ...{ clock, log },
    });
  };
  const settings: Pick<BackupSettings, 'read' | 'passphrase'> = {
    read: async () => ({ ...plan, at: '03:00', daily: 1, weekly: 0, monthly: 0, passphraseSet: true }),
    passphrase: async () => plan.passphrase,
  };
  const stateOf = async (id: string): Promise<string> => {
    const found = await store.find(id);
    return `${found?.state} ${found?.problem}`.trim();
  };

  it('that fail on a disk too full to say so are said to have failed, and it is written once it can be', async () => {
    make = () => Promise.reject(new BackupProblem('no-space'));
    let full = true;
    const backups = build({
      failed: (...end) => (full ? Promise.reject(new Error('SQLITE_FULL')) : store.failed(...end)),
    });
    const id = await backups.begin('schedule', SYSTEM);
    await backups.settled();
    const [line] = await store.list({ offset: 0, limit: 1 });
    if (line === undefined) throw new Error('there is no line');
    expect(line.state).to.equal('running');
    expect(backups.asItIs(line)).to.include({ state: 'failed', problem: 'no-space', endedMs: NOON });
    expect(told).to.deep.equal([]);
    full = false;
    await until(async () => told.length === 1);
    expect(await stateOf(id)).to.equal('failed no-space');
    await backups.stop();
  });

  it('that fail end their line whatever is left of them', async () => {
    make = async () => {
      // What is left cannot be removed: a folder has its name.
      mkdirSync(join(folder, `.${orders[0]?.file.slice(folder.length + 1)}.0a1b2c3d.part`));
      throw new Error('the disk is gone');
    };
    const id = await build().begin('schedule', SYSTEM);
    await until(async () => told.length === 1);
    expect(await stateOf(id)).to.equal('failed failed');
    expect(complaints).to.include('what was left of a backup could not be removed');
  });

  it('that fail on a disk too full to say so leave the server running, and the next begins', async () => {
    make = () => Promise.reject(new BackupProblem('no-space'));
    const full = () => Promise.reject(new Error('SQLITE_FULL'));
    const backups = build({ failed: full });
    const id = await backups.begin('by-hand', SYSTEM);
    await backups.settled();
    expect(complaints).to.include('what became of a backup could not be written down');
    expect(await stateOf(id)).to.equal('running');

    make = async () => MADE;
    const later = build();
    clock.forward(1_000);
    const next = await later.begin('by-hand', SYSTEM);
    await later.settled();
    expect(await stateOf(next)).to.equal('ready');
    expect(await stateOf(id)).to.equal('failed interrupted');
  });

  it('stay ready when an old one cannot be removed', async () => {
    const backups = build({ removed: () => Promise.reject(new Error('busy')) });
    for (let day = 0; day < 2; day += 1) {
      const id = await backups.begin('schedule', SYSTEM);
      await backups.settled();
      expect(await stateOf(id)).to.equal('ready');
      clock.forward(DAY_MS);
    }
    expect(complaints).to.include('old backups could not be removed');
  });

  it('that shall be encrypted are never made in the clear: without the passphrase there is none', async () => {
    plan = { active: true, encrypted: true, passphrase: undefined };
    const backups = build();
    const id = await backups.begin('schedule', SYSTEM);
    await backups.settled();
    expect(orders).to.deep.equal([]);
    expect(await stateOf(id)).to.equal('failed passphrase-missing');
  });

  it('that a stop cuts off leave no drafts, and are made once the server runs again', async () => {
    make = ({ file }, signal) =>
      new Promise((_resolve, reject) => {
        writeFileSync(join(folder, `.${file.slice(folder.length + 1)}.0a1b2c3d.part`), 'half');
        signal.addEventListener('abort', () => reject(new BackupProblem('failed')));
      });
    const backups = build();
    const id = await backups.begin('schedule', SYSTEM);
    await backups.stop();
    expect(await stateOf(id)).to.equal('failed interrupted');
    expect(readdirSync(folder)).to.deep.equal([]);
    expect(await begunByTheClock()).to.equal(1);
  });

  it('are made each day again after a clock that was ahead by years is set right', async () => {
    clock.set(NOON + 5 * 365 * DAY_MS);
    const backups = build();
    await backups.begin('schedule', SYSTEM);
    await backups.settled();
    clock.set(NOON);
    expect(await begunByTheClock()).to.equal(1);
  });

  const begunByTheClock = async (): Promise<number> => {
    let begun = 0;
    let looked: () => void = () => {};
    const looking = new Promise<void>((resolve) => {
      looked = resolve;
    });
    const job = createBackupJob({
      store: {
        async lastByScheduleMs(nowMs) {
          setImmediate(looked);
          return store.lastByScheduleMs(nowMs);
        },
      },
      settings,
      backups: {
        async begin() {
          begun += 1;
          return '';
        },
      },
      ...{ clock, log: silentLog },
    });
    job.start();
    await looking;
    await job.stop();
    return begun;
  };
});
