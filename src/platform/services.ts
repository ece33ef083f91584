import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import { SERVICE_NAMES } from '../contract/http/service.ts';
import type { SettingsStore } from './settings-store.ts';

export const SERVICES = SERVICE_NAMES;
export type ServiceName = (typeof SERVICES)[number];

/** What is wrong, as a code for which the console has a sentence, and what belongs into the sentence. */
export interface ServiceProblem {
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** What a part of the server tells of itself and lets be done to it. It can be started again after `stop`. */
export interface ServicePart {
  /** Undefined: well. `off`: the environment does not have it. */
  check(): Promise<ServiceProblem | 'off' | undefined>;
  /** Without these two the service only refuses at its gate while it is stopped. */
  start?(): Promise<void>;
  stop?(): Promise<void>;
  /** An administrator stops it: what people are doing with it is ended. Not when the server itself stops, which will come back. */
  farewell?(): Promise<void>;
}

/** `off`: not configured; `stopped`: by an administrator; `troubled`: it runs, and something is wrong. */
export type ServiceState = 'running' | 'troubled' | 'stopped' | 'off';

export interface ServiceReport {
  readonly name: ServiceName;
  readonly state: ServiceState;
  /** Since when it is in this state, as far as this process knows. */
  readonly sinceMs: number;
  readonly problem?: ServiceProblem;
  /** False: it is stopped, or could not be started; `start` tries. */
  readonly runs: boolean;
  /** The web stays: without it nobody could start it again. */
  readonly stoppable: boolean;
}

/** Which services run, kept over restarts. */
export interface Services {
  /** Once, before `begin`, for each service that has something to tell. */
  define(name: ServiceName, part: ServicePart): void;
  /** Reads what was stopped, so that nothing of it is served from the first request on. */
  load(): Promise<void>;
  /** Starts what is not stopped. What cannot be started is told by `report`; the others run all the same. */
  begin(): Promise<void>;
  isStopped(name: ServiceName): boolean;
  /** Refuses requests with `service-stopped` while the service is stopped. */
  gate(name: ServiceName): (request: unknown, response: unknown, next: (problem?: unknown) => void) => void;
  /** Throws `service-stopped`. */
  require(name: ServiceName): void;
  /** Rejects with what kept it from starting; it counts as wanted from then on. */
  start(name: ServiceName): Promise<void>;
  /** Refuses with `not-allowed` what cannot be stopped. */
  stop(name: ServiceName): Promise<void>;
  report(): Promise<ServiceReport[]>;
  /** Stops what `begin` and `start` have started. */
  end(): Promise<void>;
}

const SETTING = 'stopped-services';

/** Why a part did not start, as a code with words. */
const startProblem = (error: unknown): ServiceProblem => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return { code: 'port-taken' };
  if (code === 'EACCES') return { code: 'port-forbidden' };
  if (code === 'EADDRNOTAVAIL') return { code: 'address-missing' };
  return { code: 'start-failed' };
};

export const createServices = ({
  settings,
  clock,
  log,
}: {
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly log: Log;
}): Services => {
  const parts = new Map<ServiceName, ServicePart>();
  const stopped = new Set<ServiceName>();
  const running = new Set<ServiceName>();
  const failed = new Map<ServiceName, ServiceProblem>();
  const since = new Map<ServiceName, { state: ServiceState; sinceMs: number }>();
  /** One change after the other. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => {});
    return next;
  };

  const startPart = async (name: ServiceName): Promise<void> => {
    if (running.has(name)) return;
    try {
      await parts.get(name)?.start?.();
    } catch (error) {
      failed.set(name, startProblem(error));
      // What of it did start must not go on alone.
      await parts
        .get(name)
        ?.stop?.()
        .catch(() => {});
      log.error({ err: error, service: name }, 'a service could not be started');
      throw error;
    }
    failed.delete(name);
    running.add(name);
  };
  const stopPart = async (name: ServiceName): Promise<void> => {
    failed.delete(name);
    if (!running.has(name)) return;
    await parts.get(name)?.stop?.();
    // Only now: what did not stop is not started a second time beside itself.
    running.delete(name);
  };
  const keep = (): Promise<void> => settings.set(SETTING, [...stopped]);
  const isStopped = (name: ServiceName): boolean => stopped.has(name);
  const require = (name: ServiceName): void => {
    if (isStopped(name)) throw new DomainError('service-stopped');
  };

  /** One part that cannot say how it is must not hide how the others are. */
  const check = async (name: ServiceName): Promise<ServiceProblem | 'off' | undefined> => {
    try {
      return await parts.get(name)?.check();
    } catch (error) {
      log.error({ err: error, service: name }, 'a service could not be checked');
      return { code: 'check-failed' };
    }
  };

  const reportOne = async (name: ServiceName): Promise<ServiceReport> => {
    const found = isStopped(name) ? undefined : (failed.get(name) ?? (await check(name)));
    const problem = typeof found === 'object' ? found : undefined;
    const state: ServiceState = isStopped(name)
      ? 'stopped'
      : found === 'off'
        ? 'off'
        : problem === undefined
          ? 'running'
          : 'troubled';
    const before = since.get(name);
    const sinceMs = before?.state === state ? before.sinceMs : clock.nowMs();
    since.set(name, { state, sinceMs });
    const runs = !isStopped(name) && !failed.has(name);
    return { name, state, sinceMs, runs, stoppable: name !== 'web', ...(problem !== undefined && { problem }) };
  };

  return {
    define: (name, part) => void parts.set(name, part),
    async load() {
      const kept = await settings.get(SETTING);
      for (const name of SERVICES) if (Array.isArray(kept) && kept.includes(name)) stopped.add(name);
    },
    begin: () =>
      inTurn(async () => {
        for (const name of SERVICES) {
          since.set(name, { state: isStopped(name) ? 'stopped' : 'running', sinceMs: clock.nowMs() });
          if (!isStopped(name)) await startPart(name).catch(() => {});
        }
      }),
    isStopped,
    require,
    gate: (name) => (_request, _response, next) => {
      next(isStopped(name) ? new DomainError('service-stopped') : undefined);
    },
    start: (name) =>
      inTurn(async () => {
        stopped.delete(name);
        await keep().catch((error: unknown) => {
          stopped.add(name);
          throw error;
        });
        await startPart(name);
        since.set(name, { state: 'running', sinceMs: clock.nowMs() });
      }),
    stop: (name) =>
      inTurn(async () => {
        if (name === 'web') throw new DomainError('not-allowed');
        const wasStopped = stopped.has(name);
        stopped.add(name);
        await keep().catch((error: unknown) => {
          if (!wasStopped) stopped.delete(name);
          throw error;
        });
        since.set(name, { state: 'stopped', sinceMs: clock.nowMs() });
        // Somebody who cannot be told goodbye keeps nothing running.
        await parts
          .get(name)
          ?.farewell?.()
          .catch((error: unknown) =>
            log.error({ err: error, service: name }, 'a service did not end what it was doing'),
          );
        await stopPart(name);
      }),
    report: () => Promise.all(SERVICES.map(reportOne)),
    end: () =>
      inTurn(async () => {
        for (const name of SERVICES.toReversed())
          await stopPart(name).catch((error: unknown) =>
            log.error({ err: error, service: name }, 'a service could not be stopped'),
          );
      }),
  };
};
