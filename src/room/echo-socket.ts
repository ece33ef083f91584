import type { IncomingMessage } from 'node:http';
import type { Server, Socket } from 'socket.io';
import { parseAudioFrame, stampDirect } from '../audio/audio-frame.ts';
import type { Clock } from '../base/clock.ts';
import { AUDIO_EVENT } from '../contract/room/room-messages.ts';
import { isBacklogged } from '../media/socket-transport.ts';
import { createOccupancy } from '../platform/occupancy.ts';
import { createParticipantLimits } from './participant-limits.ts';

/** The namespace of the echo test before a meeting, on the room's own path. */
export const ECHO_NAMESPACE = '/echo';
/** Longer than anyone listens to themselves. */
export const ECHO_MS = 60_000;
/** Tests at once from one network: a class or an office behind one address. */
export const ECHOES_PER_NETWORK = 10;
/** And from all: each costs two frames of work every 20 ms. */
export const ECHOES_AT_ONCE = 200;

export interface EchoParts {
  readonly realtime: Server;
  readonly networkOf: (request: IncomingMessage) => string;
  readonly clock: Clock;
  /** Ends a test; answers how to call that off. */
  readonly after?: (ms: number, work: () => void) => () => void;
}

const afterReally = (ms: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, ms).unref();
  return () => clearTimeout(timer);
};

/** What a connection to `/echo` is refused with; the page shows its own words. */
const tooMany = (): Error =>
  Object.assign(new Error('too-many-attempts'), { data: { code: 'too-many-attempts', retry: false } });

/** Sends frames back to whoever sends them, and nothing else. No ticket: nobody hears anything but themselves. */
const serve = (socket: Socket, { clock, after = afterReally }: EchoParts): void => {
  const limits = createParticipantLimits();
  const close = (): void => {
    socket.disconnect(false);
  };
  const displease = (): void => {
    if (!limits.patience.take(clock.nowMs())) close();
  };
  socket.once('disconnect', after(ECHO_MS, close));
  socket.on(AUDIO_EVENT, (bytes: unknown) => {
    if (!limits.frame.take(clock.nowMs())) return displease();
    // Browsers of ours send nothing but frames here: anything else is somebody trying things out.
    if (!(bytes instanceof Uint8Array) || parseAudioFrame(bytes) === undefined) return close();
    // Who does not take them in time loses them: late, they would measure nothing.
    if (isBacklogged(socket)) return;
    stampDirect(bytes, 0);
    socket.compress(false).emit(AUDIO_EVENT, bytes);
  });
  socket.onAny((event: unknown) => {
    if (event !== AUDIO_EVENT) close();
  });
};

/** The echo test before the meeting: one's own voice comes back. Pages of other origins were refused at the handshake. */
export const attachEcho = (parts: EchoParts): void => {
  const { realtime, networkOf } = parts;
  const places = createOccupancy({ perNetwork: ECHOES_PER_NETWORK, inAll: ECHOES_AT_ONCE });
  const echo = realtime.of(ECHO_NAMESPACE);
  echo.use((socket, next) => {
    const network = networkOf(socket.request);
    if (!places.take(network)) return next(tooMany());
    // Who vanishes before the namespace is entered must not keep a place.
    let held = true;
    const free = (): void => {
      if (held) places.free(network);
      held = false;
    };
    socket.once('disconnect', free);
    if (socket.conn.readyState === 'open') socket.conn.once('close', free);
    else free();
    next();
  });
  echo.on('connection', (socket) => serve(socket, parts));
};
