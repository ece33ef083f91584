import type { DirectorySyncState } from '../accounts/ldap/directory-sync.ts';
import type { Clock } from '../base/clock.ts';
import type { Attention, ForecastHour } from '../contract/http/overview.ts';
import { judgeDisk } from '../media/recording/disk-verdict.ts';
import type { LimitCode, ReadLimits } from '../platform/limits-watch.ts';
import type { Services } from '../platform/services.ts';
import type { ForecastMaker } from './forecast-maker.ts';
import type { AttentionSource } from './overview-attention.ts';
import type { OverviewStore } from './overview-store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A backup a day, and a day's grace. */
const BACKUP_OLD_MS = 2 * DAY_MS;
const BACKUPS_READ = 20;
/** Certificates are renewed a month before their end at the latest: after that something is wrong. */
const CERTIFICATE_SOON_MS = 21 * DAY_MS;
const CERTIFICATE_VERY_SOON_MS = 7 * DAY_MS;
const LICENCE_SOON_MS = 30 * DAY_MS;
const MAILS_FAILED_MS = DAY_MS;
/** Once or twice it may be restarted. */
const DIRECTORY_FAILURES = 3;
/** Sign-ins by code and certificates bear less than half a minute. */
const CLOCK_JUMP_MS = 10_000;
/** Where to do something about it. */
const LIMIT_PAGES: Readonly<Record<LimitCode, string>> = {
  disk: '/admin/documents',
  memory: '/admin/meetings',
  'event-loop': '/admin/meetings',
};

const one = (level: Attention['level'], code: string, href: string, values: Attention['values'] = {}): Attention => ({
  ...{ code, level, values, href },
});

const days = (ms: number): number => Math.max(0, Math.floor(ms / DAY_MS));

export const servicesSource = ({ services }: { readonly services: Pick<Services, 'report'> }): AttentionSource => ({
  name: 'services',
  read: async () =>
    (await services.report()).flatMap(({ name, state, problem }) => {
      const values = { service: name, ...(problem && { problem: problem.code }) };
      if (state === 'troubled') return [one('problem', 'service-troubled', '/admin/services', values)];
      if (state === 'stopped') return [one('notice', 'service-stopped', '/admin/services', { service: name })];
      return [];
    }),
});

export const backupsSource = ({
  store,
  clock,
}: {
  readonly store: Pick<OverviewStore, 'backups'>;
  readonly clock: Clock;
}): AttentionSource => ({
  name: 'backups',
  async read() {
    const href = '/admin/backups';
    const backups = await store.backups(BACKUPS_READ);
    const ready = backups.find(({ state }) => state === 'ready' || state === 'removed');
    const failed = backups[0]?.state === 'failed' ? [one('problem', 'backup-failed', href)] : [];
    if (ready === undefined) return failed.length > 0 ? failed : [one('notice', 'backup-none', href)];
    const ageMs = clock.nowMs() - ready.startedMs;
    return ageMs > BACKUP_OLD_MS ? [...failed, one('problem', 'backup-old', href, { count: days(ageMs) })] : failed;
  },
});

/** Disk, memory and the event loop, as the server watches them; a disk on which recordings stop is a problem. */
export const limitsSource = ({ readLimits }: { readonly readLimits: ReadLimits }): AttentionSource => ({
  name: 'limits',
  read: async () =>
    (await readLimits()).map(({ code, level, values }) => {
      const { freeBytes = 0, totalBytes = 0 } = values;
      const isBad = level === 'critical' || (code === 'disk' && judgeDisk({ freeBytes, totalBytes }) === 'full');
      return one(isBad ? 'problem' : 'notice', `${code}-low`, LIMIT_PAGES[code], values);
    }),
});

/** `readEndMs` answers undefined where another server stands in front, which looks after its own. */
export const certificateSource = ({
  readEndMs,
  clock,
}: {
  readonly readEndMs: () => Promise<number | undefined>;
  readonly clock: Clock;
}): AttentionSource => ({
  name: 'certificate',
  async read() {
    const endMs = await readEndMs();
    if (endMs === undefined) return [];
    const leftMs = endMs - clock.nowMs();
    if (leftMs <= 0) return [one('problem', 'certificate-ended', '/admin/services')];
    if (leftMs > CERTIFICATE_SOON_MS) return [];
    const level = leftMs < CERTIFICATE_VERY_SOON_MS ? 'problem' : 'notice';
    return [one(level, 'certificate-ends', '/admin/services', { count: days(leftMs) })];
  },
});

