import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { OverviewSpan, UsageValues } from '../contract/http/overview.ts';
import { createJob, type Job } from '../platform/job.ts';
import { inSteps, mostOf, SPANS, type UsageSample } from './usage-samples.ts';
import type { UsageSamplesStore } from './usage-samples-store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Each minute of so long is in memory. */
const REMEMBERED_MS = 2 * HOUR_MS;
/** One sample for so long goes to the disk … */
const KEPT_STEP_MS = 5 * MINUTE_MS;
/** … and after so long only the fullest of an hour stays … */
const THINNED_AFTER_MS = 8 * DAY_MS;
/** … for so long. */
const FORGOTTEN_AFTER_MS = 90 * DAY_MS;

/** Measures once a minute, and tells how it went. */
export interface UsageSampler {
  readonly job: Job;
  /** Measures now. */
  now(): Promise<UsageValues>;
  /** The points of a picture, the oldest first. */
  points(span: OverviewSpan): Promise<UsageSample[]>;
  /** What the job does once a minute; for tests. */
  run(): Promise<number>;
}

export const createUsageSampler = ({
  measure,
  store,
  clock,
  log,
}: {
  readonly measure: () => Promise<UsageValues>;
  readonly store: UsageSamplesStore;
  readonly clock: Clock;
  readonly log: Log;
}): UsageSampler => {
  let remembered: UsageSample[] = [];
  let keptUntilMs: number | undefined;
  let tidiedMs = Number.NEGATIVE_INFINITY;

  /** Writes the steps that are over. */
  const keep = async (nowMs: number): Promise<void> => {
    const step = Math.floor(nowMs / KEPT_STEP_MS) * KEPT_STEP_MS;
    // A clock that was ahead and is set back begins anew.
    if (keptUntilMs === undefined || keptUntilMs > step + KEPT_STEP_MS) keptUntilMs = step;
    if (step <= keptUntilMs) return;
    const from = keptUntilMs;
    keptUntilMs = step;
    const over = remembered.filter(({ atMs }) => atMs >= from && atMs < step);
    for (const sample of inSteps(over, KEPT_STEP_MS)) await store.put(sample);
  };

  const tidy = async (nowMs: number): Promise<void> => {
    if (Math.abs(nowMs - tidiedMs) < HOUR_MS) return;
    tidiedMs = nowMs;
    await store.thin(nowMs - THINNED_AFTER_MS, HOUR_MS);
    await store.forgetBefore(nowMs - FORGOTTEN_AFTER_MS);
  };

  const run = async (): Promise<number> => {
    const nowMs = clock.nowMs();
    remembered = [
      ...remembered.filter(({ atMs }) => atMs >= nowMs - REMEMBERED_MS && atMs <= nowMs),
      { atMs: nowMs, values: await measure() },
    ];
    await keep(nowMs);
    await tidy(nowMs);
    return MINUTE_MS - (clock.nowMs() % MINUTE_MS);
  };

  return {
    run,
    job: createJob({ name: 'measure how it goes', run, log }),
    now: async () => remembered.at(-1)?.values ?? mostOf([await measure()]),
    async points(span) {
      const { lengthMs, stepMs } = SPANS[span];
      const nowMs = clock.nowMs();
      const fromMs = Math.floor((nowMs - lengthMs) / stepMs) * stepMs;
      const firstRemembered = remembered[0]?.atMs ?? nowMs;
      const kept = await store.list(fromMs, firstRemembered);
      return inSteps([...kept, ...remembered.filter(({ atMs }) => atMs >= fromMs)], stepMs);
    },
  };
};
