import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { DomainError } from '../../base/errors.ts';
import { newId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { Audit, AuditActor } from '../../platform/audit.ts';
import { asBackupProblem, BackupProblem } from '../../platform/backup/backup-problem.ts';
import { removeDrafts } from '../../platform/backup/make-backup.ts';
import type { BackupWork } from '../../platform/backup/start-backup.ts';
import type { BackupSettings } from './backup-settings.ts';
import { type BackupReason, type BackupStore, INTERRUPTED, type StoredBackup } from './backup-store.ts';
import { chooseKept } from './choose-kept.ts';

/** Before each upgrade one is made, of the database alone. */
const UPGRADES_KEPT = 3;

export interface BackupCheck {
  readonly state: 'running' | 'whole' | 'broken';
  readonly problem?: string;
  readonly atMs: number;
}

/** The backups of a running server: one is made or checked at a time, in a process of its own. */
export interface Backups {
  /** Before anything else: what a kill has left under way has failed. */
  recover(): Promise<void>;
  /** Begins one, unless one is being made (`conflict`); resolves when it has begun. */
  begin(reason: 'schedule' | 'by-hand', actor: AuditActor): Promise<string>;
  /** Begins to hold a backup against its hashes. */
  beginCheck(id: string): Promise<void>;
  checkOf(id: string): BackupCheck | undefined;
  /** A line as it really is: one may have failed on a disk too full to write that down. */
  asItIs(stored: StoredBackup): StoredBackup;
  pathOf(backup: Pick<StoredBackup, 'file'>): string;
  /** Takes its file away, and its line from the list. */
  remove(id: string, actor: AuditActor): Promise<void>;
  /** When nothing is under way any more. */
  settled(): Promise<void>;
  /** Kills what is under way. */
  stop(): Promise<void>;
}

interface BackupsDeps {
  readonly store: BackupStore;
  readonly settings: BackupSettings;
  readonly work: BackupWork;
  /** Who hears what became of them; `failed` once it is written down. */
  readonly tell: { readonly audit: Audit; readonly failed: () => void };
  readonly place: { readonly dataDirectory: string; readonly directory: string; readonly product: string };
  readonly clock: Clock;
  readonly log: Log;
}

/** The disk may be too full for a line that says so; what was half written is gone at once. */
const WRITE_AGAIN_MS = 1_000;

/** `20271123-064500`, in UTC. */
const stamp = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');

export const createBackups = ({ store, settings, work, tell, place, clock, log }: BackupsDeps): Backups => {
  const { audit } = tell;
  const stopping = new AbortController();
  /** How those ended of which that could not be written down yet, by their id. */
  const unwritten = new Map<string, Pick<StoredBackup, 'problem' | 'endedMs'>>();
  const checks = new Map<string, BackupCheck>();
  let underWay: Promise<void> | undefined;

  const pathOf = ({ file }: Pick<StoredBackup, 'file'>): string => join(place.directory, file);
  /** Whatever `run` meets, the rooms go on: on a full disk even the line that says so cannot be written. */
  const start = (run: () => Promise<void>): void => {
    if (underWay !== undefined || stopping.signal.aborted) throw new DomainError('conflict');
    underWay = run()
      .catch((error: unknown) => log.error({ err: error }, 'what became of a backup could not be written down'))
      .finally(() => {
        underWay = undefined;
      });
  };

  const writeFailure = async (id: string, problem: string, endedMs: number): Promise<void> => {
    try {
      await store.failed(id, problem, endedMs);
    } catch (error) {
      if (!unwritten.has(id)) log.error({ err: error }, 'what became of a backup could not be written down');
      unwritten.set(id, { problem, endedMs });
      setTimeout(() => {
        // One that was begun meanwhile has written it down, or the server stops.
        if (unwritten.has(id) && !stopping.signal.aborted) void writeFailure(id, problem, endedMs);
      }, WRITE_AGAIN_MS).unref();
      return;
    }
    unwritten.delete(id);
    tell.failed();
  };

  const drop = async (backup: StoredBackup, actor: AuditActor): Promise<void> => {
    await rm(pathOf(backup), { force: true });
    await store.removed(backup.id);
    await audit.write({ actor, action: 'backup.removed', target: { id: backup.id, name: backup.file } });
  };

  /** Those made by hand stay until somebody removes them. */
  const rotate = async (): Promise<void> => {
    const actor = { kind: 'system' } as const;
    const scheduled = await store.listReady('schedule');
    const kept = chooseKept(scheduled, await settings.read());
    for (const backup of scheduled) if (!kept.has(backup)) await drop(backup, actor);
    for (const backup of (await store.listReady('upgrade')).slice(UPGRADES_KEPT)) await drop(backup, actor);
  };

  /** Of the encrypted ones. Without it none is made: what was to be encrypted is not kept in the clear. */
  const readPassphrase = async (): Promise<string> => {
    const passphrase = await settings.passphrase();
    if (passphrase === undefined) throw new BackupProblem('passphrase-missing');
    return passphrase;
  };

  const make = async (id: string, file: string, encrypted: boolean, actor: AuditActor): Promise<void> => {
    const { dataDirectory, product } = place;
    try {
      const passphrase = encrypted ? await readPassphrase() : undefined;
      const made = await work.make(
        {
          ...{ dataDirectory, product, file: pathOf({ file }), nowMs: clock.nowMs() },
          ...(passphrase !== undefined && { passphrase }),
        },
        stopping.signal,
      );
      await store.ready(id, made.fileBytes, clock.nowMs());
      const detail = { bytes: made.fileBytes, files: made.files, damaged: made.damaged, encrypted: made.encrypted };
      await audit.write({ actor, action: 'backup.made', target: { id, name: file }, detail });
      log.info({ backup: file, ...detail }, 'a backup was made');
    } catch (error) {
      const { code } = asBackupProblem(error);
      log.error({ err: error, backup: file }, 'a backup failed');
      await removeDrafts(pathOf({ file })).catch((left: unknown) =>
        log.error({ err: left }, 'what was left of a backup could not be removed'),
      );
      await writeFailure(id, stopping.signal.aborted ? INTERRUPTED : code, clock.nowMs());
      await audit.write({ actor, action: 'backup.failed', target: { id, name: file }, detail: { problem: code } });
      return;
    }
    // Old ones that do not go make the new one no worse.
    await rotate().catch((error: unknown) => log.error({ err: error }, 'old backups could not be removed'));
  };

  const find = async (id: string): Promise<StoredBackup> => {
    const backup = await store.find(id);
    if (backup === undefined || backup.state === 'removed') throw new DomainError('not-found');
    return backup;
  };

  const check = async (backup: StoredBackup): Promise<void> => {
    let problem: string | undefined;
    try {
      const passphrase = backup.encrypted ? await readPassphrase() : undefined;
      await work.verify(pathOf(backup), passphrase, stopping.signal);
    } catch (error) {
      problem = asBackupProblem(error).code;
    }
    checks.set(backup.id, {
      state: problem === undefined ? 'whole' : 'broken',
      atMs: clock.nowMs(),
      ...(problem !== undefined && { problem }),
    });
  };

  /** What stands there as under way and is not: a kill cut it off, or how it ended could not be written down. */
  const recover = async (): Promise<void> => {
    for (const { id, file } of await store.listRunning()) {
      await removeDrafts(pathOf({ file }));
      const { problem = INTERRUPTED, endedMs = clock.nowMs() } = unwritten.get(id) ?? {};
      await store.failed(id, problem, endedMs);
      unwritten.delete(id);
    }
  };

  return {
    pathOf,
    checkOf: (id) => checks.get(id),
    asItIs(stored) {
      const end = unwritten.get(stored.id);
      return end === undefined ? stored : { ...stored, ...end, state: 'failed' };
    },
    recover,
    async begin(reason: Exclude<BackupReason, 'upgrade'>, actor) {
      const { encrypted } = await settings.read();
      const id = newId();
      const startedMs = clock.nowMs();
      const file = `webmeeting-${stamp(startedMs)}.tar${encrypted ? '.age' : ''}`;
      await new Promise<void>((resolve, reject) => {
        start(async () => {
          try {
            await recover();
            await store.add({ id, reason, file, encrypted, startedMs });
          } catch (error) {
            reject(error);
            return;
          }
          resolve();
          await make(id, file, encrypted, actor);
        });
      });
      return id;
    },
    async beginCheck(id) {
      const backup = await find(id);
      if (backup.state !== 'ready') throw new DomainError('conflict');
      start(() => check(backup));
      checks.set(id, { state: 'running', atMs: clock.nowMs() });
    },
    async remove(id, actor) {
      const backup = await find(id);
      if (backup.state === 'running' && underWay !== undefined) throw new DomainError('conflict');
      await drop(backup, actor);
    },
    settled: async () => underWay,
    async stop() {
      stopping.abort();
      await underWay;
    },
  };
};

/** Of its file; undefined: there is none. */
export const fileBytes = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
