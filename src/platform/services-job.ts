import type { Log } from '../base/log.ts';
import { createJob, type Job } from './job.ts';
import type { Services } from './services.ts';

const LOOK_EVERY_MS = 60_000;

/** Looks at the services, so that what is told of one is told since it has been so, and not since somebody opened the console. */
export const createServicesJob = ({
  services,
  log,
}: {
  readonly services: Pick<Services, 'report'>;
  readonly log: Log;
}): Job =>
  createJob({
    name: 'look at the services',
    async run() {
      await services.report();
      return LOOK_EVERY_MS;
    },
    log,
  });
