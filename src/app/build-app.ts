import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { createAccountRoutes, createViewerMiddleware } from '../accounts/account-routes.ts';
import { createAddAccount } from '../accounts/add-account.ts';
import { createAppPasswordRoutes } from '../accounts/app-password-routes.ts';
import { createAppPasswordStore } from '../accounts/app-password-store.ts';
import { createAppPasswords } from '../accounts/app-passwords.ts';
import { createPasswords } from '../accounts/password.ts';
import { createSetUpLink } from '../accounts/set-up-link.ts';
import { createSignIn } from '../accounts/sign-in.ts';
import { createSignInStore } from '../accounts/sign-in-store.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import { isLanguage } from '../base/languages.ts';
import { type Log, silentLog } from '../base/log.ts';
import { createCalendarRoutes } from '../calendar/calendar-routes.ts';
import { createCalendarView } from '../calendar/calendar-view.ts';
import { createChangeStreamRoutes } from '../calendar/change-stream-routes.ts';
import { createEventRoutes } from '../calendar/event-routes.ts';
import { createExchangeRoutes } from '../calendar/exchange/exchange-routes.ts';
import { createFeedRoutes } from '../calendar/exchange/feed-routes.ts';
import { createBusyOf, createFreeBusy } from '../calendar/free-busy/free-busy.ts';
import { createFreeBusyRoutes } from '../calendar/free-busy/free-busy-routes.ts';
import { createFreeBusyStore } from '../calendar/free-busy/free-busy-store.ts';
import { createLobbyLimits } from '../meetings/lobby-limits.ts';
import { createMeetingCookies } from '../meetings/meeting-cookies.ts';
import { createMeetingRoutes } from '../meetings/meeting-routes.ts';
import { createWaitRoutes } from '../meetings/wait-routes.ts';
import { createJob } from '../platform/job.ts';
import { createOriginCheck } from '../platform/origin.ts';
import { createRateLimit } from '../platform/rate-limit.ts';
import { createRealtime, createScreenRealtime } from '../platform/realtime.ts';
import { createAwayRoutes } from '../room/away-routes.ts';
import { buildAfter } from './build-after.ts';
import { buildAnswers } from './build-answers.ts';
import { buildCalendar, buildDoors } from './build-calendar.ts';
import { buildConsole } from './build-console.ts';
import { buildDav } from './build-dav.ts';
import { buildDocuments } from './build-documents.ts';
import { buildDocumentsDav } from './build-documents-dav.ts';
import { buildExchange } from './build-exchange.ts';
import { buildGround } from './build-ground.ts';
import { buildInbox } from './build-inbox.ts';
import { buildInvitations } from './build-invitations.ts';
import { buildMeetings } from './build-meetings.ts';
import { buildRecordings } from './build-recordings.ts';
import { buildRoom } from './build-room.ts';
import { buildRoomFiles } from './build-room-files.ts';
import { buildShareMails } from './build-share-mails.ts';
import { buildCalendarStores } from './build-stores.ts';
import { buildSuccession } from './build-succession.ts';
import { buildTimedMails } from './build-timed-mails.ts';
import type { Config } from './config.ts';
import { prepareFirstAccount } from './first-account.ts';
import { createWebServer, listen, stopListening } from './listen.ts';
import { localTimeZone } from './local-time-zone.ts';
import { createOpenApiRoutes } from './openapi-routes.ts';
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
/** Several edits within this time become one mail. */
const QUIET_MS = 30_000;
/** Below this the database may stop being able to write. */
const FREE_DISK_LEAST_BYTES = 64 * 1024 * 1024;

