import type { Log } from '../base/log.ts';

/** Work that the server does by itself, one run at a time. */
export interface Job {
  start(): void;
  /** Ends after the run under way, if any. */
  stop(): Promise<void>;
  /** Runs as soon as possible: at once, or right after the run under way. */
  wake(): void;
}

const RETRY_AFTER_ERROR_MS = 5_000;

/** `run` answers after how many milliseconds it wants to run again; undefined: only when woken. */
export const createJob = ({
  name,
  run,
  log,
}: {
  readonly name: string;
  readonly run: () => Promise<number | undefined>;
  readonly log: Log;
}): Job => {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let started = false;
  let wokenDuringRun = false;

  const schedule = (delayMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(begin, Math.min(delayMs, 2 ** 31 - 1));
  };

  const once = async (): Promise<void> => {
    wokenDuringRun = false;
    let nextMs: number | undefined;
    try {
      nextMs = await run();
    } catch (error) {
      log.error({ err: error, job: name }, 'a job failed and will run again');
      nextMs = RETRY_AFTER_ERROR_MS;
    }
    running = undefined;
    if (!started) return;
    if (wokenDuringRun) schedule(0);
    else if (nextMs !== undefined) schedule(nextMs);
  };

  const begin = (): void => {
    clearTimeout(timer);
    if (started && running === undefined) running = once();
  };

  return {
    start() {
      started = true;
      begin();
    },
    async stop() {
      started = false;
      clearTimeout(timer);
      await running;
    },
    wake() {
      if (!started) return;
      if (running !== undefined) wokenDuringRun = true;
      else begin();
    },
  };
};
