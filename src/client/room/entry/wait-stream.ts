import type { LobbyMessageBody } from '../../../contract/room/room-state.ts';
import type { LobbyNews, WaitFor } from './wait-for.ts';

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

/** How each event of the stream is read; `data` is JSON. */
const NEWS: Readonly<Record<LobbyNews['kind'], (data: string) => LobbyNews>> = {
  seen: () => ({ kind: 'seen' }),
  message: (data) => ({ kind: 'message', message: JSON.parse(data) as LobbyMessageBody }),
  admitted: () => ({ kind: 'admitted' }),
  declined: (data) => ({ kind: 'declined', word: (JSON.parse(data) as { readonly word?: string }).word ?? '' }),
};

/** The server's event stream. The browser brings a broken stream back by itself, but not one that was answered by an error. */
export const waitByEventStream: WaitFor = (waitTicket, { onOpen, onNews, onConnection }) => {
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
    for (const [kind, read] of Object.entries(NEWS))
      source.addEventListener(kind, ({ data }: MessageEvent<string>) => onNews(read(data)));
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
