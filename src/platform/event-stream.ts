import type { ServerResponse } from 'node:http';

/** Proxies close streams on which nothing is heard, often after a minute. */
const HEARTBEAT_MS = 25_000;
/** How long a browser waits before it comes again. */
const RETRY_MS = 5_000;

const HEADERS = {
  'Content-Type': 'text/event-stream',
  // no-transform: a compressor would keep events until it has enough of them.
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
};

/** An event stream of the HTML Living Standard, 9.2. */
export interface EventStream {
  /** Writes the headers; `left` is called once, when the stream is ended or the page is gone. */
  begin(left: () => void): void;
  /** Nothing once it is ended: to write to a response that is ended is an error of the whole program. */
  send(event: string, data: unknown): void;
  end(): void;
}

/** `longestMs`: after which it ends by itself. */
export const createEventStream = (
  response: ServerResponse,
  {
    longestMs,
    retryMs = RETRY_MS,
    heartbeatMs = HEARTBEAT_MS,
  }: { readonly longestMs?: number; readonly retryMs?: number; readonly heartbeatMs?: number } = {},
): EventStream => {
  let heartbeat: NodeJS.Timeout | undefined;
  let longest: NodeJS.Timeout | undefined;
  let leave: () => void = () => {};
  const write = (text: string): void => {
    if (!response.writableEnded && !response.destroyed) response.write(text);
  };
  const stop = (): void => {
    clearInterval(heartbeat);
    clearTimeout(longest);
    leave();
    leave = () => {};
  };
  const end = (): void => {
    stop();
    response.end();
  };
  return {
    begin(left) {
      leave = left;
      if (response.writableEnded) return stop();
      response.writeHead(200, HEADERS);
      write(`retry: ${retryMs}\n\n`);
      heartbeat = setInterval(write, heartbeatMs, ': still here\n\n');
      if (longestMs !== undefined) longest = setTimeout(end, longestMs);
      response.on('error', stop);
      response.once('close', stop);
    },
    // JSON has no line ends, which would end a field.
    send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    end,
  };
};
