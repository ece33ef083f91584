import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Limit } from './limits-watch.ts';

/** How late the one thread is that everything runs in: sound that waits for it stutters. */
export interface LoopWatch {
  start(): void;
  stop(): void;
  /** The longest delay of the last whole second, in milliseconds. */
  lagMs(): number;
  /** It has been late for so long that nobody more should come in. */
  isOverloaded(): boolean;
  limit(): Limit | undefined;
}

/** A quarter of a second is what a jitter buffer just survives. */
const LATE_MS = 250;
/** Seconds in a row: one long query or a garbage collection is no reason to send people away. */
const LATE_SECONDS = 10;
const LOW_SECONDS = 3;
const SAMPLE_MS = 1_000;
const RESOLUTION_MS = 20;

/** Counts late seconds one after the other. Fed about once a second: blocked for several at once, it is fed too late for each of them. */
export const createLateSeconds = (): { take(lagMs: number, passedMs: number): void; seconds(): number } => {
  let seconds = 0;
  return {
    take(lagMs, passedMs) {
      seconds = lagMs > LATE_MS ? seconds + Math.max(1, Math.round(passedMs / SAMPLE_MS)) : 0;
    },
    seconds: () => seconds,
  };
};

/** Reads the longest delay since it was read last, in milliseconds. */
export type ReadLag = { start(): void; stop(): void; read(): number };

const createReadLag = (): ReadLag => {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  return {
    start: () => void delays.enable(),
    stop: () => void delays.disable(),
    read() {
      // The histogram counts from one look to the next, the resolution itself included; empty it says nothing useful.
      const most = delays.count === 0 ? 0 : delays.max / 1e6 - RESOLUTION_MS;
      delays.reset();
      return Math.max(0, most);
    },
  };
};

export const createLoopWatch = ({ lag = createReadLag() }: { readonly lag?: ReadLag } = {}): LoopWatch => {
  const late = createLateSeconds();
  let timer: NodeJS.Timeout | undefined;
  let lastMs = 0;
  let sampledMs = 0;
  const sample = (): void => {
    lastMs = lag.read();
    const nowMs = performance.now();
    late.take(lastMs, nowMs - sampledMs);
    sampledMs = nowMs;
  };
  const isOverloaded = (): boolean => late.seconds() >= LATE_SECONDS;
  return {
    start() {
      lag.start();
      sampledMs = performance.now();
      timer = setInterval(sample, SAMPLE_MS);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
      lag.stop();
    },
    lagMs: () => lastMs,
    isOverloaded,
    limit() {
      const forSeconds = late.seconds();
      if (forSeconds < LOW_SECONDS) return undefined;
      const level = isOverloaded() ? 'critical' : 'low';
      return { code: 'event-loop', level, values: { lagMs: Math.round(lastMs), forSeconds } };
    },
  };
};
