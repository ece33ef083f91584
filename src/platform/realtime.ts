import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server } from 'socket.io';

/** The largest message that a participant may send: a page of chat and every audio frame fit many times. */
const MESSAGE_MAX_BYTES = 64 * 1024;
/** The largest picture of a shared screen, and a little: who does not present is kept to far less (see `media/screen/message-limit.ts`). */
const SCREEN_MESSAGE_MAX_BYTES = 1_002_048;
const SCREEN_PATH = '/screen';

interface RealtimeParts {
  readonly httpServer: HttpServer;
  readonly isOwnOrigin: (request: IncomingMessage) => boolean;
}

/**
 * The socket.io server on the web port. A page of another origin is refused at the handshake, cookie or not: the browser
 * always sends Origin with a WebSocket, and socket.io by itself would let it in.
 */
export const createRealtime = ({ httpServer, isOwnOrigin }: RealtimeParts): Server =>
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

/** A second one for the shared screen, on a path of its own: its pictures are large and must not stand in the way of the voice. */
export const createScreenRealtime = ({ httpServer, isOwnOrigin }: RealtimeParts): Server =>
  new Server(httpServer, {
    path: SCREEN_PATH,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    // The first server sees to those whose path is nobody's.
    destroyUpgrade: false,
    maxHttpBufferSize: SCREEN_MESSAGE_MAX_BYTES,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    connectTimeout: 10_000,
    allowRequest: (request, answer) => {
      const own = isOwnOrigin(request);
      answer(own ? null : 'foreign origin', own);
    },
  });
