import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { DirectorySyncState } from '../accounts/ldap/directory-sync.ts';
import { createAttentionMailJob } from '../admin/attention-mail-job.ts';
import { createAuditRoutes } from '../admin/audit-routes.ts';
import { createAuditStore } from '../admin/audit-store.ts';
import { createForecastMaker } from '../admin/forecast-maker.ts';
import { createForecastReader } from '../admin/forecast-reader.ts';
import { createForecastRoutes } from '../admin/forecast-routes.ts';
import { readSeatsSettings } from '../admin/forecast-settings.ts';
import { createForecastStore } from '../admin/forecast-store.ts';
import { createMeetingListRoutes } from '../admin/meeting-list-routes.ts';
import { createMeetingListStore } from '../admin/meeting-list-store.ts';
import { createMeetingListView } from '../admin/meeting-list-view.ts';
import { createReadAttention } from '../admin/overview-attention.ts';
import { createReadDiskUse } from '../admin/overview-disk.ts';
import { createOverviewRoutes } from '../admin/overview-routes.ts';
import {
  backupsSource,
  certificateSource,
  clockSource,
  directorySource,
  forecastSource,
  limitsSource,
  mailsSource,
  seatsSource,
  servicesSource,
} from '../admin/overview-sources.ts';
import { createOverviewStore } from '../admin/overview-store.ts';
import { createReadOverview } from '../admin/overview-view.ts';
import { createMeasure } from '../admin/usage-measure.ts';
import { createUsageSampler } from '../admin/usage-sampler.ts';
import { createUsageSamplesStore } from '../admin/usage-samples-store.ts';
import { createWarnOrganizers } from '../admin/warn-organizers.ts';
import { createWarningStore } from '../admin/warning-store.ts';
import { createHostedStore } from '../invitations/hosted/hosted-store.ts';
import { readMailSettings } from '../mail/mail-settings.ts';
import { createSessionAudit } from '../meetings/audit-sessions.ts';
import { readPhoneSettings } from '../phone/phone-settings.ts';
import { DATABASE_FILE } from '../platform/backup/archive-format.ts';
import { createReadDiskSpace } from '../platform/disk-space.ts';
import type { ReadLimits } from '../platform/limits-watch.ts';
import type { Certificate } from '../platform/tls/certificate.ts';
import type { RoomRegistry } from '../room/room-registry.ts';
import type { Ground } from './build-ground.ts';
import type { InvitationParts } from './build-invitations.ts';
import type { MeetingParts } from './build-meetings.ts';
import type { PhoneParts } from './build-phone.ts';
import type { CalendarStores } from './build-stores.ts';
import type { Part } from './part.ts';

/** What is built later than this: asked for when it is needed. */
interface Late {
  readonly rooms: () => Pick<RoomRegistry, 'find' | 'all'>;
  readonly phone: () => Pick<PhoneParts, 'readStatus'>;
  readonly certificate: () => Certificate | undefined;
  readonly readLimits: ReadLimits;
  readonly readDirectory: () => DirectorySyncState;
}

/** Two ports of the range for each call: RTP and RTCP. */
const channelsOf = ({ from, to }: { readonly from: number; readonly to: number }): number =>
  Math.floor((to - from + 1) / 2);

