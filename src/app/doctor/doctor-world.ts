import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import { createMailDnsResolver, type MailDnsResolver } from '../../mail/mail-dns.ts';
import { createReadDiskSpace, type DiskSpace } from '../../platform/disk-space.ts';
import { createReadMemory, type ReadMemory } from '../../platform/memory-watch.ts';
import type { Config } from '../config.ts';

/** Somebody else's clock, and when it was looked at on ours. */
export interface SeenClock {
  readonly source: string;
  readonly theirsMs: number;
  readonly oursMs: number;
}

/** Everything outside of the program that the doctor looks at; tests put something broken in the place of a part. */
export interface DoctorWorld {
  nowMs(): number;
  /** As other programs of this machine find an address: /etc/hosts, then the DNS. */
  addressesOf(host: string): Promise<string[]>;
  readonly dns: MailDnsResolver;
  /** Of this machine. */
  ownAddresses(): string[];
  readDiskSpace(directory: string): Promise<DiskSpace>;
  /** Of Node, and of the time-zone data in it. */
  readonly versions: { readonly node: string; readonly tz?: string };
  readonly readMemory: ReadMemory;
  /** Of authorities that browsers trust, when it is not those that Node knows. */
  readonly authorities?: string;
  /** Clocks beside those that the checks come by: none unless a test has one. */
  moreClocks(): Promise<readonly SeenClock[]>;
}

export const realWorld = (): DoctorWorld => ({
  nowMs: Date.now,
  addressesOf: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  dns: createMailDnsResolver(),
  ownAddresses: () =>
    Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.map(({ address }) => address)),
  readDiskSpace: (directory) => createReadDiskSpace(directory)(),
  versions: process.versions,
  readMemory: createReadMemory(),
  moreClocks: async () => [],
});

/** What every check is given. */
export interface Examination {
  readonly config: Config;
  readonly world: DoctorWorld;
}
