import { mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { createAccountRoutes, createViewerMiddleware } from '../accounts/account-routes.ts';
import { createAccountStore } from '../accounts/account-store.ts';
import { createAddAccount } from '../accounts/add-account.ts';
import { createPasswords } from '../accounts/password.ts';
import { createSetUpLink } from '../accounts/set-up-link.ts';
import { createSignIn } from '../accounts/sign-in.ts';
import { createSignInStore } from '../accounts/sign-in-store.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import { type Log, silentLog } from '../base/log.ts';
import { createUnitOfWork, openDatabase } from '../platform/database.ts';
import { createJob } from '../platform/job.ts';
import { openKeyring } from '../platform/keyring.ts';
import { createOriginCheck } from '../platform/origin.ts';
import { createRateLimit } from '../platform/rate-limit.ts';
import { createRealtime } from '../platform/realtime.ts';
import type { Config } from './config.ts';
import { prepareFirstAccount } from './first-account.ts';
import { createWebServer, listen, stopListening } from './listen.ts';
import { localTimeZone } from './local-time-zone.ts';
import { createPages } from './pages.ts';
import { projectRoot } from './project-root.ts';
import { createWebApp } from './web-app.ts';

/** What tests replace; everything else is the real thing. */
export interface Overrides {
  readonly clock?: Clock;
  readonly log?: Log;
  /** Takes what a person at the terminal must read. */
  readonly say?: (text: string) => void;
  /** How long a changed event stays quiet before its mails leave, in milliseconds. */
  readonly quietMs?: number;
}

export interface App {
  /** Resolves once connections are taken. */
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly url: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Below this the database may stop being able to write. */
const FREE_DISK_LEAST_BYTES = 64 * 1024 * 1024;

/** Puts the whole server together: straight down, each part from those above it. */
export const buildApp = async (config: Config, overrides: Overrides = {}): Promise<App> => {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? silentLog;

  // The ground
  mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 });
  const keyring = openKeyring(config.dataDirectory);
  const database = await openDatabase({ file: join(config.dataDirectory, 'webmeeting.sqlite') });
  const unitOfWork = createUnitOfWork(database);

  // Accounts
  const accounts = createAccountStore(database);
  const signIns = createSignInStore(database);
  const passwords = createPasswords();
  const addAccount = createAddAccount({ accounts, passwords, unitOfWork, clock });
  const setUpLink = createSetUpLink({ keyring, publicUrl: config.publicUrl });
  const signIn = createSignIn({
    accounts,
    sessions: signIns,
    passwords,
    limits: {
      person: createRateLimit({ points: 10, windowMs: 15 * MINUTE_MS }),
      network: createRateLimit({ points: 100, windowMs: 15 * MINUTE_MS }),
    },
    clock,
  });
  const forgetSignIns = createJob({
    name: 'forget expired sign-ins',
    run: async () => {
      await signIns.removeExpired(clock.nowMs());
      return HOUR_MS;
    },
    log,
  });

  // The web
  const https = config.publicUrl.startsWith('https:');
  const cookies = { secure: https };
  const origin = createOriginCheck(config.onlyOrigin);
  const web = createWebApp({
    https,
    trustProxy: config.trustProxy,
    isOwnOrigin: origin.isOwn,
    readiness: {
      async problem() {
        await database.raw('SELECT 1');
        const { bavail, bsize } = statfsSync(config.dataDirectory);
        return bavail * bsize < FREE_DISK_LEAST_BYTES ? 'disk full' : undefined;
      },
    },
    viewer: createViewerMiddleware({ signIn, cookies }),
    api: [
      createAccountRoutes({
        accounts,
        addAccount,
        signIn,
        sessions: signIns,
        passwords,
        setUpLink,
        site: {
          cookies,
          languages: config.mail.languages,
          mailLeaves: config.mail.smtpUrl !== undefined,
          timeZone: localTimeZone(),
        },
      }),
    ],
    pages: createPages({ clientDirectory: join(projectRoot(), 'dist', 'client') }),
    log,
  });
  const server = createWebServer(config.http, web);
  const realtime = createRealtime({ httpServer: server, isOwnOrigin: origin.isOwn });

  const jobs = [forgetSignIns];
  return {
    url: config.publicUrl,
    async start() {
      await prepareFirstAccount({
        accounts,
        addAccount,
        setUpLink,
        firstAdmin: config.firstAdmin,
        defaults: { language: config.mail.languages[0] ?? 'en', timeZone: localTimeZone() },
        dataDirectory: config.dataDirectory,
        say: overrides.say ?? (() => {}),
      });
      await listen(server, config.http);
      for (const job of jobs) job.start();
    },
    async stop() {
      const closed = stopListening(server, 5_000);
      await realtime.close();
      await closed;
      for (const job of jobs.toReversed()) await job.stop();
      await database.destroy();
    },
  };
};