/** Puts the whole server together: straight down, each part from those above it. */
export const buildApp = async (config: Config, overrides: Overrides = {}): Promise<App> => {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? silentLog;
  const ground = await buildGround(config, clock, log);
  const { database, keyring, unitOfWork } = ground;

  // Meetings, calendar, mail
  const calendarStores = buildCalendarStores(ground);
  const meeting = buildMeetings(ground, calendarStores);
  const invitations = buildInvitations(ground, meeting, calendarStores, overrides.quietMs ?? QUIET_MS);
  const calendar = buildCalendar(ground, meeting, calendarStores, invitations.changes);
  const timed = buildTimedMails(ground, meeting, calendarStores, invitations);
  const answers = buildAnswers(ground, calendarStores, meeting, calendar, invitations);
  const succession = buildSuccession(ground, calendarStores, meeting, invitations, (session) =>
    recordings.recordingsOf(session),
  );
  const { inbox, itipReader } = buildInbox(ground, calendarStores, meeting, { calendar, invitations, answers });
  const doors = buildDoors(ground, meeting, calendarStores, { history: invitations.history });
  const exchange = buildExchange(ground, calendarStores, calendar);
  const calendarView = createCalendarView({
    ...calendarStores,
    exchange: exchange.exchange,
    davUrlOf: (account, { uri }) => `${config.publicUrl}/dav/calendars/${account.id}/${uri}/`,
  });
  const freeBusyStore = createFreeBusyStore(database);
  const busyOf = createBusyOf({ store: freeBusyStore, reader: calendar.reader });

  // Accounts
  const { accounts } = meeting;
  const signIns = createSignInStore(database);
  const passwords = createPasswords();
  const onAdded = calendarStores.adoptInvitations;
  const addAccount = createAddAccount({ accounts, passwords, unitOfWork, clock, onAdded });
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

  const appPasswords = createAppPasswords({ store: createAppPasswordStore(database), accounts, clock });
  const dav = buildDav(ground, { ...calendarStores, appPasswords, busyOf, work: calendar });

  // Documents
  const documents = buildDocuments(ground, accounts, () => shareMailJob.wake());
  const { shareMailJob } = buildShareMails(ground, calendarStores, invitations, documents);
  // What is ready is mailed by what comes further down.
  const recordings = buildRecordings(ground, { ...calendarStores, ...meeting }, documents, () =>
    after.afterSessionJob.wake(),
  );
  // The rooms are built on top of the web server.
  const roomFiles = buildRoomFiles(ground, calendarStores, meeting, documents, { find: (id) => rooms.find(id) });
  const { forgetRoomFiles } = roomFiles;
  const after = buildAfter(
    ...([ground, calendarStores, meeting, invitations, documents, forgetRoomFiles, recordings.recordingsOf] as const),
  );
  const documentsDav = buildDocumentsDav(ground, { ...documents, signIn: dav.signIn });

  // The web
  const https = config.publicUrl.startsWith('https:');
  const cookies = { secure: https };
  const meetingCookies = createMeetingCookies(cookies);
  const origin = createOriginCheck(config.onlyOrigin);
  const defaults = { language: config.mail.languages.find(isLanguage) ?? ('en' as const), timeZone: localTimeZone() };
  const viewer = createViewerMiddleware({ signIn, cookies });
  const web = createWebApp({
    https,
    trustProxy: config.trustProxy,
    isOwnOrigin: origin.isOwn,
    readiness: {
      async problem() {
        try {
          await database.raw('SELECT 1');
        } catch {
          return 'database unavailable';
        }
        const { bavail, bsize } = statfsSync(config.dataDirectory);
        return bavail * bsize < FREE_DISK_LEAST_BYTES ? 'disk full' : undefined;
      },
    },
    viewer,
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
          languages: config.mail.languages.filter(isLanguage),
          mailLeaves: config.mail.smtpUrl !== undefined,
          timeZone: defaults.timeZone,
        },
      }),
      answers.routes,
      createChangeStreamRoutes(invitations),
      createEventRoutes(calendar),
      createCalendarRoutes({ ...calendar, calendarView }),
      createExchangeRoutes({
        ...exchange,
        access: calendarStores.access,
        showCalendar: (account, id) => calendarView.one(account, id),
      }),
      createFreeBusyRoutes({ freeBusy: createFreeBusy({ accounts, store: freeBusyStore, busyOf, clock }) }),
      createAppPasswordRoutes({ appPasswords }),
      createMeetingRoutes({ ...meeting, ...doors, meetingCookies, clock }),
      createWaitRoutes({ ...meeting, lobbyLimits: createLobbyLimits(), meetingCookies, clock }),
      answers.inviteRoutes,
      ...succession.routes,
      // The rooms are built on top of this server.
      createAwayRoutes({ goAway: (resumeToken) => goAway(resumeToken) }),
      ...documents.api,
      ...recordings.routes,
      roomFiles.routes,
      ...buildConsole(ground, invitations, inbox),
      createOpenApiRoutes({ publicUrl: config.publicUrl }),
    ],
    outside: [createFeedRoutes(exchange), documentsDav.routes, dav.routes, documents.previewRoutes(viewer)],
    pages: createPages({ clientDirectory: join(projectRoot(), 'dist', 'client') }),
    log,
  });

  // The rooms
  const server = createWebServer(config.http, web);
  const ways = { httpServer: server, isOwnOrigin: origin.isOwn };
  const realtime = createRealtime(ways);
  const screenRealtime = createScreenRealtime(ways);
  const { rooms, goAway } = buildRoom(ground, meeting, calendarStores, {
    realtime,
    screenRealtime,
    ...recordings,
  });

  const jobs = [
    invitations.sendMailJob,
    invitations.inviteJob,
    timed.reminderJob,
    timed.nudgeJob,
    timed.noteMailJob,
    calendar.listingJob,
    exchange.refreshJob,
    forgetSignIns,
    documents.tidyJob,
    ...recordings.jobs,
    after.afterSessionJob,
    shareMailJob,
  ];
  return {
    url: config.publicUrl,
    async start() {
      const { firstAdmin, dataDirectory } = config;
      const say = overrides.say ?? (() => {});
      await prepareFirstAccount({ accounts, addAccount, setUpLink, firstAdmin, defaults, dataDirectory, say });
      await documents.recover();
      await rooms.start();
      await listen(server, config.http);
      for (const job of jobs) job.start();
      await inbox.start();
    },
    async stop() {
      const closed = stopListening(server, 5_000);
      meeting.waitingRoom.close();
      invitations.signals.close();
      await rooms.stop();
      // Together: each waits for the web port, which waits for the connections of both.
      await Promise.all([screenRealtime.close(), realtime.close(), closed]);
      await inbox.stop();
      await itipReader.stop();
      for (const job of jobs.toReversed()) await job.stop();
      await invitations.composer.stop();
      await dav.reader.stop();
      await calendar.reader.stop();
      await exchange.files.stop();
      await exchange.renderer.stop();
      await database.destroy();
    },
  };
};
