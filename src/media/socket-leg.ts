import type { Socket } from 'socket.io';
import { AUDIO_EVENT } from '../contract/room/room-messages.ts';
import type { FrameGroup, Leg } from './leg.ts';
import { createListenerLag } from './listener-lag.ts';
import type { MediaCounters } from './media-counters.ts';
import { engineConnectionOf, type PlainWebSocket, plainWebSocketOf } from './socket-transport.ts';
import { webSocketBytes } from './websocket-broadcast.ts';

export interface SocketLeg extends Leg {
  /** The listener's own count of audio frames received on this connection. False: a count that cannot be. */
  acknowledge(count: number): boolean;
}

/** Bytes that wait in this process for one listener before frames are thrown away: about two seconds of three speakers. */
const BACKLOG_MAX_BYTES = 64 * 1024;
/** The same for listeners without WebSocket, in messages: each frame is two, and polls may be a second apart. */
const BACKLOG_MAX_PACKETS = 200;
const WEBSOCKET_OPEN = 1;

/**
 * The leg of a participant on socket.io. Frames made once for all are written straight to the TCP (or TLS) socket below; a
 * transport that does not allow it (long polling, compression, an unfinished upgrade) gets ordinary events.
 */
export const createSocketLeg = ({
  socket,
  number,
  counters,
}: {
  readonly socket: Socket;
  readonly number: number;
  readonly counters: MediaCounters;
}): SocketLeg => {
  const conn = engineConnectionOf(socket);
  const lag = createListenerLag();
  let knownTransport: object | undefined;
  let webSocket: PlainWebSocket | undefined;

  const lose = (frames: number): void => {
    counters.framesLost += frames;
  };

  const emitEach = (frames: readonly Uint8Array[]): boolean => {
    if (conn.writeBuffer.length > BACKLOG_MAX_PACKETS) return false;
    for (const frame of frames) socket.compress(false).emit(AUDIO_EVENT, frame);
    return true;
  };

  const write = ({ readyState, _socket: raw }: PlainWebSocket, group: FrameGroup): boolean => {
    if (readyState !== WEBSOCKET_OPEN || raw.writableLength > BACKLOG_MAX_BYTES) return false;
    // A binary event of socket.io's own may be half on its way: its other half waits in writeBuffer, and nothing may come between.
    if (conn.writeBuffer.length > 0) return emitEach(group.frames);
    raw.write(group.as(webSocketBytes));
    return true;
  };

  return {
    number,
    deliver(group) {
      const frames = group.frames.length;
      if (lag.lags(group.nowMs)) return lose(frames);
      if (conn.transport !== knownTransport) {
        knownTransport = conn.transport;
        webSocket = plainWebSocketOf(conn.transport);
      }
      const gone = webSocket === undefined ? emitEach(group.frames) : write(webSocket, group);
      if (!gone) return lose(frames);
      lag.sent(frames, group.nowMs);
      counters.framesDelivered += frames;
    },
    acknowledge: lag.acknowledge,
  };
};
