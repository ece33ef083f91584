import type { Log } from '../../base/log.ts';
import { createOccupancy } from '../../platform/occupancy.ts';
import type { Flow, Place } from './flow.ts';
import type { SipLimits } from './limits.ts';
import type { SipTransport } from './sip-calls.ts';
import type { SipTime } from './sip-time.ts';
import type { StreamHearer } from './stream-flow.ts';
import { openStreamListener, type StreamListener, type TlsSource } from './stream-listener.ts';
import { openUdpSocket, type UdpSocket } from './udp-socket.ts';

export interface SipListen {
  /** `0.0.0.0`, `::` (both families), or one address. */
  readonly host: string;
  /** Of UDP and TCP alike; 0: any that is free for both. */
  readonly port: number;
  /** On the next port unless it names one. */
  readonly tls?: TlsSource & { readonly port?: number };
}

export interface SipSockets {
  readonly listening: ReadonlyArray<{
    readonly transport: SipTransport;
    readonly address: string;
    readonly port: number;
  }>;
  /** The port at which we are reached by this transport. */
  portOf(transport: SipTransport): number | undefined;
  /** From our own port, to an address of either family that we listen on. */
  udpTo(remote: Place): Flow | undefined;
  close(): Promise<void>;
}

interface SocketsSettings {
  readonly listen: SipListen;
  readonly limits: SipLimits;
  readonly time: SipTime;
  readonly admit: (address: string) => boolean;
  readonly hear: StreamHearer;
  readonly log: Log;
}

const FREE_PORT_TRIES = 20;

const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
const isFamilyMissing = (error: unknown): boolean =>
  ['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '');

const openOn = async (address: string, port: number, settings: SocketsSettings, opened: Opened): Promise<number> => {
  const { listen, hear, log } = settings;
  const count = createOccupancy({
    perNetwork: settings.limits.connectionsPerPlace,
    inAll: settings.limits.connections,
  });
  const tcp = await openStreamListener({ ...settings, local: { address, port }, tls: undefined, count });
  opened.streams.push({ transport: 'tcp', listener: tcp });
  const own = tcp.local.port;
  opened.udp.push(await openUdpSocket({ local: { address, port: own }, hear: hear.message, log }));
  if (listen.tls !== undefined) {
    const tlsPort = listen.tls.port ?? own + 1;
    const local = { address, port: tlsPort };
    const listener = await openStreamListener({ ...settings, local, tls: listen.tls, count });
    opened.streams.push({ transport: 'tls', listener });
  }
  return own;
};

interface Opened {
  readonly udp: UdpSocket[];
  readonly streams: Array<{ readonly transport: 'tcp' | 'tls'; readonly listener: StreamListener }>;
}

const closeAll = async ({ udp, streams }: Opened): Promise<void> => {
  await Promise.all([...udp.map((socket) => socket.close()), ...streams.map(({ listener }) => listener.close())]);
};

const openAll = async (settings: SocketsSettings): Promise<Opened> => {
  const { host, port } = settings.listen;
  const opened: Opened = { udp: [], streams: [] };
  try {
    const own = await openOn(host === '::' ? '0.0.0.0' : host, port, settings, opened);
    // A machine without IPv6 is still a machine.
    if (host === '::')
      await openOn('::', own, settings, opened).catch((error) => {
        if (!isFamilyMissing(error)) throw error;
      });
    return opened;
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
};

const toSockets = (opened: Opened): SipSockets => {
  const listening = [
    ...opened.udp.map(({ local }) => ({ transport: 'udp' as const, ...local })),
    ...opened.streams.map(({ transport, listener }) => ({ transport, ...listener.local })),
  ];
  return {
    listening,
    portOf: (transport) => listening.find((one) => one.transport === transport)?.port,
    udpTo(remote) {
      const isIpv6 = remote.address.includes(':');
      return opened.udp.find(({ local }) => local.address.includes(':') === isIpv6)?.flowTo(remote);
    },
    close: () => closeAll(opened),
  };
};

/** Opens all that the telephone listens on. Rejects, with nothing left open, when a port is taken. */
export const openSipSockets = async (settings: SocketsSettings): Promise<SipSockets> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return toSockets(await openAll(settings));
    } catch (error) {
      // A port that was free for one transport alone.
      if (settings.listen.port !== 0 || !isTaken(error) || tries >= FREE_PORT_TRIES) throw error;
    }
  }
};
