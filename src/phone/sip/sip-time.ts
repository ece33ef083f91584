/** Time as signalling needs it: passing evenly, whatever becomes of the time of day. */
export interface SipTime {
  /** Milliseconds since some moment. */
  nowMs(): number;
  /** Calls `run` once after this time; answers what takes it back. */
  after(delayMs: number, run: () => void): () => void;
}

export const systemTime: SipTime = {
  nowMs: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/** The one timer of a state machine that says when it wants to be woken. */
export interface Wake {
  /** Wakes at this time, at no other; undefined: not any more. */
  at(wakeAtMs: number | undefined): void;
}

/** The longest that timers of the platform can wait: beyond, they do not wait at all. A caller's session may last for 136 years. */
export const LONGEST_WAIT_MS = 2 ** 31 - 1;

export const createWake = (time: SipTime, wake: () => void): Wake => {
  let cancel: (() => void) | undefined;
  const plan = (wakeAtMs: number): void => {
    const waitMs = Math.max(0, wakeAtMs - time.nowMs());
    cancel = time.after(Math.min(waitMs, LONGEST_WAIT_MS), () => {
      cancel = undefined;
      if (waitMs > LONGEST_WAIT_MS) plan(wakeAtMs);
      else wake();
    });
  };
  return {
    at(wakeAtMs) {
      cancel?.();
      cancel = undefined;
      if (wakeAtMs !== undefined) plan(wakeAtMs);
    },
  };
};

/** The same time, with an end: after `stop` nothing that was planned happens, and nothing can be planned. */
export const createEndingTime = (time: SipTime): SipTime & { stop(): void; readonly planned: () => number } => {
  const planned = new Set<() => void>();
  let stopped = false;
  return {
    nowMs: time.nowMs,
    after(delayMs, run) {
      if (stopped) return () => {};
      const cancel = time.after(delayMs, () => {
        planned.delete(cancel);
        run();
      });
      planned.add(cancel);
      return () => {
        planned.delete(cancel);
        cancel();
      };
    },
    planned: () => planned.size,
    stop() {
      stopped = true;
      for (const cancel of planned) cancel();
      planned.clear();
    },
  };
};
