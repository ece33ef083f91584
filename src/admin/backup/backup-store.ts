import type { BackupBody } from '../../contract/http/backup.ts';
import type { Database } from '../../platform/database.ts';

export type BackupReason = BackupBody['reason'];
type StoredState = Exclude<BackupBody['state'], 'missing'>;

export interface StoredBackup {
  readonly id: string;
  readonly reason: BackupReason;
  /** Its name in the folder of the backups. */
  readonly file: string;
  readonly state: StoredState;
  readonly encrypted: boolean;
  readonly startedMs: number;
  readonly endedMs: number | undefined;
  readonly bytes: number | undefined;
  /** A code. */
  readonly problem: string;
}

/** The problem of one that a stop of the server cut off. */
export const INTERRUPTED = 'interrupted';

interface Row {
  id: string;
  reason: BackupReason;
  file: string;
  state: StoredState;
  encrypted: number | boolean;
  started_ms: number;
  ended_ms: number | null;
  bytes: number | null;
  problem: string;
}

const fromRow = (row: Row): StoredBackup => ({
  id: row.id,
  reason: row.reason,
  file: row.file,
  state: row.state,
  encrypted: Boolean(row.encrypted),
  startedMs: row.started_ms,
  endedMs: row.ended_ms ?? undefined,
  bytes: row.bytes ?? undefined,
  problem: row.problem,
});

/** Which backups were made, and what became of each. */
export interface BackupStore {
  add(backup: Pick<StoredBackup, 'id' | 'reason' | 'file' | 'encrypted' | 'startedMs'>): Promise<void>;
  ready(id: string, bytes: number, nowMs: number): Promise<void>;
  failed(id: string, problem: string, nowMs: number): Promise<void>;
  removed(id: string): Promise<void>;
  find(id: string): Promise<StoredBackup | undefined>;
  /** The newest first. */
  list(range: { readonly offset: number; readonly limit: number }): Promise<StoredBackup[]>;
  count(): Promise<number>;
  listReady(reason: BackupReason): Promise<StoredBackup[]>;
  listRunning(): Promise<StoredBackup[]>;
  /**
   * When the last one was begun that the server made by itself, not after `nowMs`, and whatever became of it, but that it was cut off: a
   * server that is stopped each night at the same minute makes it afterwards, and one whose clock was ahead does not wait for that day.
   */
  lastByScheduleMs(nowMs: number): Promise<number | undefined>;
}

export const createBackupStore = (database: Database): BackupStore => {
  const backups = () => database<Row>('backups');
  return {
    async add({ id, reason, file, encrypted, startedMs }) {
      await backups().insert({ id, reason, file, encrypted, started_ms: startedMs, state: 'running' });
    },
    async ready(id, bytes, nowMs) {
      await backups().where({ id }).update({ state: 'ready', bytes, ended_ms: nowMs, problem: '' });
    },
    async failed(id, problem, nowMs) {
      await backups().where({ id }).update({ state: 'failed', problem, ended_ms: nowMs });
    },
    async removed(id) {
      await backups().where({ id }).update({ state: 'removed' });
    },
    async find(id) {
      const row: Row | undefined = await backups().where({ id }).first();
      return row && fromRow(row);
    },
    async list({ offset, limit }) {
      const rows: Row[] = await backups()
        .whereNot({ state: 'removed' })
        .orderBy([
          { column: 'started_ms', order: 'desc' },
          { column: 'id', order: 'asc' },
        ])
        .offset(offset)
        .limit(limit);
      return rows.map(fromRow);
    },
    async count() {
      return Number((await backups().whereNot({ state: 'removed' }).count({ total: '*' }).first())?.['total'] ?? 0);
    },
    async listReady(reason) {
      const rows: Row[] = await backups().where({ reason, state: 'ready' }).orderBy('started_ms', 'desc');
      return rows.map(fromRow);
    },
    async listRunning() {
      const rows: Row[] = await backups().where({ state: 'running' });
      return rows.map(fromRow);
    },
    async lastByScheduleMs(nowMs) {
      const row = await backups()
        .where({ reason: 'schedule' })
        .whereNot({ problem: INTERRUPTED })
        .where('started_ms', '<=', nowMs)
        .max({ last: 'started_ms' })
        .first();
      return row?.['last'] === null || row?.['last'] === undefined ? undefined : Number(row['last']);
    },
  };
};
