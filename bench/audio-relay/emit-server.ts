/** Fixed baseline: what one writes first. Do not improve. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { serveBench } from './bench-server.ts';

const httpServer = createServer();
const io = new Server(httpServer, { serveClient: false, perMessageDeflate: false });

io.on('connection', (socket) => {
  void socket.join('room');
  socket.on('audio', (bytes: Buffer) => {
    io.to('room').except(socket.id).emit('audio', bytes);
  });
});

httpServer.listen(0, '127.0.0.1', () => serveBench(`ws://127.0.0.1:${(httpServer.address() as AddressInfo).port}`));
