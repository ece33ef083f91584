import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Place } from './flow.ts';
import type { SipTransport } from './sip-calls.ts';

export interface SrvRecord {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/** The part of a name server's client that finds a provider; each rejects when there is no such record. */
export interface TrunkResolver {
  resolveSrv(name: string): Promise<readonly SrvRecord[]>;
  resolve4(name: string): Promise<readonly string[]>;
  resolve6(name: string): Promise<readonly string[]>;
}

const DNS_MS = 3_000;
const DNS_TRIES = 2;
/** More than any provider names. */
const SERVERS = 20;

export const createSystemResolver = (): TrunkResolver => new Resolver({ timeout: DNS_MS, tries: DNS_TRIES });

/** RFC 3263 4.1. */
const SERVICES: Readonly<Record<SipTransport, string>> = { udp: '_sip._udp', tcp: '_sip._tcp', tls: '_sips._tcp' };
const PORTS: Readonly<Record<SipTransport, number>> = { udp: 5_060, tcp: 5_060, tls: 5_061 };

/** RFC 2782: by priority; among equals by lot, in which each has as many tickets as its weight. */
export const orderServers = (records: readonly SrvRecord[], random: () => number): SrvRecord[] => {
  const ordered: SrvRecord[] = [];
  const left = [...records].sort((one, other) => one.priority - other.priority || one.weight - other.weight);
  while (left[0] !== undefined) {
    const { priority } = left[0];
    const equals = left.filter((record) => record.priority === priority);
    let ticket = random() * equals.reduce((sum, { weight }) => sum + weight, 0);
    const drawn = equals.find(({ weight }) => {
      ticket -= weight;
      return ticket < 0;
    });
    const next = drawn ?? left[0];
    ordered.push(next);
    left.splice(left.indexOf(next), 1);
  }
  return ordered;
};

const orNone = <Value>(found: Promise<readonly Value[]>): Promise<readonly Value[]> => found.catch(() => []);

const addressesOf = async (resolver: TrunkResolver, host: string): Promise<readonly string[]> => {
  if (isIP(host) !== 0) return [host];
  const [four, six] = await Promise.all([orNone(resolver.resolve4(host)), orNone(resolver.resolve6(host))]);
  return [...four, ...six];
};

/** A server to be asked, and the name that its certificate must have: that of the domain, not of the SRV record (RFC 5922 7.2). */
export interface TrunkServer extends Place {
  readonly name: string;
}

/** The provider's servers in the order in which they are to be tried; none when names lead nowhere. */
export const findTrunkServers = async (
  resolver: TrunkResolver,
  {
    host,
    port,
    transport,
  }: { readonly host: string; readonly port?: number | undefined; readonly transport: SipTransport },
  random: () => number,
): Promise<readonly TrunkServer[]> => {
  const records =
    port !== undefined || isIP(host) !== 0 ? [] : await orNone(resolver.resolveSrv(`${SERVICES[transport]}.${host}`));
  const places =
    records.length === 0
      ? [{ name: host, port: port ?? PORTS[transport] }]
      : orderServers(records, random).map(({ name, port: own }) => ({ name, port: own }));
  const found = await Promise.all(
    places
      .slice(0, SERVERS)
      .map(async (place) =>
        (await addressesOf(resolver, place.name)).map((address) => ({ name: host, address, port: place.port })),
      ),
  );
  return found.flat().slice(0, SERVERS);
};
