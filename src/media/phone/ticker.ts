import { CATCH_UP_TICKS, TICK_MS } from './limits.ts';

/** Calls at even times, whatever the timer does: each time is counted from the first, so that nothing adds up. */
export interface Ticker {
  start(): void;
  stop(): void;
}

export interface TickerTimes {
  nowMs(): number;
  /** Answers how to call it off. */
  after(ms: number, work: () => void): () => void;
}

export const systemTickerTimes: TickerTimes = {
  nowMs: () => performance.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * `tick` is told when it should have been called. After a hold-up missed ticks follow at once, `CATCH_UP_TICKS` at the most; beyond
 * that they are left out, and time goes on from now.
 */
export const createTicker = (tick: (dueMs: number) => void, times: TickerTimes = systemTickerTimes): Ticker => {
  let dueMs = 0;
  let callOff: (() => void) | undefined;

  const schedule = (): void => {
    callOff = times.after(Math.max(0, dueMs - times.nowMs()), run);
  };
  const run = (): void => {
    const nowMs = times.nowMs();
    if (nowMs - dueMs > CATCH_UP_TICKS * TICK_MS) dueMs = nowMs;
    while (callOff !== undefined && dueMs <= nowMs) {
      tick(dueMs);
      dueMs += TICK_MS;
    }
    if (callOff !== undefined) schedule();
  };

  return {
    start: () => {
      if (callOff !== undefined) return;
      dueMs = times.nowMs() + TICK_MS;
      schedule();
    },
    stop: () => {
      callOff?.();
      callOff = undefined;
    },
  };
};
