import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Audit } from '../../platform/audit.ts';
import { createJob, type Job } from '../../platform/job.ts';
import { keptSinceMs, type ReadRetention } from '../../platform/retention.ts';
import type { RetentionStore } from './retention-store.ts';

const EVERY_MS = 6 * 3_600_000;
/** A clock that is that much further than the time that has gone by was set: what it makes old is not deleted at once, but a run later. */
const LEAP_MS = 86_400_000;

/** Forgets, some times a day, what is older than may be kept; the audit log says how much. What mail and calls keep, they forget themselves. */
export const createRetentionJob = ({
  store,
  readRetention,
  audit,
  clock,
  log,
  monotonicMs = () => performance.now(),
}: {
  readonly store: RetentionStore;
  readonly readRetention: ReadRetention;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly log: Log;
  readonly monotonicMs?: () => number;
}): Job => {
  let offsetMs = clock.nowMs() - monotonicMs();
  return createJob({
    name: 'retention',
    log,
    async run() {
      const kept = await readRetention();
      const nowMs = clock.nowMs();
      const leapMs = nowMs - monotonicMs() - offsetMs;
      offsetMs += leapMs;
      if (leapMs > LEAP_MS) {
        log.warn(
          { hours: Math.round(leapMs / 3_600_000) },
          'the clock was set ahead; nothing is forgotten before the next look',
        );
        return EVERY_MS;
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
};
