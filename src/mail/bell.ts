/** For one who waits for whatever happens next. */
interface Bell {
  /** Heard by who waits now, or else by who waits next. */
  ring(): void;
  /** True when it rang, false after so many milliseconds. Keeps no process alive. */
  wait(timeoutMs: number): Promise<boolean>;
}

export const createBell = (): Bell => {
  let rung = false;
  let hear: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      hear?.();
    },
    wait: (timeoutMs) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          hear = undefined;
          resolve(rung);
          rung = false;
        };
        const timer = setTimeout(end, timeoutMs);
        timer.unref();
        hear = end;
        if (rung) end();
      }),
  };
};
