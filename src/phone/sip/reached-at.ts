import { createSocket } from 'node:dgram';
import type { Flow } from './flow.ts';

const ADDRESSES = 1_000;

/** Which of our addresses packets to `address` leave from: the system is asked, and nothing is sent. */
const routeTo = (address: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    const settle = (own: string | undefined): void => {
      socket.close();
      resolve(own);
    };
    socket.once('error', () => settle(undefined));
    socket.connect(9, address, () => settle(socket.address().address));
  });

const isEverywhere = (address: string): boolean => address === '0.0.0.0' || address === '::';

/** The address at which the other end of a flow reaches us. */
export type ReachedAt = (flow: Flow) => Promise<string>;

/** `mediaAddress`: announced to everybody of its family, behind address translation. */
export const createReachedAt = (mediaAddress: string | undefined): ReachedAt => {
  const known = new Map<string, string>();
  return async ({ local, remote }) => {
    if (mediaAddress !== undefined && mediaAddress.includes(':') === remote.address.includes(':')) return mediaAddress;
    if (!isEverywhere(local.address)) return local.address;
    const before = known.get(remote.address);
    if (before !== undefined) return before;
    const own = await routeTo(remote.address);
    if (own === undefined) return local.address;
    if (known.size >= ADDRESSES) known.clear();
    known.set(remote.address, own);
    return own;
  };
};
