import { pino } from 'pino';
import { buildApp } from './build-app.ts';
import type { Config } from './config.ts';
import { holdDataDirectory } from './open-data.ts';
import { startProblem } from './start-problem.ts';

/** How long a stop may take before the process ends all the same. */
const STOP_DEADLINE_MS = 15_000;

/**
 * Runs the server until it is told to stop. TERM gives those in rooms a word and their time (`DRAIN_SECONDS`) first; INT, from somebody at
 * the terminal, does not. A second signal ends it at once.
 */
export const serve = async (config: Config): Promise<void> => {
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const fail = (error: unknown): never => {
    log.fatal({ err: error }, 'unexpected failure; ending');
    process.exit(1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);

  const refuse = (error: unknown): never => {
    const problem = startProblem(error, config);
    if (problem === undefined) return fail(error);
    process.stderr.write(`${problem}\n`);
    process.exit(1);
  };
  const begin = async () => {
    const letGo = holdDataDirectory(config);
    return { letGo, app: await buildApp(config, { log, say: (line) => process.stderr.write(line) }) };
  };
  const { letGo, app } = await begin().catch(refuse);
  let stopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    if (signal === 'SIGTERM') await app.drain();
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
    await app.stop();
    letGo();
    log.info({}, 'stopped');
    process.exit(0);
  };
  const hear = (signal: NodeJS.Signals): void => void stop(signal).catch(fail);
  process.on('SIGTERM', hear);
  process.on('SIGINT', hear);
  await app.start().catch(refuse);
  log.info({ url: app.url }, 'ready');
};
