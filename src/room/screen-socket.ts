import type { Server, Socket } from 'socket.io';
import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import {
  isScreenCodec,
  SCREEN_ACK_EVENT,
  SCREEN_CHUNK_MAX_BYTES,
  SCREEN_EVENT,
  SCREEN_KEY_EVENT,
  SCREEN_PRESENT_EVENT,
  SCREEN_SMALL_MAX_BYTES,
  SCREEN_TOOK_EVENT,
  SCREEN_UNSUPPORTED_EVENT,
} from '../contract/room/screen-chunk.ts';
import { type Later, systemLater } from '../media/screen/key-requests.ts';
import { type LimitedConnection, limitMessages, type MessageLimit } from '../media/screen/message-limit.ts';
import type { ScreenCounters } from '../media/screen/screen-counters.ts';
import { createScreenRelay, type Presenting, type ScreenRelay, type Viewing } from '../media/screen/screen-relay.ts';
import { createSocketViewer } from '../media/screen/socket-viewer.ts';
import type { ScreenKeys, ScreenPass, ScreenRoom } from './screen-keys.ts';
import { createScreenLimits } from './screen-limits.ts';
import { connectionRefusal } from './socket-answers.ts';

export interface ScreenSocketParts {
  /** The socket.io server of `createScreenRealtime`. */
  readonly realtime: Server;
  readonly keys: ScreenKeys;
  readonly counters: ScreenCounters;
  readonly clock: Clock;
  readonly log: Log;
  readonly later?: Later;
}

/** A few bytes more than a chunk: none that is honest is refused by the transport. */
const PRESENTER_MESSAGE_MAX_BYTES = SCREEN_CHUNK_MAX_BYTES + 1_024;
const KEY_MAX_CHARACTERS = 100;

const keyOf = (socket: Socket): string => {
  const { key }: { readonly key?: unknown } = socket.handshake.auth;
  return typeof key === 'string' && key.length <= KEY_MAX_CHARACTERS ? key : '';
};

/** One relay for each room, from the first connection to the last. */
const createRelays = (make: () => ScreenRelay) => {
  const open = new Map<ScreenRoom, { readonly relay: ScreenRelay; readonly stop: () => void }>();
  return {
    enter(room: ScreenRoom): ScreenRelay {
      const known = open.get(room);
      if (known !== undefined) return known.relay;
      const relay = make();
      let shown = room.state().screen?.id;
      const stop = room.onScreen((screen) => {
        // A pause is not another screen.
        if (screen?.id === shown) return;
        shown = screen?.id;
        relay.changed();
      });
      open.set(room, { relay, stop });
      return relay;
    },
    leave(room: ScreenRoom): void {
      const known = open.get(room);
      if (known === undefined || known.relay.size() > 0) return;
      known.stop();
      open.delete(room);
    },
  };
};

interface Served {
  readonly socket: Socket;
  readonly pass: ScreenPass;
  readonly relay: ScreenRelay;
  readonly viewing: Viewing;
  readonly limit: MessageLimit | undefined;
  readonly parts: ScreenSocketParts;
}

