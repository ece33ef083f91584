import { pino } from 'pino';
import { buildApp } from './build-app.ts';
import type { Config } from './config.ts';

/** How long a stop may take before the process ends all the same. */
const STOP_DEADLINE_MS = 15_000;

/** Runs the server until it is told to stop (SIGTERM, SIGINT); a second signal ends it at once. */
export const serve = async (config: Config): Promise<void> => {
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const fail = (error: unknown): never => {
    log.fatal({ err: error }, 'unexpected failure; ending');
    process.exit(1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);

  const app = await buildApp(config, { log, say: (line) => process.stderr.write(line) });
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
    app.stop().then(() => {
      log.info({}, 'stopped');
      process.exit(0);
    }, fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  await app.start().catch(fail);
  log.info({ url: app.url }, 'ready');
};
