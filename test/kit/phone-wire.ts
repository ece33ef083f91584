import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createSipCutter } from './sip-text.ts';

export type WireTransport = 'udp' | 'tcp' | 'tls';

/** How a test phone reaches the server, and where it is itself. */
export interface PhoneWire {
  readonly transport: WireTransport;
  readonly address: string;
  readonly port: number;
  send(text: string | Uint8Array): void;
  /** The other side has closed it, or we. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

interface WireSettings {
  readonly server: { readonly host: string; readonly port: number };
  readonly transport: WireTransport;
  /** Own address: a phone of another place is 127.0.0.2. */
  readonly address: string;
  readonly take: (text: string) => void;
}

const openUdp = async ({ server, address, take }: WireSettings): Promise<PhoneWire> => {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', (bytes) => {
    // A keep-alive is no message.
    if (bytes.length > 4) take(bytes.toString('utf8'));
  });
  socket.bind(0, address);
  await once(socket, 'listening');
  const closed = once(socket, 'close').then(() => {});
  let open = true;
  return {
    transport: 'udp',
    address,
    port: socket.address().port,
    send(text) {
      if (open) socket.send(text, server.port, server.host, () => {});
    },
    closed,
    close() {
      if (open) socket.close();
      open = false;
      return closed;
    },
  };
};

const openStream = async ({ server, transport, address, take }: WireSettings): Promise<PhoneWire> => {
  const target = { host: server.host, port: server.port, localAddress: address };
  const socket = transport === 'tls' ? connectTls({ ...target, rejectUnauthorized: false }) : connect(target);
  await once(socket, transport === 'tls' ? 'secureConnect' : 'connect');
  socket.on('error', () => {});
  const cut = createSipCutter(take);
  socket.on('data', (chunk: Buffer) => cut(chunk));
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return {
    transport,
    address,
    port: socket.localPort ?? 0,
    send: (text) => void socket.write(text),
    closed,
    close() {
      socket.destroy();
      return closed;
    },
  };
};

export const openWire = (settings: WireSettings): Promise<PhoneWire> =>
  settings.transport === 'udp' ? openUdp(settings) : openStream(settings);
