import { createSocket } from 'node:dgram';
import type { Log } from '../../base/log.ts';
import type { Flow, Place } from './flow.ts';

export interface UdpSocket {
  readonly local: Place;
  /** For requests of ours to the trunk. */
  flowTo(remote: Place): Flow;
  close(): Promise<void>;
}

/** Retransmissions and a burst of calls wait here while the thread is busy. */
const RECEIVE_BUFFER_BYTES = 1_048_576;

/** Binds, and hands every datagram to `hear` with the way back. Rejects when the port is taken. */
export const openUdpSocket = ({
  local,
  hear,
  log,
}: {
  readonly local: Place;
  readonly hear: (bytes: Uint8Array, flow: Flow) => void;
  readonly log: Log;
}): Promise<UdpSocket> =>
  new Promise((resolve, reject) => {
    const isIpv6 = local.address.includes(':');
    const socket = createSocket({ type: isIpv6 ? 'udp6' : 'udp4', ipv6Only: isIpv6 });
    let open = true;
    /** Handed to the system and not on its way yet: a last word must not be lost with the socket. */
    let unsent = 0;
    let allSent = (): void => {};
    const sent = (): void => {
      unsent -= 1;
      if (unsent === 0) allSent();
    };
    const flowTo = (remote: Place): Flow => ({
      transport: 'udp',
      remote,
      local: { address: local.address, port: socket.address().port },
      isOpen: () => open,
      send(bytes) {
        // With a callback an address that cannot be reached is told to it, and does not end the process.
        if (!open) return;
        unsent += 1;
        socket.send(bytes, remote.port, remote.address, sent);
      },
      hold() {},
      letGo() {},
    });
    const close = (): Promise<void> => {
      if (!open) return Promise.resolve();
      open = false;
      return new Promise((closed) => {
        allSent = () => socket.close(() => closed());
        if (unsent === 0) allSent();
      });
    };
    socket.once('error', reject);
    socket.bind(local.port, local.address, () => {
      socket.off('error', reject);
      socket.on('error', (error) => log.warn({ err: error }, 'the UDP socket of the telephone complains'));
      try {
        socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
      } catch (error) {
        log.debug({ err: error }, 'the system grants the telephone no larger buffer');
      }
      socket.on('message', (bytes, { address, port }) => {
        // Port 0 can be forged and cannot be answered.
        if (port === 0 || !open) return;
        hear(bytes, flowTo({ address, port }));
      });
      resolve({ local: { address: local.address, port: socket.address().port }, flowTo, close });
    });
  });
