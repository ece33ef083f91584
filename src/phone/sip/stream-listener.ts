import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, Server as TlsServer } from 'node:tls';
import type { Log } from '../../base/log.ts';
import { callerNetwork } from '../../platform/caller-network.ts';
import type { Occupancy } from '../../platform/occupancy.ts';
import type { Certificate } from '../../platform/tls/certificate.ts';
import type { Place } from './flow.ts';
import type { SipLimits } from './limits.ts';
import type { SipTime } from './sip-time.ts';
import { createStreamFlow, plainAddress, type StreamHearer } from './stream-flow.ts';

export interface StreamListener {
  readonly local: Place;
  /** Ends every connection too. */
  close(): Promise<void>;
}

/** The certificate of SIP over TLS, which may be renewed while calls go on. */
export type TlsSource = Pick<Certificate, 'current' | 'onRenewed'>;

const HANDSHAKE_MS = 10_000;
/** For what was said last to leave; who does not take it is not waited for. */
const LAST_WORD_MS = 150;

/** Takes connections by TCP, or by TLS when there is a certificate. `admit` is asked with the address before a byte is read. */
export const openStreamListener = ({
  local,
  tls,
  limits,
  time,
  admit,
  count,
  hear,
  log,
}: {
  readonly local: Place;
  readonly tls?: TlsSource | undefined;
  readonly limits: SipLimits;
  readonly time: SipTime;
  readonly admit: (address: string) => boolean;
  readonly count: Occupancy;
  readonly hear: StreamHearer;
  readonly log: Log;
}): Promise<StreamListener> =>
  new Promise((resolve, reject) => {
    const sockets = new Set<Socket>();
    const accept = (socket: Socket): void => {
      socket.on('error', () => socket.destroy());
      const address = plainAddress(socket.remoteAddress);
      const place = callerNetwork(address);
      if (address === '' || !admit(address) || !count.take(place)) {
        socket.destroy();
        return;
      }
      sockets.add(socket);
      socket.once('close', () => {
        sockets.delete(socket);
        count.free(place);
      });
    };
    const server: Server =
      tls === undefined
        ? createServer((socket) => {
            if (!socket.destroyed) createStreamFlow(socket, 'tcp', { limits, time, hear });
          })
        : createTlsServer(
            { ...tls.current(), minVersion: 'TLSv1.2', handshakeTimeout: HANDSHAKE_MS },
            (socket: TLSSocket) => {
              if (!socket.destroyed) createStreamFlow(socket, 'tls', { limits, time, hear });
            },
          );
    if (tls !== undefined && server instanceof TlsServer) {
      const end = tls.onRenewed((material) => server.setSecureContext({ ...material, minVersion: 'TLSv1.2' }));
      server.once('close', end);
    }
    // Before the listener above: a connection that is one too many never becomes a flow, and shakes no hands.
    server.prependListener('connection', accept);
    server.on('tlsClientError', (_error, socket: TLSSocket) => socket.destroy());
    server.once('error', reject);
    server.listen({ port: local.port, host: local.address, ipv6Only: local.address.includes(':') }, () => {
      server.off('error', reject);
      server.on('error', (error) => log.warn({ err: error }, 'a listener of the telephone complains'));
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : local.port;
      resolve({
        local: { address: local.address, port },
        close: () =>
          new Promise((closed) => {
            const force = setTimeout(() => {
              for (const socket of sockets) socket.destroy();
            }, LAST_WORD_MS);
            server.close(() => {
              clearTimeout(force);
              closed();
            });
            for (const socket of sockets) socket.destroySoon();
          }),
      });
    });
  });
