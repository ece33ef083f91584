import type { Clock } from '../base/clock.ts';
import type { TrunkProblem } from '../contract/http/phone.ts';
import { KEPT_FREE_BYTES } from '../documents/disk-room.ts';
import { judgeDisk } from '../media/recording/disk-verdict.ts';
import type { SipStatus } from '../phone/sip/sip-calls.ts';
import type { ReadDiskSpace } from '../platform/disk-space.ts';
import type { ServiceProblem } from '../platform/services.ts';
import type { ServiceHealthStore } from './service-health-store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Grey-listing keeps a mail waiting for some minutes: that is no trouble. */
const MAIL_LATE_MS = 15 * MINUTE_MS;
const FEED_FAILURES = 3;
/** A provider answers within seconds. */
const REGISTERING_MS = MINUTE_MS;
const MEGABYTE = 1024 * 1024;

const TRUNK_CODES: { readonly [Problem in TrunkProblem]: string } = {
  'no-server': 'trunk-unknown',
  'no-answer': 'trunk-silent',
  certificate: 'trunk-certificate',
  'wrong-password': 'trunk-password',
  'no-usable-challenge': 'trunk-failed',
  refused: 'trunk-failed',
  unavailable: 'trunk-failed',
};

type Check = () => Promise<ServiceProblem | 'off' | undefined>;

/** What is wrong with each service, as far as its parts know. The first thing found is told: it is the one to mend first. */
export const createServiceChecks = ({
  health,
  readDiskSpace,
  clock,
  mail,
  inboxProblem,
  telephone,
  rooms,
}: {
  readonly health: ServiceHealthStore;
  readonly readDiskSpace: ReadDiskSpace;
  readonly clock: Clock;
  /** Whether a mail server is configured. */
  readonly mail: { readonly leaves: boolean };
  readonly inboxProblem: () => 'off' | 'refused' | 'unreachable' | undefined;
  readonly telephone: {
    /** Undefined: SIP_PORT is 0. */
    status(): SipStatus | undefined;
    /** False: an administrator has it take no calls. */
    takesCalls(): Promise<boolean>;
    callsMax(): Promise<number>;
  };
  readonly rooms: { running(): Promise<number>; most(): number };
}) => {
  const diskBelow = async (fullBytes: number): Promise<ServiceProblem | undefined> => {
    const space = await readDiskSpace();
    const verdict = space.freeBytes < fullBytes ? 'full' : judgeDisk(space);
    if (verdict === 'enough') return undefined;
    const code = verdict === 'full' ? 'disk-full' : 'disk-low';
    return { code, values: { megabytes: Math.floor(space.freeBytes / MEGABYTE) } };
  };
  const disk: Check = () => diskBelow(0);
  /** On a small disk files are refused before anything else. */
  const documents: Check = () => diskBelow(KEPT_FREE_BYTES);

  const mailOut: Check = async () => {
    if (!mail.leaves) return { code: 'mail-kept' };
    const nowMs = clock.nowMs();
    const { count, said } = await health.delayedMails(nowMs - MAIL_LATE_MS);
    if (count > 0) return { code: 'mail-delayed', values: { count, said } };
    const failed = await health.failedMails(nowMs - HOUR_MS);
    return failed > 0 ? { code: 'mail-failed', values: { count: failed } } : undefined;
  };

  const mailIn: Check = async () => {
    const problem = inboxProblem();
    if (problem === 'off') return 'off';
    if (problem !== undefined) return { code: `mailbox-${problem}` };
    const count = await health.unreadMails(clock.nowMs() - DAY_MS);
    return count > 0 ? { code: 'mail-unread', values: { count } } : undefined;
  };

  const calendar: Check = async () => {
    const count = await health.failingFeeds(FEED_FAILURES);
    return count > 0 ? { code: 'feeds-failing', values: { count } } : undefined;
  };

  const webmeeting: Check = async () => {
    const most = rooms.most();
    return (await rooms.running()) >= most ? { code: 'rooms-taken', values: { most } } : undefined;
  };

  const trunk = (one: SipStatus['trunk']): ServiceProblem | undefined => {
    if (one.state === 'failed' && one.problem !== undefined) {
      const { server, problem, said } = one;
      return { code: TRUNK_CODES[problem], values: { server, ...(said !== undefined && { said }) } };
    }
    const isLate = one.state === 'registering' && clock.nowMs() - one.sinceMs > REGISTERING_MS;
    return isLate ? { code: 'trunk-silent', values: { server: one.server } } : undefined;
  };

  const phone: Check = async () => {
    const status = telephone.status();
    if (status === undefined) return 'off';
    const problem = trunk(status.trunk);
    if (problem !== undefined) return problem;
    if (!(await telephone.takesCalls())) return { code: 'calls-refused' };
    const most = await telephone.callsMax();
    return status.calls >= most ? { code: 'lines-taken', values: { most } } : undefined;
  };

  const recording: Check = async () =>
    (await health.lastRecordingFailed()) ? { code: 'recording-failed' } : await disk();

  return { disk, documents, mailOut, mailIn, calendar, webmeeting, phone, recording };
};
