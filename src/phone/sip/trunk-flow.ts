import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Flow, Place } from './flow.ts';
import type { SipLimits } from './limits.ts';
import type { SipTransport } from './sip-calls.ts';
import type { SipTime } from './sip-time.ts';
import { createStreamFlow, type StreamHearer } from './stream-flow.ts';
import type { TrunkServer } from './trunk-servers.ts';

/** A server that does not even take the connection is not there. */
const CONNECT_MS = 4_000;
/** Address translation forgets UDP after half a minute (RFC 5626 4.4.2); connections after minutes. */
const KEEP_ALIVE_MS = 25_000;
const KEEP_ALIVE = Buffer.from('\r\n\r\n');

/** The ways to the provider: our UDP socket, or one connection to each server, opened when needed. */
export interface TrunkFlows {
  /** Undefined when the server cannot be reached. */
  to(server: TrunkServer): Promise<Flow | undefined>;
  /** Why the certificate of the server that was asked last is not trusted, as TLS names it; undefined: it is, or none was seen. */
  distrust(): string | undefined;
  has(flow: Flow): boolean;
  close(): void;
}

export const serverKey = ({ address, port }: Place): string => `${address} ${port}`;

export const createTrunkFlows = ({
  transport,
  ca,
  udpTo,
  limits,
  time,
  hear,
}: {
  readonly transport: SipTransport;
  /** Of a provider with an authority of its own; else those that the system trusts. */
  readonly ca?: string | undefined;
  readonly udpTo: (remote: Place) => Flow | undefined;
  readonly limits: SipLimits;
  readonly time: SipTime;
  readonly hear: StreamHearer;
}): TrunkFlows => {
  const flows = new Map<string, Flow>();
  const opening = new Map<string, Promise<Flow | undefined>>();
  const sockets = new Set<Socket>();
  let closed = false;
  let distrust: string | undefined;

  const keepAlive = (flow: Flow): void => {
    time.after(KEEP_ALIVE_MS, () => {
      if (!flow.isOpen() || closed) return;
      flow.send(KEEP_ALIVE);
      keepAlive(flow);
    });
  };

  const connectTo = (server: TrunkServer, secure: boolean): Promise<Flow | undefined> =>
    new Promise((resolve) => {
      distrust = undefined;
      const target = { host: server.address, port: server.port };
      const socket: Socket | TLSSocket = secure
        ? connectTls({
            ...target,
            // The certificate must be that of the provider's domain, however its server is called.
            ...(isIP(server.name) === 0 ? { servername: server.name } : {}),
            minVersion: 'TLSv1.2',
            ...(ca === undefined ? {} : { ca }),
          })
        : connect(target);
      sockets.add(socket);
      const stopWaiting = time.after(CONNECT_MS, () => socket.destroy());
      socket.on('error', () => {
        // Given as the code that it is, whatever its type says.
        if ('authorizationError' in socket && socket.authorizationError) distrust = String(socket.authorizationError);
        socket.destroy();
      });
      socket.once('close', () => {
        sockets.delete(socket);
        stopWaiting();
        resolve(undefined);
      });
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        stopWaiting();
        const flow = createStreamFlow(socket, secure ? 'tls' : 'tcp', { limits, time, hear });
        flow.hold();
        resolve(flow);
      });
    });

  const open = async (server: TrunkServer): Promise<Flow | undefined> => {
    const flow = transport === 'udp' ? udpTo(server) : await connectTo(server, transport === 'tls');
    if (flow === undefined) return undefined;
    flows.set(serverKey(server), flow);
    keepAlive(flow);
    return flow;
  };

  return {
    async to(server) {
      const key = serverKey(server);
      const known = flows.get(key);
      if (known?.isOpen() === true) return known;
      if (closed) return undefined;
      const begun = opening.get(key) ?? open(server).finally(() => opening.delete(key));
      opening.set(key, begun);
      return begun;
    },
    distrust: () => distrust,
    has: (flow) => [...flows.values()].includes(flow),
    close() {
      closed = true;
      for (const socket of sockets) socket.destroy();
    },
  };
};
