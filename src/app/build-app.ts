import { join } from 'node:path';
import { type AccountAddedListener, createAddAccount } from '../accounts/add-account.ts';
import { createAppPasswordRoutes } from '../accounts/app-password-routes.ts';
import { createAppPasswordStore } from '../accounts/app-password-store.ts';
import { createAppPasswords } from '../accounts/app-passwords.ts';
import { createPasswords } from '../accounts/password.ts';
import { createSetUpLink } from '../accounts/set-up-link.ts';
import { createPhoneRoutes } from '../admin/phone-routes.ts';
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
import { createRoomCallRoutes } from '../phone/dial-out/room-call-routes.ts';
import { createReadDiskSpace, FREE_DISK_LEAST_BYTES } from '../platform/disk-space.ts';
import type { LoopWatch } from '../platform/loop-watch.ts';
import { createOriginCheck } from '../platform/origin.ts';
import { createRealtime, createScreenRealtime } from '../platform/realtime.ts';
import { createAwayRoutes } from '../room/away-routes.ts';
import { createBrandPage } from './brand-page.ts';
import { buildAccounts } from './build-accounts.ts';
import { buildAfter } from './build-after.ts';
import { buildAnswers } from './build-answers.ts';
import { buildAppearance } from './build-appearance.ts';
import { buildBackups } from './build-backups.ts';
import { buildCalendar, buildDoors } from './build-calendar.ts';
import { buildCertificate } from './build-certificate.ts';
import { buildConsole } from './build-console.ts';
import { buildDav } from './build-dav.ts';
import { buildDocuments } from './build-documents.ts';
import { buildDocumentsDav } from './build-documents-dav.ts';
import { buildExchange } from './build-exchange.ts';
import { buildGround } from './build-ground.ts';
import { buildInbox } from './build-inbox.ts';
import { buildIntegrations, type IntegrationOverrides } from './build-integrations.ts';
import { buildInvitations } from './build-invitations.ts';
import { buildMeetingPolicy, refuseServiceAddress } from './build-meeting-policy.ts';
import { buildMeetings } from './build-meetings.ts';
import { buildOverview } from './build-overview.ts';
import { buildPhone, type PhoneParts } from './build-phone.ts';
import { buildPrivacy } from './build-privacy.ts';
import { buildPrompts } from './build-prompts.ts';
import { buildRecordings } from './build-recordings.ts';
import { buildRights } from './build-rights.ts';
import { buildRoom } from './build-room.ts';
import { buildRoomFiles } from './build-room-files.ts';
import { buildRunning } from './build-running.ts';
import { buildServices } from './build-services.ts';
import { buildShareMails } from './build-share-mails.ts';
import { buildSignIn } from './build-sign-in.ts';
import { buildCalendarStores } from './build-stores.ts';
import { buildSuccession } from './build-succession.ts';
import { buildTimedMails } from './build-timed-mails.ts';
import { createCallGuard } from './call-guard.ts';
import type { Config } from './config.ts';
import { prepareFirstAccount } from './first-account.ts';
import { createWebServer, listen, showCertificate, stopListening } from './listen.ts';
import { localTimeZone } from './local-time-zone.ts';
import { CALLS } from './openapi.ts';
import { createOpenApiRoutes } from './openapi-routes.ts';
import { createPages } from './pages.ts';
import type { Part } from './part.ts';
import { projectRoot } from './project-root.ts';
import { createApiGates, createOutsideGates } from './service-gates.ts';
import { createWebApp } from './web-app.ts';

/** What tests replace; everything else is the real thing. */
export interface Overrides {
  readonly clock?: Clock;
  readonly log?: Log;
  /** Takes what a person at the terminal must read. */
  readonly say?: (text: string) => void;
  /** How long a changed event stays quiet before its mails leave, in milliseconds. */
  readonly quietMs?: number;
  readonly integrations?: IntegrationOverrides;
  /** Tells how late the event loop is. */
  readonly loop?: LoopWatch;
}

export interface App {
  /** Resolves once connections are taken. */
  start(): Promise<void>;
  /** Tells those in rooms that it stops, and resolves when they have left or have had their time. `stop` comes behind it. */
  drain(): Promise<void>;
  stop(): Promise<void>;
  readonly url: string;
}

/** Several edits within this time become one mail. */
const QUIET_MS = 30_000;

