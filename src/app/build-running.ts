import type express from 'express';
import { RESTART_RETRY_MS } from '../meetings/live-sessions.ts';
import { createReadDiskSpace, judgeDiskSpace } from '../platform/disk-space.ts';
import { createDoctorRoutes } from '../platform/doctor-routes.ts';
import type { Job } from '../platform/job.ts';
import { createLimitsJob } from '../platform/limits-job.ts';
import { createReadLimits, type ReadLimits } from '../platform/limits-watch.ts';
import { createLoopWatch, type LoopWatch } from '../platform/loop-watch.ts';
import { createReadMemory, judgeMemory } from '../platform/memory-watch.ts';
import { createMetricsRoutes, createRequestTimer } from '../platform/metrics-routes.ts';
import type { Ground } from './build-ground.ts';
import type { buildMeetings } from './build-meetings.ts';
import { buildMetrics, type Measured } from './build-metrics.ts';
import type { PhoneParts } from './build-phone.ts';
import type { buildRoom } from './build-room.ts';
import { createDrain, type Drain } from './drain.ts';
import { createOverloadGuard, OVERLOAD_RETRY_MS } from './overload-guard.ts';
import { readVersion } from './read-version.ts';

/** What it takes to run for years beside the meetings: metrics, limits, the drain, and what the doctor asks. */
export interface RunningParts {
  readonly outside: readonly express.Router[];
  readonly jobs: readonly Job[];
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly drain: Drain;
  readonly readLimits: ReadLimits;
  /** Before all routes. */
  readonly timeRequests: ReturnType<typeof createRequestTimer>;
  /** Before the routes of the API. */
  readonly overloadGuard: ReturnType<typeof createOverloadGuard>;
  /** Asked at each call in: for how long telephones are sent away, in milliseconds, while the server stops or is too slow. */
  readonly turnsCallsAway: () => number | undefined;
}

export const buildRunning = (
  ground: Ground,
  {
    room,
    sessions,
    loop = createLoopWatch(),
    ...measured
  }: Pick<Measured, 'doors' | 'invitations' | 'inbox'> & {
    readonly phone: () => PhoneParts;
    readonly room: () => ReturnType<typeof buildRoom>;
    readonly sessions: Pick<ReturnType<typeof buildMeetings>['sessions'], 'refuseStarts'>;
    readonly loop?: LoopWatch | undefined;
  },
): RunningParts => {
  const { config, clock, log, keyring } = ground;
  const readDiskSpace = createReadDiskSpace(config.dataDirectory);
  const readMemory = createReadMemory();
  const readLimits = createReadLimits([
    async () => judgeDiskSpace(await readDiskSpace()),
    () => judgeMemory(readMemory()),
    () => loop.limit(),
  ]);
  const version = readVersion();
  let refusedJoins = 0;
  const drain = createDrain({
    rooms: () => room().rooms.all(),
    audience: { tell: (...told) => room().audience.tell(...told) },
    longestMs: config.drainSeconds * 1_000,
    refuseStarts: () => sessions.refuseStarts(),
    tellCallers: () => measured.phone().tellRestart(),
    clock,
    log,
  });
  const { metrics, observeRequest } = buildMetrics(ground, {
    ...measured,
    ...{ room, readDiskSpace, readMemory, readLimits, loop, version },
    refusedJoins: () => refusedJoins,
    isDraining: drain.isDraining,
  });
  const turnsAway = (): number | undefined => {
    if (!loop.isOverloaded()) return undefined;
    refusedJoins += 1;
    return OVERLOAD_RETRY_MS;
  };
  return {
    drain,
    readLimits,
    timeRequests: createRequestTimer(observeRequest),
    overloadGuard: createOverloadGuard(turnsAway),
    turnsCallsAway: () => (drain.isDraining() ? RESTART_RETRY_MS : turnsAway()),
    outside: [
      createMetricsRoutes({
        ...{ metrics, token: config.metricsToken },
        ...{ publicUrl: config.publicUrl, trustProxy: config.trustProxy },
      }),
      createDoctorRoutes({ keyring, clock, version }),
    ],
    jobs: [createLimitsJob({ readLimits, log })],
    start: async () => loop.start(),
    stop: async () => loop.stop(),
  };
};
