import type { Clock } from '../base/clock.ts';
import type { Attention, Overview, OverviewSpan } from '../contract/http/overview.ts';
import type { DiskUse } from './overview-disk.ts';
import type { UsageSampler } from './usage-sampler.ts';
import { SPANS } from './usage-samples.ts';

/** Everything that the first page of the console shows, but the forecast. */
export type ReadOverview = (span: OverviewSpan) => Promise<Overview>;

const instant = (ms: number): string => new Date(ms).toISOString();

export const createReadOverview =
  ({
    sampler,
    readAttention,
    readDiskUse,
    memoryTotalBytes,
    clock,
  }: {
    readonly sampler: Pick<UsageSampler, 'now' | 'points'>;
    readonly readAttention: () => Promise<Attention[]>;
    readonly readDiskUse: () => Promise<DiskUse>;
    readonly memoryTotalBytes: number;
    readonly clock: Clock;
  }): ReadOverview =>
  async (span) => {
    const { lengthMs, stepMs } = SPANS[span];
    const toMs = clock.nowMs();
    return {
      attention: await readAttention(),
      now: await sampler.now(),
      memoryTotalBytes,
      disk: await readDiskUse(),
      ...{ span, stepMs },
      from: instant(Math.floor((toMs - lengthMs) / stepMs) * stepMs),
      to: instant(toMs),
      points: (await sampler.points(span)).map(({ atMs, values }) => ({ at: instant(atMs), values })),
    };
  };
