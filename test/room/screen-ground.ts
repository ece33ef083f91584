import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { newId, type ParticipantId, type SessionId } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import { formatScreenChunk, parseScreenChunk, type ScreenChunkHeader } from '../../src/contract/room/screen-chunk.ts';
import { createScreenCounters } from '../../src/media/screen/screen-counters.ts';
import { createScreenRealtime } from '../../src/platform/realtime.ts';
import type { Screen } from '../../src/room/room-state.ts';
import { createScreenKeys, type ScreenRoom } from '../../src/room/screen-keys.ts';
import { attachScreen } from '../../src/room/screen-socket.ts';
import { createForwardClock, within } from './room-ground.ts';

/** A room that shows what it is told to. */
export const createShownRoom = (): ScreenRoom & { show(screen: Screen | undefined): void } => {
  const listeners = new Set<(screen: Screen | undefined) => void>();
  let screen: Screen | undefined;
  return {
    sessionId: newId<SessionId>(),
    state: () => ({ screen }),
    onScreen(listener) {
      listeners.add(listener);
      listener(screen);
      return () => listeners.delete(listener);
    },
    show(next) {
      screen = next;
      for (const listener of listeners) listener(next);
    },
  };
};

export const chunkOf = (header: Partial<ScreenChunkHeader> = {}, bytes = 100): Uint8Array =>
  formatScreenChunk(
    {
      kind: 'video',
      key: false,
      codec: 'vp8',
      stream: 7,
      sequence: 1,
      captureMs: 0,
      width: 640,
      height: 480,
      channels: 0,
      ...header,
    },
    new Uint8Array(bytes).fill(header.sequence ?? 1),
  );
export const soundOf = (sequence: number): Uint8Array =>
  chunkOf({ kind: 'sound', key: true, codec: 'opus', width: 0, height: 0, channels: 2, sequence });

/** One connection to the screen, of the protocol and nothing else. */
export interface ScreenGuest {
  readonly socket: Socket;
  readonly participantId: ParticipantId;
  readonly connectionId: string;
  /** `key 3`, `delta 4`, `sound 1`: kind and sequence of each chunk so far. */
  readonly seen: string[];
  readonly bytes: Uint8Array[];
  /** What the server asked of a presenter, or told it. */
  readonly asked: string[];
  /** Acknowledges from now on, or does not. */
  acknowledging(on: boolean): void;
  present(screen: string): Promise<{ ok: boolean }>;
  send(chunk: Uint8Array): void;
  until(what: string, isTrue: () => boolean): Promise<void>;
  closed(): Promise<string>;
  refusal(): Promise<string>;
}

const nameOf = ({ kind, key, sequence }: ScreenChunkHeader): string =>
  `${kind === 'sound' ? 'sound' : key ? 'key' : 'delta'} ${sequence}`;

/** The screen's socket.io server alone, on a real port, with rooms that show what they are told to. */
export const prepareScreenGround = async ({
  isOwnOrigin = () => true,
}: {
  readonly isOwnOrigin?: () => boolean;
} = {}) => {
  const httpServer = createServer();
  const realtime = createScreenRealtime({ httpServer, isOwnOrigin });
  const keys = createScreenKeys();
  const counters = createScreenCounters();
  const clock = createForwardClock();
  attachScreen({ realtime, keys, counters, clock, log: silentLog });
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`;
  const sockets: Socket[] = [];
  let connections = 0;

  const pass = (room: ScreenRoom, participantId = newId<ParticipantId>()) => {
    connections += 1;
    const connectionId = `connection-${connections}`;
    return { participantId, connectionId, key: keys.issue(connectionId, { room, participantId }) };
  };
  const open = (key: string, transports = ['websocket']): Socket => {
    const socket = io(url, { path: '/screen', auth: { key }, forceNew: true, reconnection: false, transports });
    sockets.push(socket);
    return socket;
  };
  const connect = async (
    room: ScreenRoom,
    { transports, given = pass(room) }: { transports?: string[]; given?: ReturnType<typeof pass> } = {},
  ): Promise<ScreenGuest> => {
    const socket = open(given.key, transports);
    const seen: string[] = [];
    const bytes: Uint8Array[] = [];
    const asked: string[] = [];
    const looks = new Set<() => void>();
    let acknowledges = true;
    let pictures = 0;
    const look = (): void => {
      for (const one of [...looks]) one();
    };
    const acknowledge = (): void => {
      if (acknowledges) socket.emit('screen.ack', pictures);
    };
    socket.on('screen', (chunk: Uint8Array) => {
      const header = parseScreenChunk(chunk);
      seen.push(header ? nameOf(header) : 'nonsense');
      bytes.push(chunk);
      if (header?.kind === 'video') {
        pictures += 1;
        acknowledge();
      }
      look();
    });
    for (const event of ['screen.key', 'screen.took', 'screen.unsupported'])
      socket.on(event, (value: unknown) => {
        asked.push(value === undefined ? event : `${event} ${value}`);
        look();
      });
    const closed = new Promise<string>((resolve) => socket.on('disconnect', (reason) => resolve(reason)));
    const refusal = new Promise<string>((resolve) =>
      socket.on('connect_error', (error) =>
        resolve('data' in error ? (error.data as { code: string }).code : error.message),
      ),
    );
    await within(
      Promise.race([new Promise<void>((resolve) => socket.on('connect', resolve)), refusal, closed]),
      'a connection',
    );
    return {
      socket,
      participantId: given.participantId,
      connectionId: given.connectionId,
      seen,
      bytes,
      asked,
      acknowledging(on) {
        acknowledges = on;
        acknowledge();
      },
      present: (screen) =>
        within(new Promise((resolve) => socket.emit('screen.present', screen, resolve)), 'an answer'),
      send: (chunk) => void socket.emit('screen', chunk),
      until: (what, isTrue) =>
        within(
          new Promise((resolve) => {
            const one = (): void => {
              if (!isTrue()) return;
              looks.delete(one);
              resolve();
            };
            looks.add(one);
            one();
          }),
          `${what} (seen: ${seen.join(', ')}; asked: ${asked.join(', ')})`,
        ),
      closed: () => within(closed, 'the end'),
      refusal: () => within(refusal, 'a refusal'),
    };
  };
  return {
    url,
    httpServer,
    keys,
    counters,
    clock,
    realtime,
    pass,
    open,
    connect,
    /** Somebody who presents in this room, and whom the room shows. */
    async presenter(room: ReturnType<typeof createShownRoom>, id = 'screen-1'): Promise<ScreenGuest> {
      const guest = await connect(room);
      room.show({ id, participantId: guest.participantId, startedMs: 0, paused: false });
      await guest.present(id);
      return guest;
    },
    async stop() {
      for (const socket of sockets) socket.disconnect();
      await realtime.close();
    },
  };
};
export type ScreenGround = Awaited<ReturnType<typeof prepareScreenGround>>;
