import type { WaitFor } from './wait-for.ts';

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

/** The server's event stream. The browser brings a broken stream back by itself, but not one that was answered by an error. */
export const waitByEventStream: WaitFor = (waitTicket, { onOpen, onConnection }) => {
  let source: EventSource | undefined;
  let retryMs = FIRST_RETRY_MS;
  let timer = 0;

  const listen = (): void => {
    source = new EventSource(`/api/v1/wait?ticket=${encodeURIComponent(waitTicket)}`);
    // The stream's own beginning and the server's word are both called `open`; only the word is a message.
    source.addEventListener('open', (event) => {
      if (event instanceof MessageEvent) {
        onOpen();
        return;
      }
      retryMs = FIRST_RETRY_MS;
      onConnection(true);
    });
    source.addEventListener('error', () => {
      onConnection(false);
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = window.setTimeout(listen, retryMs);
      retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
    });
  };

  listen();
  return () => {
    window.clearTimeout(timer);
    source?.close();
  };
};
