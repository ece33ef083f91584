import type { Socket as RawSocket } from 'node:net';
import type { Socket } from 'socket.io';

/** What of engine.io's connection is relied on: the transport in use, and the packets that wait for it. */
export interface EngineConnection {
  readonly transport: object;
  readonly writeBuffer: readonly unknown[];
  on(event: 'upgrade', listener: () => void): unknown;
}

type MessageListener = (data: Buffer, isBinary: boolean) => void;

/** What of the `ws` library's socket is relied on. */
export interface PlainWebSocket {
  readonly readyState: number;
  readonly extensions: string;
  readonly _socket: RawSocket;
  listeners(event: 'message'): MessageListener[];
  removeAllListeners(event: 'message'): unknown;
  on(event: 'message', listener: MessageListener): unknown;
}

const isEngineConnection = (value: object): value is EngineConnection =>
  'writeBuffer' in value &&
  Array.isArray(value.writeBuffer) &&
  'transport' in value &&
  typeof value.transport === 'object';

const isWebSocket = (value: unknown): value is PlainWebSocket =>
  typeof value === 'object' &&
  value !== null &&
  'readyState' in value &&
  typeof value.readyState === 'number' &&
  'extensions' in value &&
  'removeAllListeners' in value &&
  '_socket' in value &&
  typeof value._socket === 'object' &&
  value._socket !== null &&
  'writableLength' in value._socket;

/** engine.io's side of a socket.io connection. */
export const engineConnectionOf = (socket: Socket): EngineConnection => {
  const conn: object = socket.conn;
  if (!isEngineConnection(conn))
    throw new Error('This version of engine.io keeps its packets elsewhere: adapt socket-transport.ts.');
  return conn;
};

/** Packets, and bytes below them, that may wait for one connection: minutes of a lively chat. */
const WAITING_MAX_PACKETS = 1_000;
const WAITING_MAX_BYTES = 4 * 1024 * 1024;

/** Packets and bytes beyond which sound that is sent now comes too late: about a second of one voice. */
const LATE_PACKETS = 100;
const LATE_BYTES = 16 * 1024;

/** Whether more waits for a connection than sound may wait. */
export const isBacklogged = (socket: Socket): boolean => {
  const { writeBuffer, transport } = engineConnectionOf(socket);
  return writeBuffer.length > LATE_PACKETS || (plainWebSocketOf(transport)?._socket.writableLength ?? 0) > LATE_BYTES;
};

/** Whether a connection has taken nothing for so long that it is better closed: its client comes back and starts afresh. */
export const isClogged = (socket: Socket): boolean => {
  const { writeBuffer, transport } = engineConnectionOf(socket);
  if (writeBuffer.length > WAITING_MAX_PACKETS) return true;
  return (plainWebSocketOf(transport)?._socket.writableLength ?? 0) > WAITING_MAX_BYTES;
};

/** The WebSocket of a transport when ready bytes may pass by engine.io: not polling, and no extension (compression) in between. */
export const plainWebSocketOf = (transport: object): PlainWebSocket | undefined => {
  if (!('socket' in transport) || !isWebSocket(transport.socket)) return undefined;
  return transport.socket.extensions === '' ? transport.socket : undefined;
};