/** Puts the whole server together: straight down, each part from those above it. */
export const buildApp = async (config: Config, overrides: Overrides = {}): Promise<App> => {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? silentLog;
  const ground = await buildGround(config, clock, log);
  const { database, keyring, unitOfWork } = ground;

  // Meetings, calendar, mail
  const calendarStores = buildCalendarStores(ground);
  const meeting = buildMeetings(ground, calendarStores);
  await meeting.policy.load();
  const invitations = buildInvitations(ground, meeting, calendarStores, overrides.quietMs ?? QUIET_MS);
  const calendar = buildCalendar(ground, meeting, calendarStores, invitations.changes);
  const integrations = buildIntegrations(
    ...([ground, calendarStores, meeting, calendar, invitations, overrides.integrations] as const),
  );
  const timed = buildTimedMails(ground, meeting, calendarStores, invitations);
  const answers = buildAnswers(ground, calendarStores, meeting, calendar, invitations);
  const succession = buildSuccession(ground, calendarStores, meeting, invitations, (session) =>
    recordings.recordingsOf(session),
  );
  const { inbox, itipReader } = buildInbox(ground, calendarStores, meeting, { calendar, invitations, answers });
  const doors = buildDoors(ground, meeting, calendarStores, {
    history: invitations.history,
    offersCallMe: (inMeeting) => phone.offersCallMe(inMeeting),
  });
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
  const passwords = createPasswords();
  const refuseAddress = refuseServiceAddress(ground, meeting);
  const onAdded: AccountAddedListener = async (transaction, account) => {
    refuseAddress(account.email);
    await calendarStores.adoptInvitations(transaction, account);
  };
  const rights = buildRights(ground, accounts);
  const { giveRights } = rights;
  const addAccount = createAddAccount({
    accounts,
    passwords,
    giveRights,
    unitOfWork,
    audit: ground.audit,
    clock,
    onAdded,
  });
  const setUpLink = createSetUpLink({ keyring, publicUrl: config.publicUrl });
  const signingIn = buildSignIn(ground, {
    ...{ accounts, addAccount, passwords, setUpLink, onAdded, rights },
    signals: invitations.signals,
    rooms: () => rooms,
    suspendAccount: () => accountsInConsole.suspendAccount,
  });
  const { signIns } = signingIn;

  const appPasswords = createAppPasswords({ store: createAppPasswordStore(database), accounts, clock });
  const dav = buildDav(ground, { ...calendarStores, appPasswords, busyOf, work: calendar });

  // Documents
  const documents = buildDocuments(ground, accounts, () => shareMailJob.wake());
  const { shareMailJob } = buildShareMails(ground, calendarStores, invitations, documents);
  // What is ready is mailed by what comes further down.
  const recordings = buildRecordings(ground, { ...calendarStores, ...meeting }, documents, {
    onSettled: () => after.afterSessionJob.wake(),
    tellReady: integrations.tellRecordingReady,
  });
  // The rooms are built on top of the web server.
  const roomFiles = buildRoomFiles(ground, calendarStores, meeting, documents, { find: (id) => rooms.find(id) });
  const { forgetRoomFiles } = roomFiles;
  const after = buildAfter(
    ...([ground, calendarStores, meeting, invitations, documents, forgetRoomFiles, recordings.recordingsOf] as const),
  );
  const prompts = buildPrompts(ground);
  const documentsDav = buildDocumentsDav(ground, { ...documents, signIn: dav.signIn });

  const running = buildRunning(ground, {
    ...{ doors, invitations, inbox, sessions: meeting.sessions, loop: overrides.loop },
    room: () => room,
    phone: () => phone,
  });

  const overview = buildOverview(ground, calendarStores, meeting, invitations, {
    ...{ rooms: () => rooms, phone: () => phone, certificate: () => certificate },
    readLimits: running.readLimits,
    readDirectory: signingIn.directorySync.state,
  });

  const defaults = { language: config.mail.languages.find(isLanguage) ?? ('en' as const), timeZone: localTimeZone() };
  const accountsInConsole = buildAccounts(ground, {
    ...{
      stores: { ...calendarStores, adoptInvitations: onAdded },
      refuseAddress,
      calendar,
      invitations,
      rights,
      passwords,
      sessions: signIns,
      appPasswords,
      defaults,
    },
    rooms: () => rooms,
  });

  // Around the meetings: each adds its routes and jobs
  const parts: readonly Part[] = [
    integrations.part,
    signingIn.part,
    running,
    rights.part,
    overview.part,
    accountsInConsole.part,
    buildBackups(ground, overview.lookAgain),
    buildPrivacy(ground, { accounts, deleteAccount: accountsInConsole.deleteAccount }),
    buildMeetingPolicy(ground, meeting),
    buildAppearance(ground, ground.appearance),
    buildServices(ground, { meeting, inbox, rooms: () => rooms, phone: () => phone, jobs: () => serviceJobs }),
  ];

  // The web
  const https = config.publicUrl.startsWith('https:');
  const cookies = { secure: https };
  const meetingCookies = createMeetingCookies(cookies);
  const origin = createOriginCheck(config.onlyOrigin);
  const viewer = integrations.tokenGate(signingIn.viewer);
  const readDiskSpace = createReadDiskSpace(config.dataDirectory);
  const web = createWebApp({
    https,
    trustProxy: config.trustProxy,
    isOwnOrigin: origin.isOwn,
    readiness: {
      async problem() {
        if (running.drain.isDraining()) return 'stopping';
        try {
          await database.raw('SELECT 1');
        } catch {
          return 'database unavailable';
        }
        const { freeBytes } = await readDiskSpace();
        return freeBytes < FREE_DISK_LEAST_BYTES ? 'disk full' : undefined;
      },
    },
    viewer,
    timeRequests: running.timeRequests,
    api: [
      createCallGuard(CALLS),
      createApiGates(ground.services),
      running.overloadGuard,
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
      createAppPasswordRoutes({ appPasswords, audit: ground.audit }),
      createMeetingRoutes({ ...meeting, ...doors, meetingCookies, clock }),
      createWaitRoutes({ ...meeting, lobbyLimits: createLobbyLimits(), meetingCookies, clock }),
      answers.inviteRoutes,
      ...succession.routes,
      // The rooms are built on top of this server.
      createAwayRoutes({ goAway: (resumeToken) => goAway(resumeToken) }),
      ...documents.api,
      ...recordings.routes,
      roomFiles.routes,
      prompts.routes,
      // The telephone comes on top of the rooms.
      createRoomCallRoutes({
        roomCalls: {
          ask: (key, wish) => phone.roomCalls.ask(key, wish),
          list: (key) => phone.roomCalls.list(key),
          end: (key, id) => phone.roomCalls.end(key, id),
        },
      }),
      createPhoneRoutes({
        ...{ settings: ground.settings, audit: ground.audit },
        readStatus: () => phone.readStatus(),
        liftBan: (network) => phone.liftBan(network),
        settingsChanged: () => phone.settingsChanged(),
      }),
      ...buildConsole(ground, invitations, inbox),
      ...parts.flatMap(({ routes = [] }) => routes),
      createOpenApiRoutes({ publicUrl: config.publicUrl }),
    ],
    outside: [
      createOutsideGates(ground.services),
      ...parts.flatMap(({ outside = [] }) => outside),
      createFeedRoutes(exchange),
      documentsDav.routes,
      dav.routes,
      documents.previewRoutes(viewer),
    ],
    pages: createPages({
      clientDirectory: join(projectRoot(), 'dist', 'client'),
      brandPage: createBrandPage(ground.appearance),
    }),
    log,
  });

  // The rooms
  const certificate = buildCertificate(config, clock, log);
  const server = createWebServer(certificate !== undefined, web);
  const ways = { httpServer: server, isOwnOrigin: origin.isOwn };
  const realtime = createRealtime(ways);
  const screenRealtime = createScreenRealtime(ways);
  const room = buildRoom(ground, meeting, calendarStores, {
    ...{ realtime, screenRealtime, signIns, onTurnout: integrations.onTurnout },
    ...recordings,
  });
  const { rooms, goAway } = room;
  const phone: PhoneParts = buildPhone(ground, calendarStores, meeting, doors, room, prompts, {
    certificate,
    turnsAway: running.turnsCallsAway,
  });

  const serviceJobs = {
    calendar: [calendar.listingJob, exchange.refreshJob],
    mailOut: [invitations.sendMailJob],
    recording: recordings.jobs,
    documents: [documents.tidyJob],
  };
  const jobs = [
    invitations.inviteJob,
    timed.reminderJob,
    timed.nudgeJob,
    timed.noteMailJob,
    phone.forgetCallsJob,
    after.afterSessionJob,
    shareMailJob,
    ...parts.flatMap((part) => part.jobs ?? []),
  ];
  return {
    url: config.publicUrl,
    async start() {
      const { firstAdmin, dataDirectory } = config;
      const say = overrides.say ?? (() => {});
      await prepareFirstAccount({ accounts, addAccount, setUpLink, firstAdmin, defaults, dataDirectory, say });
      await documents.recover();
      await prompts.start();
      await rooms.start();
      for (const part of parts) await part.start?.();
      if (certificate) await showCertificate(server, certificate);
      await listen(server, config.http);
      await ground.services.begin();
      for (const job of jobs) job.start();
    },
    drain: () => running.drain.begin(),
    async stop() {
      certificate?.stop();
      const closed = stopListening(server, 5_000);
      meeting.waitingRoom.close();
      invitations.signals.close();
      // While there is a room to leave.
      await ground.services.end();
      await prompts.stop();
      await rooms.stop();
      // Together: each waits for the web port, which waits for the connections of both.
      await Promise.all([screenRealtime.close(), realtime.close(), closed]);
      await itipReader.stop();
      for (const job of jobs.toReversed()) await job.stop();
      for (const part of parts.toReversed()) await part.stop?.();
      await invitations.composer.stop();
      await dav.reader.stop();
      await calendar.reader.stop();
      await exchange.files.stop();
      await exchange.renderer.stop();
      await database.destroy();
    },
  };
};