export const seatsSource = ({
  store,
  clock,
}: {
  readonly store: Pick<OverviewStore, 'seats'>;
  readonly clock: Clock;
}): AttentionSource => ({
  name: 'seats',
  read: async () =>
    (await store.seats()).flatMap(({ service, seats, used, endsMs }) => {
      const href = '/admin/licences';
      const leftMs = endsMs === undefined ? Number.POSITIVE_INFINITY : endsMs - clock.nowMs();
      const found: Attention[] = [];
      if (leftMs <= 0) found.push(one('problem', 'licence-ended', href, { service }));
      else if (leftMs < LICENCE_SOON_MS)
        found.push(one('notice', 'licence-ends', href, { service, count: days(leftMs) }));
      if (seats !== undefined && used >= seats)
        found.push(one('notice', 'seats-used', href, { service, count: seats }));
      return found;
    }),
});

export const mailsSource = ({
  store,
  clock,
}: {
  readonly store: Pick<OverviewStore, 'mailsFailed'>;
  readonly clock: Clock;
}): AttentionSource => ({
  name: 'mails',
  async read() {
    const count = await store.mailsFailed(clock.nowMs() - MAILS_FAILED_MS);
    return count === 0 ? [] : [one('problem', 'mails-failed', '/admin/mails', { count })];
  },
});

/** A directory that does not answer, or whose answer would shut out most people, may not hear of who has left. */
export const directorySource = ({
  readDirectory,
}: {
  readonly readDirectory: () => DirectorySyncState;
}): AttentionSource => ({
  name: 'directory',
  async read() {
    const { failures, said, doubted } = readDirectory();
    const href = '/admin/sign-in';
    if (failures >= DIRECTORY_FAILURES) return [one('problem', 'directory-silent', href, { said })];
    return doubted === undefined
      ? []
      : [one('problem', 'directory-doubted', href, { count: doubted.gone, asked: doubted.asked })];
  },
});

/** Tells when the machine's clock was set while the server ran: `nowMs` against a clock that only goes forward. */
export const clockSource = ({
  clock,
  monotonicMs = () => performance.now(),
}: {
  readonly clock: Clock;
  readonly monotonicMs?: () => number;
}): AttentionSource => {
  const offsetMs = clock.nowMs() - monotonicMs();
  return {
    name: 'clock',
    async read() {
      const jumpMs = clock.nowMs() - monotonicMs() - offsetMs;
      if (Math.abs(jumpMs) < CLOCK_JUMP_MS) return [];
      return [one('notice', 'clock-set', '/admin/services', { seconds: Math.round(jumpMs / 1_000) })];
    },
  };
};

/** Hours in which more is expected than there is room for. */
export const forecastSource = ({
  forecasts,
}: {
  readonly forecasts: Pick<ForecastMaker, 'latest'>;
}): AttentionSource => ({
  name: 'forecast',
  async read() {
    const forecast = await forecasts.latest();
    if (forecast === undefined) return [];
    const { hours, limits } = forecast;
    const fullest = (countOf: (hour: ForecastHour) => number): ForecastHour | undefined =>
      hours.toSorted((a, b) => countOf(b) - countOf(a))[0];
    const found: Attention[] = [];
    const warn = (code: string, limit: number | undefined, countOf: (hour: ForecastHour) => number): void => {
      const hour = fullest(countOf);
      if (limit === undefined || hour === undefined || countOf(hour) <= limit) return;
      found.push(one('notice', code, '/admin#forecast', { at: hour.at, expected: countOf(hour), limit }));
    };
    warn('forecast-people', limits.people, ({ people }) => people);
    warn('forecast-rooms', limits.rooms, ({ meetings }) => meetings);
    warn('forecast-channels', limits.channels, ({ callers }) => callers);
    return found;
  },
});
