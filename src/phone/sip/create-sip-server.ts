import { randomBytes } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { DomainError } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { PhoneMedia } from '../../media/phone/phone-media.ts';
import { parseMessage } from '../../protocols/sip/parse-message.ts';
import type { DialogId } from '../../protocols/sip/types.ts';
import { withSource } from '../../protocols/sip/with-source.ts';
import { createCallCount } from './call-count.ts';
import type { OwnPlace } from './call-dialog.ts';
import { createDoorkeeper } from './doorkeeper.ts';
import type { Flow } from './flow.ts';
import { GUARD_LIMITS, type GuardLimits } from './guard.ts';
import type { CallGround, InDialog } from './incoming-call.ts';
import { SIP_LIMITS, type SipLimits, STOP_MS } from './limits.ts';
import { createOurHosts } from './our-hosts.ts';
import { createReachedAt } from './reached-at.ts';
import type { SipCall, SipServer } from './sip-calls.ts';
import { createSipCounters, type SipCounters } from './sip-counters.ts';
import { openSipSockets, type SipListen, type SipSockets } from './sip-sockets.ts';
import { createEndingTime, type SipTime, systemTime } from './sip-time.ts';
import { createRequestTaker } from './take-request.ts';
import { createTransactions } from './transactions.ts';
import { createTrunk, type Trunk } from './trunk.ts';
import type { TrunkResolver } from './trunk-servers.ts';

export interface SipServerSettings {
  readonly listen: SipListen;
  /** Whose addresses are ours, besides those of this machine. */
  readonly domains: readonly string[];
  readonly publicUrlHost: string;
  /** Announced for signalling and sound alike, behind address translation. */
  readonly mediaAddress?: string | undefined;
  readonly trunkUrl?: string | undefined;
  /** Certificates of authorities that the trunk is checked with, instead of those of the system. */
  readonly trunkCa?: string | undefined;
  /** The user part of the conference service. */
  readonly sipUser?: () => string;
  /** Calls at once, in all; without it as the limits say. */
  readonly callsMost?: () => number;
  /** Asked at each call in: for so long nobody new is taken; undefined: come in. */
  readonly turnsAway?: () => number | undefined;
  /** Addresses that are never banned: those of the administrator. */
  readonly allow?: (address: string) => boolean;
  readonly media: PhoneMedia;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: Partial<SipLimits>;
  readonly guard?: Partial<GuardLimits>;
  readonly resolver?: TrunkResolver;
  readonly time?: SipTime;
  readonly counters?: SipCounters;
}

const newId = (): string => randomBytes(9).toString('base64url');

const within = (time: SipTime, ms: number, work: Promise<unknown>): Promise<void> =>
  new Promise((resolve) => {
    const cancel = time.after(ms, resolve);
    work
      .catch(() => {})
      .finally(() => {
        cancel();
        resolve();
      });
  });

export const createSipServer = (settings: SipServerSettings): SipServer => {
  const { media, clock, log, mediaAddress } = settings;
  const limits: SipLimits = { ...SIP_LIMITS, ...settings.limits };
  const time = createEndingTime(settings.time ?? systemTime);
  const counters = settings.counters ?? createSipCounters();
  const dialogs = new Map<DialogId, InDialog>();
  const reachedAt = createReachedAt(mediaAddress);
  const count = createCallCount(limits, settings.callsMost);
  let sockets: SipSockets | undefined;
  let takeCall = (call: SipCall): void => call.refuse(503);
  let stopping: Promise<void> | undefined;

  const isTrunk = (flow: Flow): boolean => trunk?.isFrom(flow) ?? false;
  const doorkeeper = createDoorkeeper({
    limits: { ...GUARD_LIMITS, ...settings.guard },
    isTrusted: (address) => (trunk?.isAddress(address) ?? false) || (settings.allow?.(address) ?? false),
    clock,
    log,
  });
  const ownPlace = async (flow: Flow): Promise<OwnPlace> => ({
    transport: flow.transport,
    address: await reachedAt(flow),
    port: sockets?.portOf(flow.transport) ?? flow.local.port,
  });
  const ground: CallGround = {
    ...{ media, time, log, dialogs },
    callMs: limits.callMs,
    requestRate: { burst: limits.requestBurstPerCall, perSecond: limits.requestsPerSecondOfCall },
  };
  const taker = createRequestTaker({
    ...ground,
    transactions: () => transactions,
    doorkeeper,
    count,
    isTrunk,
    ...(settings.sipUser !== undefined && { sipUser: settings.sipUser }),
    ...(settings.turnsAway !== undefined && { turnsAway: settings.turnsAway }),
    isOurHost: createOurHosts(
      [
        ...settings.domains,
        settings.publicUrlHost,
        settings.listen.host,
        ...(mediaAddress === undefined ? [] : [mediaAddress]),
      ],
      time.nowMs,
    ),
    ownPlace,
    onCall: (call) => takeCall(call),
    newId,
    counters,
  });
  const transactions = createTransactions({ time, most: limits.transactions, hear: taker, counters });

  /** Whatever comes by any socket. A mistake of ours in one message is no reason to stop listening. */
  const hear = (bytes: Uint8Array, flow: Flow): void => {
    try {
      const parsed = parseMessage(bytes, flow.transport === 'udp' ? 'datagram' : 'stream');
      if (!parsed.ok) taker.unreadable(parsed, flow);
      else if (parsed.value.kind === 'response') transactions.receive(parsed.value, flow);
      else transactions.receive(withSource(parsed.value, flow.remote.address, flow.remote.port), flow);
    } catch (error) {
      log.error({ err: error, transport: flow.transport }, 'a SIP message could not be handled');
    }
  };
  const hearer = {
    message: hear,
    closed(flow: Flow) {
      transactions.flowClosed(flow);
      trunk?.flowClosed(flow);
    },
  };

  const trunk: Trunk | undefined =
    settings.trunkUrl === undefined
      ? undefined
      : createTrunk({
          url: settings.trunkUrl,
          ca: settings.trunkCa,
          resolver: settings.resolver,
          transactions,
          clock,
          log,
          ownPlace,
          udpTo: (remote) => sockets?.udpTo(remote),
          hear: hearer,
          limits,
          ground,
          count,
          newId,
        });

  const stop = async (): Promise<void> => {
    const calls = [...dialogs.values()].map((dialog) => dialog.close());
    await within(time, STOP_MS, Promise.all([...calls, trunk?.stop()]));
    time.stop();
    transactions.stop();
    trunk?.close();
    await sockets?.close();
    dialogs.clear();
  };

  return {
    async start(onCall) {
      sockets = await openSipSockets({
        listen: settings.listen,
        limits,
        time,
        admit: doorkeeper.admitsConnection,
        hear: hearer,
        log,
      });
      takeCall = (call) => (stopping === undefined ? onCall(call) : call.refuse(503));
      trunk?.start();
    },
    stop() {
      stopping ??= stop();
      return stopping;
    },
    dial(number, dialHear) {
      if (trunk === undefined || stopping !== undefined) throw new DomainError('unavailable');
      return trunk.dial(number, dialHear);
    },
    guessed: doorkeeper.guessed,
    lift: doorkeeper.lift,
    status: () => ({
      listening: sockets?.listening ?? [],
      calls: count.all(),
      trunk: trunk?.status() ?? { state: 'none' },
      banned: doorkeeper.banned(),
      refused: doorkeeper.refused(),
    }),
  };
};