const buildForecasts = (
  { config, database, settings, clock, log }: Ground,
  { meetings, policy }: Pick<MeetingParts, 'meetings' | 'policy'>,
  { accounts, readFacts }: Pick<CalendarStores, 'accounts' | 'readFacts'>,
  { sendNotices }: Pick<InvitationParts, 'sendNotices'>,
) =>
  createForecastMaker({
    reader: createForecastReader({ databaseFile: join(config.dataDirectory, DATABASE_FILE) }),
    store: createForecastStore(database),
    async readLimits() {
      const { people } = await readSeatsSettings(settings);
      const { callsMax } = await readPhoneSettings(settings);
      return {
        rooms: policy.current().roomsMax,
        ...(people !== null && { people }),
        ...(config.sip !== undefined && { channels: Math.min(channelsOf(config.sip.rtpPorts), callsMax) }),
      };
    },
    rooms: {
      async maxOf({ meetingId }) {
        const meeting = await meetings.findById(meetingId);
        return meeting?.settings.participantsMax ?? policy.current().participantsMax;
      },
      policy: () => policy.current(),
    },
    warnOrganizers: createWarnOrganizers({
      stores: { told: createWarningStore(database, 'capacity'), accounts, hosted: createHostedStore(database) },
      ...{ readFacts, sendNotices, mail: { ...config.mail, publicUrl: config.publicUrl }, clock, log },
    }),
    clock,
    log,
  });

/** The first page of the console and the mails of what it says, the meetings, the forecast, and the audit log. */
export const buildOverview = (
  ground: Ground,
  calendarStores: Pick<CalendarStores, 'access' | 'accounts' | 'readFacts'>,
  meeting: Pick<MeetingParts, 'meetings' | 'policy' | 'sessions'>,
  invitations: Pick<InvitationParts, 'sendNotices'>,
  { rooms, phone, certificate, readLimits, readDirectory }: Late,
) => {
  const { config, database, settings, services, audit, clock, log } = ground;
  const { sessions } = meeting;
  sessions.witnessedBy(createSessionAudit(audit));
  const store = createOverviewStore(database);
  const forecasts = buildForecasts(ground, meeting, calendarStores, invitations);
  const measure = createMeasure({
    store,
    readRooms: async () => (await rooms().all()).map((room) => room.state()),
    readCalls: async () => (await phone().readStatus()).calls,
    clock,
  });
  const sampler = createUsageSampler({
    measure: measure.read,
    store: createUsageSamplesStore(database),
    clock,
    log,
  });
  const readDiskUse = createReadDiskUse({
    dataDirectory: config.dataDirectory,
    backupDirectory: config.backups.directory,
    store,
    readDiskSpace: createReadDiskSpace(config.dataDirectory),
    clock,
  });
  // What needs attention, in the order in which it is told: one row for each kind.
  const readAttention = createReadAttention(
    [
      servicesSource({ services }),
      limitsSource({ readLimits }),
      backupsSource({ store, clock }),
      certificateSource({ readEndMs: async () => certificate()?.status().endsMs, clock }),
      mailsSource({ store, clock }),
      directorySource({ readDirectory }),
      seatsSource({ store, clock }),
      forecastSource({ forecasts }),
      clockSource({ clock }),
    ],
    log,
  );
  const attentionMailJob = createAttentionMailJob({
    readAttention,
    isWanted: async () => (await readMailSettings(settings)).attentionMails,
    stores: { told: createWarningStore(database, 'server'), accounts: calendarStores.accounts },
    sendNotices: invitations.sendNotices,
    mail: { ...config.mail, publicUrl: config.publicUrl },
    ...{ clock, log },
  });
  const view = createMeetingListView({
    store: createMeetingListStore(database),
    forecasts: createForecastStore(database),
    sessions,
    rooms: { find: (id) => rooms().find(id) },
    clock,
  });
  const part: Part = {
    routes: [
      createOverviewRoutes({
        readOverview: createReadOverview({ sampler, readAttention, readDiskUse, memoryTotalBytes: totalmem(), clock }),
      }),
      createForecastRoutes({ forecasts, access: calendarStores.access, settings, audit }),
      createMeetingListRoutes({ view, sessions, audit }),
      createAuditRoutes({ store: createAuditStore(database), audit }),
    ],
    jobs: [sampler.job, forecasts.job, attentionMailJob],
    start: async () => measure.start(),
    async stop() {
      measure.stop();
      await forecasts.stop();
    },
  };
  /** `lookAgain`: something may need attention now. */
  return { part, lookAgain: () => attentionMailJob.wake() };
};
