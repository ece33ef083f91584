import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { createJob, type Job } from '../../platform/job.ts';
import type { SubscriptionRefresh } from './refresh-subscription.ts';
import type { RefreshTurns } from './refresh-turns.ts';
import type { SubscriptionStore } from './subscription-store.ts';

/** Far longer than a refresh takes: one that was cut off by a restart is repeated after this. */
const LEASE_MS = 15 * 60_000;
const AT_A_TIME = 8;
/** New subscriptions come due without waking the job. */
const LOOK_EVERY_MS = 60_000;

/** Reads outside calendars again when they are due. */
export const createRefreshJob = ({
  subscriptions,
  refresher,
  turns,
  clock,
  log,
}: {
  readonly subscriptions: SubscriptionStore;
  readonly refresher: SubscriptionRefresh;
  readonly turns: RefreshTurns;
  readonly clock: Clock;
  readonly log: Log;
}): Job => {
  const runDue = async (): Promise<number> => {
    const nowMs = clock.nowMs();
    const due = await subscriptions.claimDue(nowMs, nowMs + LEASE_MS, AT_A_TIME);
    await Promise.all(
      due.map((subscription) =>
        turns
          .run(subscription.calendarId, () => refresher.refresh(subscription))
          // One that fails by a bug of ours leaves the others alone; its lease brings it back.
          .catch((error: unknown) => log.error({ err: error }, 'a subscription was not refreshed')),
      ),
    );
    return due.length;
  };
  const job = createJob({
    name: 'refresh subscriptions',
    run: async () => {
      const found = await runDue();
      if (found === AT_A_TIME) return 0;
      const nextMs = (await subscriptions.nextDueMs()) ?? Number.POSITIVE_INFINITY;
      return Math.min(Math.max(nextMs - clock.nowMs(), 1_000), LOOK_EVERY_MS);
    },
    log,
  });
  return {
    ...job,
    // A server that answers nobody must not hold up the end of this one.
    stop() {
      refresher.stop();
      return job.stop();
    },
  };
};
