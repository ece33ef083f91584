import type { Clock } from '../../base/clock.ts';
import type { BackupBody, BackupList } from '../../contract/http/backup.ts';
import type { ReadDiskSpace } from '../../platform/disk-space.ts';
import type { BackupSettings } from './backup-settings.ts';
import type { BackupStore, StoredBackup } from './backup-store.ts';
import { nextDueMs } from './backup-times.ts';
import { type Backups, fileBytes } from './backups.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** The backups as the console shows them. */
export interface BackupsView {
  list(range: { readonly offset?: number | undefined; readonly limit?: number | undefined }): Promise<BackupList>;
}

export const createBackupsView = ({
  store,
  settings,
  backups,
  directory,
  readDiskSpace,
  clock,
}: {
  readonly store: Pick<BackupStore, 'list' | 'count'>;
  readonly settings: Pick<BackupSettings, 'read'>;
  readonly backups: Pick<Backups, 'pathOf' | 'checkOf' | 'asItIs'>;
  readonly directory: string;
  readonly readDiskSpace: ReadDiskSpace;
  readonly clock: Clock;
}): BackupsView => {
  const bodyOf = async (backup: StoredBackup): Promise<BackupBody> => {
    const { id, reason, file, encrypted, startedMs, endedMs, bytes, problem } = backup;
    const isMissing = backup.state === 'ready' && (await fileBytes(backups.pathOf(backup))) === undefined;
    const check = backups.checkOf(id);
    return {
      ...{ id, reason, file, encrypted, state: isMissing ? 'missing' : backup.state, startedAt: iso(startedMs) },
      ...(endedMs !== undefined && { endedAt: iso(endedMs) }),
      ...(bytes !== undefined && { bytes }),
      ...(problem !== '' && { problem }),
      ...(check !== undefined && {
        check: {
          state: check.state,
          checkedAt: iso(check.atMs),
          ...(check.problem !== undefined && { problem: check.problem }),
        },
      }),
    };
  };
  return {
    async list({ offset = 0, limit = 50 }) {
      const plan = await settings.read();
      const stored = await store.list({ offset, limit });
      const { freeBytes } = await readDiskSpace();
      return {
        plan,
        directory,
        freeBytes,
        ...(plan.active && { nextAt: iso(nextDueMs(clock.nowMs(), plan.at)) }),
        total: await store.count(),
        backups: await Promise.all(stored.map((backup) => bodyOf(backups.asItIs(backup)))),
      };
    },
  };
};
