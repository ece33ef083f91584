import { expect } from 'chai';
import { createServiceChecks } from '../../../src/admin/service-checks.ts';
import type { ServiceHealthStore } from '../../../src/admin/service-health-store.ts';
import type { SipStatus } from '../../../src/phone/sip/sip-calls.ts';

const GIGABYTE = 1024 ** 3;
const NOW_MS = 10 * 60_000;

interface World {
  readonly health?: Partial<ServiceHealthStore>;
  readonly freeBytes?: number;
  readonly leaves?: boolean;
  readonly inbox?: 'off' | 'refused' | 'unreachable';
  readonly trunk?: Partial<SipStatus['trunk']>;
  readonly sip?: false;
  readonly calls?: number;
  readonly takesCalls?: boolean;
  readonly rooms?: number;
}

const checksIn = (world: World) =>
  createServiceChecks({
    health: {
      delayedMails: async () => ({ count: 0, said: '' }),
      failedMails: async () => 0,
      unreadMails: async () => 0,
      failingFeeds: async () => 0,
      lastRecordingFailed: async () => false,
      ...world.health,
    },
    readDiskSpace: async () => ({ freeBytes: world.freeBytes ?? 100 * GIGABYTE, totalBytes: 200 * GIGABYTE }),
    clock: { nowMs: () => NOW_MS },
    mail: { leaves: world.leaves ?? true },
    inboxProblem: () => world.inbox,
    telephone: {
      status: () =>
        world.sip === false
          ? undefined
          : ({
              calls: world.calls ?? 0,
              trunk: { state: 'registered', server: 'sip.example.net', sinceMs: 0, ...world.trunk },
            } as SipStatus),
      takesCalls: async () => world.takesCalls ?? true,
      callsMax: async () => 4,
    },
    rooms: { running: async () => world.rooms ?? 0, most: () => 10 },
  });

describe('what is wrong with a service', () => {
  it('is nothing when all is well', async () => {
    for (const check of Object.values(checksIn({}))) expect(await check()).to.equal(undefined);
  });

  const cases: ReadonlyArray<[string, World, keyof ReturnType<typeof createServiceChecks>, unknown]> = [
    ['a disk that gets full', { freeBytes: 50 * 1024 ** 2 }, 'disk', 'disk-full'],
    ['a disk that is low', { freeBytes: 3 * GIGABYTE }, 'disk', 'disk-low'],
    [
      'documents on a small disk, which takes no file any more',
      { freeBytes: 100 * 1024 ** 2 },
      'documents',
      'disk-full',
    ],
    ['recording on a full disk', { freeBytes: 50 * 1024 ** 2 }, 'recording', 'disk-full'],
    ['no mail server', { leaves: false }, 'mailOut', 'mail-kept'],
    [
      'mails that wait',
      { health: { delayedMails: async () => ({ count: 3, said: '450' }) } },
      'mailOut',
      'mail-delayed',
    ],
    ['mails given up', { health: { failedMails: async () => 2 } }, 'mailOut', 'mail-failed'],
    ['a mailbox that refuses', { inbox: 'refused' }, 'mailIn', 'mailbox-refused'],
    ['a mailbox that is not there', { inbox: 'unreachable' }, 'mailIn', 'mailbox-unreachable'],
    ['mails that could not be read', { health: { unreadMails: async () => 1 } }, 'mailIn', 'mail-unread'],
    ['a trunk that refuses', { trunk: { state: 'failed', problem: 'refused', said: '403' } }, 'phone', 'trunk-failed'],
    [
      'a trunk that knows no such password',
      { trunk: { state: 'failed', problem: 'wrong-password' } },
      'phone',
      'trunk-password',
    ],
    [
      'a trunk that no name server knows',
      { trunk: { state: 'failed', problem: 'no-server' } },
      'phone',
      'trunk-unknown',
    ],
    ['a trunk that does not answer', { trunk: { state: 'failed', problem: 'no-answer' } }, 'phone', 'trunk-silent'],
    [
      'a trunk whose certificate is not trusted',
      { trunk: { state: 'failed', problem: 'certificate', said: 'SELF_SIGNED_CERT_IN_CHAIN' } },
      'phone',
      'trunk-certificate',
    ],
    ['a trunk that is silent', { trunk: { state: 'registering' } }, 'phone', 'trunk-silent'],
    ['calls that are not taken', { takesCalls: false }, 'phone', 'calls-refused'],
    ['as many calls as there may be', { calls: 4 }, 'phone', 'lines-taken'],
    ['as many rooms as there may be', { rooms: 10 }, 'webmeeting', 'rooms-taken'],
    ['calendars that cannot be read', { health: { failingFeeds: async () => 1 } }, 'calendar', 'feeds-failing'],
    [
      'a recording that was not made',
      { health: { lastRecordingFailed: async () => true } },
      'recording',
      'recording-failed',
    ],
  ];
  for (const [what, world, name, code] of cases)
    it(`is told: ${what}`, async () => {
      const problem = await checksIn(world)[name]();
      expect(problem === 'off' ? problem : problem?.code).to.equal(code);
    });

  it('is nothing for what is not configured: it is off', async () => {
    expect(await checksIn({ sip: false }).phone()).to.equal('off');
    expect(await checksIn({ inbox: 'off' }).mailIn()).to.equal('off');
  });

  it('is nothing while a trunk has had a minute', async () => {
    expect(await checksIn({ trunk: { state: 'registering', sinceMs: NOW_MS - 50_000 } }).phone()).to.equal(undefined);
  });
});
