/** A server of shared screens alone, in a process of its own: as the product relays them, or by socket.io's `emit`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../src/base/clock.ts';
import { newId, type ParticipantId, type SessionId } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import { createScreenCounters } from '../../src/media/screen/screen-counters.ts';
import { createScreenRealtime } from '../../src/platform/realtime.ts';
import type { Screen } from '../../src/room/room-state.ts';
import { createScreenKeys } from '../../src/room/screen-keys.ts';
import { attachScreen } from '../../src/room/screen-socket.ts';

const way = process.argv[2] === 'emit' ? 'emit' : 'product';
const httpServer = createServer();
const realtime = createScreenRealtime({ httpServer, isOwnOrigin: () => true });
const keys = createScreenKeys();
const presenterId = newId<ParticipantId>();
const screen: Screen = { id: 'bench', participantId: presenterId, startedMs: 0, paused: false };
const room = { sessionId: newId<SessionId>(), state: () => ({ screen }), onScreen: () => () => {} };
let connections = 0;
const keyFor = (participantId: ParticipantId): string => {
  connections += 1;
  return keys.issue(`connection-${connections}`, { room, participantId });
};

if (way === 'product')
  attachScreen({ realtime, keys, counters: createScreenCounters(), clock: systemClock, log: silentLog });
else
  realtime.on('connection', (socket) => {
    socket.on('screen', (chunk: Uint8Array) => socket.broadcast.emit('screen', chunk));
    socket.on('screen.ack', () => {});
    socket.on('screen.present', (_id: unknown, answer: (said: object) => void) => answer({ ok: true }));
  });

httpServer.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`;
  process.send?.({ url, key: keyFor(presenterId) });
});
process.on('message', (question) => {
  const { user, system } = process.cpuUsage();
  process.send?.(question === 'cpu' ? user + system : keyFor(newId<ParticipantId>()));
});
process.on('disconnect', () => process.exit());