/** Takes what one connection sends; answers what to do when it ends. */
const serve = ({ socket, pass, relay, viewing, limit, parts }: Served): (() => void) => {
  const { counters, clock, log } = parts;
  const { room, participantId } = pass;
  const limits = createScreenLimits();
  let presenting: Presenting | undefined;

  const displease = (): void => {
    if (socket.disconnected || limits.patience.take(clock.nowMs())) return;
    counters.connectionsClosed += 1;
    log.warn(
      { session: room.sessionId, participant: participantId },
      'a screen connection was closed for what it sent',
    );
    socket.disconnect(true);
  };
  const says = (bucket: 'acknowledgement' | 'word', act: () => boolean): void => {
    if (!limits[bucket].take(clock.nowMs()) || !act()) displease();
  };

  socket.on(SCREEN_PRESENT_EVENT, (id: unknown, answer: unknown) => {
    const isCurrent = (): boolean => {
      const { screen } = room.state();
      return screen?.id === id && screen?.participantId === participantId;
    };
    const ok = limits.word.take(clock.nowMs()) && isCurrent();
    if (ok) {
      presenting = relay.present(
        {
          askKey: () => socket.emit(SCREEN_KEY_EVENT),
          tookPictures: (count) => socket.emit(SCREEN_TOOK_EVENT, count),
          cannotDecode: (codec) => socket.emit(SCREEN_UNSUPPORTED_EVENT, codec),
        },
        viewing,
        isCurrent,
      );
      limit?.set(PRESENTER_MESSAGE_MAX_BYTES);
    } else displease();
    if (typeof answer === 'function') answer(ok ? { ok } : { ok, code: 'not-allowed' });
  });
  socket.on(SCREEN_EVENT, (bytes: unknown) => {
    const nowMs = clock.nowMs();
    const fits = bytes instanceof Uint8Array && limits.chunk.take(nowMs) && limits.takeBytes(bytes.length, nowMs);
    if (fits && presenting?.take(bytes)) return;
    counters.chunksRefused += 1;
    displease();
  });
  socket.on(SCREEN_ACK_EVENT, (count: unknown) =>
    says('acknowledgement', () => typeof count === 'number' && viewing.acknowledge(count)),
  );
  socket.on(SCREEN_KEY_EVENT, () =>
    says('word', () => {
      viewing.askKey();
      return true;
    }),
  );
  socket.on(SCREEN_UNSUPPORTED_EVENT, (codec: unknown) =>
    says('word', () => {
      if (!isScreenCodec(codec)) return false;
      viewing.cannotDecode(codec);
      return true;
    }),
  );
  const known = new Set([
    SCREEN_PRESENT_EVENT,
    SCREEN_EVENT,
    SCREEN_ACK_EVENT,
    SCREEN_KEY_EVENT,
    SCREEN_UNSUPPORTED_EVENT,
  ]);
  socket.onAny((event: unknown) => {
    if (typeof event !== 'string' || !known.has(event)) displease();
  });

  // Whoever does not present any more may send large messages no more.
  const stopListening = room.onScreen((screen) => {
    if (presenting === undefined || screen?.participantId === participantId) return;
    presenting.leave();
    presenting = undefined;
    limit?.set(SCREEN_SMALL_MAX_BYTES);
  });
  return () => {
    stopListening();
    presenting?.leave();
    viewing.leave();
  };
};

/** The shared screens' edge to browsers: who connects to see or to present, and what is taken from them. */
export const attachScreen = (parts: ScreenSocketParts): void => {
  const { realtime, keys, counters, clock, later = systemLater } = parts;
  const relays = createRelays(() => createScreenRelay({ clock, counters, later }));
  /** By key: one connection for each, the newest. */
  const connected = new Map<string, () => void>();
  const limits = new WeakMap<object, MessageLimit>();

  realtime.engine.on('connection', (connection: LimitedConnection & { close(): void }) => {
    const onTooLarge = (): void => {
      counters.connectionsClosed += 1;
      connection.close();
    };
    limits.set(connection, limitMessages(connection, SCREEN_SMALL_MAX_BYTES, onTooLarge));
  });
  realtime.use((socket, next) => {
    if (keys.find(keyOf(socket)) !== undefined) next();
    else next(connectionRefusal(new DomainError('link-revoked')));
  });
  realtime.on('connection', (socket) => {
    const key = keyOf(socket);
    const pass = keys.find(key);
    if (pass === undefined) {
      socket.disconnect(true);
      return;
    }
    connected.get(key)?.();
    const relay = relays.enter(pass.room);
    const viewing = relay.view(
      createSocketViewer(socket, () => {
        counters.connectionsClosed += 1;
        socket.conn.close();
      }),
    );
    const end = serve({ socket, pass, relay, viewing, limit: limits.get(socket.conn), parts });
    let over = false;
    const leave = (): void => {
      if (over) return;
      over = true;
      end();
      if (connected.get(key) === close) connected.delete(key);
      relays.leave(pass.room);
    };
    const close = (): void => {
      leave();
      socket.disconnect(true);
    };
    connected.set(key, close);
    socket.once('disconnect', leave);
  });
  keys.onRevoked((key) => connected.get(key)?.());
};
