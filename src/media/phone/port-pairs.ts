import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import type { ListenAddresses, PortRange } from './phone-messages.ts';

/** The two sockets of one leg: RTP on an even port, RTCP on the odd one above it. RFC 3550 11. */
export interface PortPair {
  readonly rtp: Socket;
  readonly rtcp: Socket;
  readonly rtpPort: number;
  close(): void;
}

/** Pairs of ports out of a range. */
export interface PortPairs {
  /** Undefined when none is free, or nothing is listened to in that family. */
  open(family: 'ipv4' | 'ipv6', port?: number): Promise<PortPair | undefined>;
}

/** Addresses are numbers already: nothing from the network ever starts a look-up of a name. */
const asIs = (address: string, ...rest: readonly unknown[]): void => {
  const callback = rest.at(-1) as (error: null, address: string, family: number) => void;
  callback(null, address, address.includes(':') ? 6 : 4);
};

const bind = (family: 'ipv4' | 'ipv6', address: string, port: number): Promise<Socket | undefined> =>
  new Promise((resolve) => {
    const type = family === 'ipv4' ? 'udp4' : 'udp6';
    const socket = createSocket({ type, ipv6Only: family === 'ipv6', lookup: asIs });
    socket.once('error', () => {
      socket.close();
      resolve(undefined);
    });
    socket.bind({ address, port, exclusive: true }, () => {
      socket.removeAllListeners('error');
      // Told of by the answers that never come; a socket without a listener would end the thread.
      socket.on('error', () => {});
      resolve(socket);
    });
  });

const evenPorts = ({ from, to }: PortRange): number => Math.max(0, Math.floor((to - 1 - (from + (from % 2))) / 2) + 1);

export const createPortPairs = (range: PortRange, addresses: ListenAddresses): PortPairs => {
  const taken = new Set<number>();
  const count = evenPorts(range);
  const first = range.from + (range.from % 2);

  const openPair = async (family: 'ipv4' | 'ipv6', address: string, port: number): Promise<PortPair | undefined> => {
    const rtp = await bind(family, address, port);
    if (rtp === undefined) return undefined;
    const rtcp = await bind(family, address, port + 1);
    if (rtcp === undefined) {
      rtp.close();
      return undefined;
    }
    const close = (): void => {
      rtp.close();
      rtcp.close();
      taken.delete(port);
    };
    return { rtp, rtcp, rtpPort: port, close };
  };

  return {
    open: async (family, wanted) => {
      const address = addresses[family];
      if (address === undefined || count === 0) return undefined;
      // Random, so that nobody guesses where the next call will be.
      const start = randomInt(count);
      const candidates =
        wanted === undefined ? Array.from({ length: count }, (_, at) => first + 2 * ((start + at) % count)) : [wanted];
      for (const port of candidates) {
        if (taken.has(port)) continue;
        taken.add(port);
        const pair = await openPair(family, address, port);
        if (pair !== undefined) return pair;
        taken.delete(port);
      }
      return undefined;
    },
  };
};
