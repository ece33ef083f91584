import type { Socket } from 'socket.io';
import { SCREEN_EVENT } from '../../contract/room/screen-chunk.ts';
import type { FrameGroup } from '../leg.ts';
import { engineConnectionOf, plainWebSocketOf } from '../socket-transport.ts';
import { screenBytes } from './screen-bytes.ts';
import type { ViewerLine } from './screen-relay.ts';

/** Bytes that wait in this process for one viewer: beyond the first it skips, beyond the second its connection is cut off. */
const SKIP_BYTES = 1_500_000;
const CUT_OFF_BYTES = 4_000_000;
/** The same for viewers without WebSocket, in packets. */
const SKIP_PACKETS = 20;
const WEBSOCKET_OPEN = 1;

/** A viewer on socket.io: chunks made once for all are written straight to its TCP (or TLS) socket, where the transport allows it. */
export const createSocketViewer = (socket: Socket, onClogged: () => void): ViewerLine => {
  const connection = engineConnectionOf(socket);
  const emit = ([bytes]: readonly Uint8Array[]): boolean => {
    if (connection.writeBuffer.length > SKIP_PACKETS) return false;
    socket.compress(false).emit(SCREEN_EVENT, bytes);
    return true;
  };
  return {
    send(chunk: FrameGroup) {
      const webSocket = plainWebSocketOf(connection.transport);
      if (webSocket === undefined) return emit(chunk.frames);
      const { readyState, _socket: raw } = webSocket;
      if (raw.writableLength > CUT_OFF_BYTES) onClogged();
      if (readyState !== WEBSOCKET_OPEN || raw.writableLength > SKIP_BYTES) return false;
      // An event of socket.io's own may be half on its way: nothing may come between its parts.
      if (connection.writeBuffer.length > 0) return emit(chunk.frames);
      raw.write(chunk.as(screenBytes));
      return true;
    },
  };
};
