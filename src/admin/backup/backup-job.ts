import type { Clock } from '../../base/clock.ts';
import { DomainError } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { createJob, type Job } from '../../platform/job.ts';
import type { BackupSettings } from './backup-settings.ts';
import type { BackupStore } from './backup-store.ts';
import { lastDueMs, nextDueMs } from './backup-times.ts';
import type { Backups } from './backups.ts';

/** Somebody may set the clock. */
const LOOK_EVERY_MS = 15 * 60_000;
/** After one by hand, or a check, that was under way. */
const AGAIN_MS = 60_000;

/** Makes the backup of the day when it is due, or as soon as the server runs again when it did not run then. */
export const createBackupJob = ({
  store,
  settings,
  backups,
  clock,
  log,
}: {
  readonly store: Pick<BackupStore, 'lastByScheduleMs'>;
  readonly settings: Pick<BackupSettings, 'read'>;
  readonly backups: Pick<Backups, 'begin'>;
  readonly clock: Clock;
  readonly log: Log;
}): Job =>
  createJob({
    name: 'backup',
    log,
    async run() {
      const { active, at } = await settings.read();
      if (!active) return undefined;
      const nowMs = clock.nowMs();
      if (((await store.lastByScheduleMs(nowMs)) ?? 0) < lastDueMs(nowMs, at)) {
        try {
          await backups.begin('schedule', { kind: 'system' });
        } catch (error) {
          if (error instanceof DomainError) return AGAIN_MS;
          throw error;
        }
      }
      return Math.min(LOOK_EVERY_MS, nextDueMs(nowMs, at) - nowMs);
    },
  });
