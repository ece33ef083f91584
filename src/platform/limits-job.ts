import type { Log } from '../base/log.ts';
import { createJob, type Job } from './job.ts';
import type { Limit, ReadLimits } from './limits-watch.ts';

const LOOK_EVERY_MS = 10_000;

/** Says into the log when something begins to run short, gets worse, and is well again: once each, not every ten seconds. */
export const createLimitsJob = ({ readLimits, log }: { readonly readLimits: ReadLimits; readonly log: Log }): Job => {
  let before: ReadonlyMap<string, Limit> = new Map();
  return createJob({
    name: 'watch the limits',
    async run() {
      const now = new Map((await readLimits()).map((limit) => [limit.code, limit]));
      for (const { code, level, values } of now.values()) {
        if (before.get(code)?.level === level) continue;
        if (level === 'critical') log.error({ limit: code, level, ...values }, 'a limit is reached');
        else log.warn({ limit: code, level, ...values }, 'something runs short');
      }
      for (const code of before.keys())
        if (!now.has(code as Limit['code'])) log.info({ limit: code }, 'a limit is far again');
      before = now;
      return LOOK_EVERY_MS;
    },
    log,
  });
};
