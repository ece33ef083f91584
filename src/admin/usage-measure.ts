import { availableParallelism, loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from '../base/clock.ts';
import type { UsageValues } from '../contract/http/overview.ts';
import type { RoomState } from '../room/room-state.ts';
import type { OverviewStore } from './overview-store.ts';

const HOUR_MS = 3_600_000;
const RESOLUTION_MS = 20;

/** Counts what is worth a picture. */
export interface Measure {
  start(): void;
  stop(): void;
  read(): Promise<UsageValues>;
}

const countPeople = (rooms: readonly RoomState[]): Pick<UsageValues, 'peopleWeb' | 'peoplePhone' | 'peopleWaiting'> => {
  const people = rooms.flatMap(({ participants }) => [...participants.values()]);
  const byPhone = people.filter(({ via }) => via === 'phone').length;
  return {
    peopleWeb: people.length - byPhone,
    peoplePhone: byPhone,
    peopleWaiting: rooms.reduce((sum, { waiting }) => sum + waiting.size, 0),
  };
};

export const createMeasure = ({
  store,
  readRooms,
  readCalls,
  clock,
}: {
  readonly store: Pick<OverviewStore, 'mailsWaiting' | 'mailsFailed' | 'mailsSent'>;
  readonly readRooms: () => Promise<readonly RoomState[]>;
  readonly readCalls: () => Promise<number>;
  readonly clock: Clock;
}): Measure => {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  /** Since it was read last; the resolution itself is no delay. */
  const readDelay = (): number => {
    const late = delays.count === 0 ? 0 : delays.percentile(99) / 1e6 - RESOLUTION_MS;
    delays.reset();
    return Math.max(0, Math.round(late * 10) / 10);
  };
  return {
    start: () => void delays.enable(),
    stop: () => void delays.disable(),
    async read() {
      const rooms = await readRooms();
      return {
        ...countPeople(rooms),
        rooms: rooms.length,
        calls: await readCalls(),
        mailsWaiting: await store.mailsWaiting(),
        mailsFailed: await store.mailsFailed(),
        mailsSent: await store.mailsSent(clock.nowMs() - HOUR_MS),
        loadPercent: Math.round(((loadavg()[0] ?? 0) / availableParallelism()) * 100),
        loopDelayMs: readDelay(),
        memoryBytes: process.memoryUsage.rss(),
      };
    },
  };
};
