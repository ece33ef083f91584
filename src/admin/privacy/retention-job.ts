import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Audit } from '../../platform/audit.ts';
import { createJob, type Job } from '../../platform/job.ts';
import { keptSinceMs, type ReadRetention } from '../../platform/retention.ts';
import type { SettingsStore } from '../../platform/settings-store.ts';
import type { RetentionStore } from './retention-store.ts';

const HOUR_MS = 3_600_000;
const EVERY_MS = 6 * HOUR_MS;
/**
 * So much after the last look, of this process or of one before it, the clock may have been set ahead instead: what that makes old is not
 * deleted at once. A time service has mended it within the hour.
 */
const LEAP_MS = 24 * HOUR_MS;
const LOOKED = 'retention-looked';

/** Forgets, some times a day, what is older than may be kept; the audit log says how much. What mail and calls keep, they forget themselves. */
export const createRetentionJob = ({
  store,
  readRetention,
  settings,
  audit,
  clock,
  log,
}: {
  readonly store: RetentionStore;
  readonly readRetention: ReadRetention;
  readonly settings: Pick<SettingsStore, 'get' | 'set'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly log: Log;
}): Job =>
  createJob({
    name: 'retention',
    log,
    async run() {
      const kept = await readRetention();
      const nowMs = clock.nowMs();
      const lookedMs = await settings.get(LOOKED);
      await settings.set(LOOKED, nowMs);
      const passedMs = typeof lookedMs === 'number' ? nowMs - lookedMs : 0;
      if (passedMs > LEAP_MS) {
        log.warn(
          { hours: Math.round(passedMs / HOUR_MS) },
          'long ago since the last look, or the clock was set ahead; nothing is forgotten for an hour',
        );
        return HOUR_MS;
      }
      const since = (days: number): number => keptSinceMs(nowMs, days);
      const counts = {
        chat: await store.forgetChat(since(kept.chat)),
        attendance: await store.forgetAttendance(since(kept.attendance)),
        mailLines: await store.forgetMailLines(since(kept.mailLines)),
        audit: await store.forgetAudit(since(kept.audit)),
      };
      const detail = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
      if (Object.keys(detail).length > 0) {
        await audit.write({ actor: { kind: 'system' }, action: 'retention.applied', detail });
        log.info(detail, 'what was older than may be kept was forgotten');
      }
      return EVERY_MS;
    },
  });
