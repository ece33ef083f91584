import { networkInterfaces } from 'node:os';

/** Addresses come and go with interfaces; nobody waits for a new one longer. */
const REFRESH_MS = 60_000;

/** Whether a host in a Request-URI is this server: a domain of ours, or one of the addresses of this machine. */
export const createOurHosts = (names: readonly string[], nowMs: () => number): ((host: string) => boolean) => {
  const own = new Set(names.map((name) => name.toLowerCase().replace(/^\[|\]$/g, '')));
  let addresses = new Set<string>();
  let readMs = Number.NEGATIVE_INFINITY;
  return (host) => {
    if (own.has(host)) return true;
    if (nowMs() - readMs > REFRESH_MS) {
      readMs = nowMs();
      addresses = new Set(
        Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address.toLowerCase())),
      );
    }
    return addresses.has(host);
  };
};
