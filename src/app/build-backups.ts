import { join } from 'node:path';
import { createBackupJob } from '../admin/backup/backup-job.ts';
import { createBackupSettings } from '../admin/backup/backup-settings.ts';
import { createBackupStore } from '../admin/backup/backup-store.ts';
import { createBackups } from '../admin/backup/backups.ts';
import { createBackupsView } from '../admin/backup/backups-view.ts';
import { createBackupRoutes } from '../admin/backup-routes.ts';
import { backupWork } from '../platform/backup/start-backup.ts';
import { createReadDiskSpace } from '../platform/disk-space.ts';
import type { Ground } from './build-ground.ts';
import type { Part } from './part.ts';
import { readVersion } from './read-version.ts';

/** Backups by the clock and by hand, and word of the one that was made before an upgrade. */
export const buildBackups = (ground: Ground, failed: () => void): Part => {
  const { config, database, settings: settingsStore, keyring, audit, clock, log, upgraded } = ground;
  const { dataDirectory, backups: where } = config;
  const { directory } = where;
  const store = createBackupStore(database);
  const settings = createBackupSettings({ settings: settingsStore, keyring });
  const place = { dataDirectory, directory, product: readVersion() };
  const backups = createBackups({ store, settings, work: backupWork, tell: { audit, failed }, place, clock, log });
  const job = createBackupJob({ store, settings, backups, clock, log });
  const readDiskSpace = createReadDiskSpace(dataDirectory);
  const view = createBackupsView({ store, settings, backups, directory, readDiskSpace, clock });

  const tellUpgrade = async (): Promise<void> => {
    if (upgraded === undefined) return;
    const { id, from, to, file, fileBytes, beganMs, endedMs } = upgraded;
    await store.add({ id, file, reason: 'upgrade', encrypted: false, startedMs: beganMs });
    await store.ready(id, fileBytes, endedMs);
    const detail = { from, backup: join(directory, file) };
    await audit.write({ actor: { kind: 'system' }, action: 'server.upgrade', target: { name: to }, detail });
  };
  return {
    routes: [createBackupRoutes({ view, backups, store, settings, audit, onPlanned: () => job.wake() })],
    jobs: [job],
    async start() {
      await backups.recover();
      await tellUpgrade();
    },
    stop: () => backups.stop(),
  };
};
