/** The baseline of `chat-load.ts`: what comes in at a path goes to everyone at that path. Do not improve. */
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
const rooms = new Map<string, Set<WebSocket>>();
server.on('connection', (socket, request) => {
  const path = request.url ?? '';
  const room = rooms.get(path) ?? new Set();
  rooms.set(path, room.add(socket));
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    for (const one of room) one.send(text);
  });
  socket.on('close', () => room.delete(socket));
});
server.on('listening', () => process.send?.(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.once('disconnect', () => process.exit());
