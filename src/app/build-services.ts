import { createServiceChecks } from '../admin/service-checks.ts';
import { createServiceHealthStore } from '../admin/service-health-store.ts';
import { createServiceRoutes } from '../admin/service-routes.ts';
import type { Inbox } from '../mail/inbox/create-inbox.ts';
import { readPhoneSettings } from '../phone/phone-settings.ts';
import { createReadDiskSpace } from '../platform/disk-space.ts';
import type { Job } from '../platform/job.ts';
import { createServicesJob } from '../platform/services-job.ts';
import type { RoomRegistry } from '../room/room-registry.ts';
import type { Ground } from './build-ground.ts';
import type { MeetingParts } from './build-meetings.ts';
import type { PhoneParts } from './build-phone.ts';
import type { Part } from './part.ts';

/** What runs by itself, by the service that it belongs to. */
interface ServiceJobs {
  readonly calendar: readonly Job[];
  readonly mailOut: readonly Job[];
  readonly recording: readonly Job[];
  readonly documents: readonly Job[];
}

interface ServiceWorks {
  readonly meeting: Pick<MeetingParts, 'sessions' | 'policy'>;
  readonly inbox: Inbox;
  /** Built after the web server that these routes are on. */
  readonly rooms: () => Pick<RoomRegistry, 'find'>;
  readonly phone: () => PhoneParts;
  readonly jobs: () => ServiceJobs;
}

const running = (read: () => readonly Job[]) => ({
  async start(): Promise<void> {
    for (const job of read()) job.start();
  },
  async stop(): Promise<void> {
    for (const job of read().toReversed()) await job.stop();
  },
});

/** Tells the services what they are: how each is doing, how it starts and stops. */
export const buildServices = (
  { config, clock, log, database, settings, services, audit }: Ground,
  { meeting, inbox, rooms, phone, jobs }: ServiceWorks,
): Part => {
  const { sessions, policy } = meeting;
  const countRooms = async (): Promise<number> => (await sessions.all()).length;
  const checks = createServiceChecks({
    health: createServiceHealthStore(database),
    readDiskSpace: createReadDiskSpace(config.dataDirectory),
    clock,
    mail: { leaves: config.mail.smtpUrl !== undefined },
    inboxProblem: () => inbox.problem(),
    telephone: {
      status: () => phone().sipStatus(),
      takesCalls: async () => (await readPhoneSettings(settings)).enabled,
      callsMax: async () => (await readPhoneSettings(settings)).callsMax,
    },
    rooms: { running: countRooms, most: () => policy.current().roomsMax },
  });

  const endSessions = async (): Promise<void> => {
    for (const { id } of await sessions.all()) await sessions.end(id, 'administrator');
  };
  const endRecordings = async (): Promise<void> => {
    for (const { id } of await sessions.all())
      await (await rooms().find(id))?.run({ kind: 'stop-recording', why: 'administrator' });
  };

  services.define('web', { check: checks.disk });
  services.define('calendar', { check: checks.calendar, ...running(() => jobs().calendar) });
  services.define('caldav', { check: async () => undefined });
  services.define('mail-out', { check: checks.mailOut, ...running(() => jobs().mailOut) });
  services.define('mail-in', {
    check: checks.mailIn,
    start: () => inbox.start(),
    stop: () => inbox.stop(),
  });
  services.define('webmeeting', { check: checks.webmeeting, farewell: endSessions });
  services.define('telephone', {
    check: checks.phone,
    start: () => phone().start(),
    stop: () => phone().stop(),
  });
  services.define('recording', {
    check: checks.recording,
    farewell: endRecordings,
    ...running(() => jobs().recording),
  });
  services.define('documents', { check: checks.documents, ...running(() => jobs().documents) });

  const readNow = async () => ({ rooms: await countRooms(), calls: phone().sipStatus()?.calls ?? 0 });
  return {
    routes: [createServiceRoutes({ services, readNow, audit })],
    jobs: [createServicesJob({ services, log })],
  };
};
