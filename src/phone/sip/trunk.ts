import { isIP } from 'node:net';
import type { Clock } from '../../base/clock.ts';
import { DomainError } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { CallCount } from './call-count.ts';
import type { OwnPlace } from './call-dialog.ts';
import { dialNumber } from './dial.ts';
import type { Flow, Place } from './flow.ts';
import type { CallGround } from './incoming-call.ts';
import type { SipLimits } from './limits.ts';
import type { Dialling, SipServer, SipStatus } from './sip-calls.ts';
import { createWake } from './sip-time.ts';
import type { StreamHearer } from './stream-flow.ts';
import type { Transactions } from './transactions.ts';
import { createTrunkFlows } from './trunk-flow.ts';
import { createTrunkRegistration } from './trunk-registration.ts';
import { createSystemResolver, findTrunkServers, type TrunkResolver, type TrunkServer } from './trunk-servers.ts';
import { readTrunkUrl } from './trunk-url.ts';

export interface TrunkSettings {
  readonly url: string;
  /** Certificates that the provider's is checked with, instead of those of the system. */
  readonly ca?: string | undefined;
  readonly resolver?: TrunkResolver | undefined;
  readonly random?: () => number;
  readonly transactions: Transactions;
  readonly clock: Clock;
  readonly log: Log;
  readonly ownPlace: (flow: Flow) => Promise<OwnPlace>;
  readonly udpTo: (remote: Place) => Flow | undefined;
  readonly hear: StreamHearer;
  readonly limits: SipLimits;
  readonly ground: CallGround;
  readonly count: CallCount;
  readonly newId: () => string;
}

/** The provider of telephone numbers: registration, calls from it, calls to it. */
export interface Trunk {
  start(): void;
  /** Unregisters; whoever stops limits the time for it, and calls `close` then. */
  stop(): Promise<void>;
  close(): void;
  status(): SipStatus['trunk'];
  /** By the connection that we opened to it, or by its address. */
  isFrom(flow: Flow): boolean;
  isAddress(address: string): boolean;
  flowClosed(flow: Flow): void;
  dial(number: string, hear: Parameters<SipServer['dial']>[1]): Dialling;
}

/** Addresses of a provider change; those that it had are still its own for calls that are on. */
const LOOK_UP_MS = 300_000;
const ADDRESSES = 200;

/** Throws when the URL is none: configuration, checked at start. */
export const createTrunk = (settings: TrunkSettings): Trunk => {
  const { transactions, ownPlace, clock, log, ground, limits, count, newId, random = Math.random } = settings;
  const { time } = ground;
  const account = readTrunkUrl(settings.url);
  if (account === undefined)
    throw new Error('SIP_TRUNK_URL is no SIP address like sip:user:password@provider.example.org');
  const resolver = settings.resolver ?? createSystemResolver();
  // One that is written down is known before anything is looked up.
  const addresses = new Set(isIP(account.host) === 0 ? [] : [account.host]);
  const startedMs = clock.nowMs();
  const diallings = new Set<Dialling>();
  const flows = createTrunkFlows({
    transport: account.transport,
    ca: settings.ca,
    udpTo: settings.udpTo,
    limits,
    time,
    hear: settings.hear,
  });

  const servers = async (): Promise<readonly TrunkServer[]> => {
    const found = await findTrunkServers(resolver, account, random);
    if (addresses.size > ADDRESSES) addresses.clear();
    for (const { address } of found) addresses.add(address);
    return found;
  };
  const registration = account.registers
    ? createTrunkRegistration({ account, servers, flows, ownPlace, transactions, time, clock, random, log })
    : undefined;

  const lookUp = createWake(time, () => {
    lookUp.at(time.nowMs() + LOOK_UP_MS);
    servers().catch((error) => log.debug({ err: error }, 'the trunk cannot be looked up'));
  });

  const serversToDial = async (): Promise<readonly TrunkServer[]> => {
    const registered = registration?.server();
    const found = await servers();
    // The one that knows us first.
    return registered === undefined
      ? found
      : [
          registered,
          ...found.filter(({ address, port }) => address !== registered.address || port !== registered.port),
        ];
  };

  const status = (): SipStatus['trunk'] =>
    registration === undefined
      ? { state: 'unregistered-mode', server: account.host, sinceMs: startedMs }
      : { server: account.host, ...registration.state() };

  return {
    start() {
      lookUp.at(time.nowMs());
      registration?.start();
    },
    async stop() {
      for (const dialling of diallings) dialling.cancel();
      await registration?.stop();
    },
    close: flows.close,
    status,
    isFrom: (flow) => flows.has(flow) || addresses.has(flow.remote.address),
    isAddress: (address) => addresses.has(address),
    flowClosed: (flow) => registration?.flowClosed(flow),
    dial(number, hear) {
      const { state } = status();
      if (state !== 'registered' && state !== 'unregistered-mode') throw new DomainError('unavailable');
      const dialling = dialNumber(
        { ground, account, flows, servers: serversToDial, ownPlace, transactions, count, newId },
        number,
        hear,
      );
      diallings.add(dialling);
      void dialling.outcome.then(() => diallings.delete(dialling));
      return dialling;
    },
  };
};
