/** Fixed baseline: the least that a WebSocket relay can do in Node. Each frame is built once and written to every socket. Do not improve. */
import type { AddressInfo, Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { serveBench } from './bench-server.ts';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });

/** A server's binary message: not masked, so the same bytes for everyone (RFC 6455 5.2). */
const buildFrame = (payload: Buffer): Buffer => {
  const header =
    payload.length < 126
      ? Buffer.from([0x82, payload.length])
      : Buffer.from([0x82, 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([header, payload]);
};

const rawSocketOf = (webSocket: WebSocket): Socket => Reflect.get(webSocket, '_socket') as Socket;

const clients = new Map<WebSocket, Socket>();
server.on('connection', (speaker) => {
  clients.set(speaker, rawSocketOf(speaker));
  speaker.on('message', (payload: Buffer) => {
    const frame = buildFrame(payload);
    for (const [client, raw] of clients)
      if (client !== speaker && client.readyState === WebSocket.OPEN) raw.write(frame);
  });
  speaker.on('close', () => clients.delete(speaker));
});
server.on('listening', () => serveBench(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`));
