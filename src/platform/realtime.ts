import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server } from 'socket.io';

/** The largest message that a participant may send: a page of chat and every audio frame fit many times. */
const MESSAGE_MAX_BYTES = 64 * 1024;

/**
 * The socket.io server on the web port. A page of another origin is refused at the handshake, cookie or not: the browser
 * always sends Origin with a WebSocket, and socket.io by itself would let it in.
 */
export const createRealtime = ({
  httpServer,
  isOwnOrigin,
}: {
  readonly httpServer: HttpServer;
  readonly isOwnOrigin: (request: IncomingMessage) => boolean;
}): Server =>
  new Server(httpServer, {
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MESSAGE_MAX_BYTES,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    connectTimeout: 10_000,
    allowRequest: (request, answer) => {
      const own = isOwnOrigin(request);
      answer(own ? null : 'foreign origin', own);
    },
  });
