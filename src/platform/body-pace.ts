import type { IncomingMessage, Server } from 'node:http';

export interface BodyPace {
  readonly everyMs: number;
  readonly leastBytes: number;
}

/** Slower than a telephone line: nobody who means to send something. A small body has to be there within a minute. */
const PACE: BodyPace = { everyMs: 60_000, leastBytes: 128 * 1024 };

const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const watch = (request: IncomingMessage, { everyMs, leastBytes }: BodyPace): void => {
  if (!hasBody(request)) return;
  const { socket } = request;
  let seenBytes = socket.bytesRead;
  const timer = setInterval(() => {
    if (request.complete || socket.destroyed) {
      clearInterval(timer);
      return;
    }
    const bytes = socket.bytesRead - seenBytes;
    seenBytes = socket.bytesRead;
    if (bytes >= leastBytes) return;
    clearInterval(timer);
    socket.end(TOO_SLOW, () => socket.destroy());
  }, everyMs);
  timer.unref();
  request.once('close', () => clearInterval(timer));
};

/**
 * Holds bodies to a pace instead of to a time in all: an upload of gigabytes may take its hours, but whoever sends next to nothing
 * keeps no connection. The headers have the server's own time limit.
 */
export const keepBodyPace = (server: Server, pace: BodyPace = PACE): void => {
  server.requestTimeout = 0;
  server.prependListener('request', (request: IncomingMessage) => watch(request, pace));
};
