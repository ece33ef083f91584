/** Follows a server-sent event stream, as the waiting page does. */
export interface EventStream {
  readonly status: number;
  readonly headers: Headers;
  /** All that was received so far. */
  readonly text: () => string;
  /** Resolves when `part` has been received; rejects after `withinMs`. */
  readonly until: (part: string, withinMs?: number) => Promise<void>;
  readonly ended: Promise<void>;
  readonly close: () => void;
}

export const openEventStream = async (url: string): Promise<EventStream> => {
  const abort = new AbortController();
  const response = await fetch(url, { signal: abort.signal });
  let text = '';
  let listeners: Array<() => void> = [];
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk, { stream: true });
        for (const listener of listeners) listener();
      }
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    }
  };
  const ended = read();
  return {
    status: response.status,
    headers: response.headers,
    text: () => text,
    ended,
    close: () => abort.abort(),
    until: (part, withinMs = 2_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`"${part}" did not come; this did: ${text}`)), withinMs);
        const look = (): void => {
          if (!text.includes(part)) return;
          clearTimeout(timer);
          listeners = listeners.filter((listener) => listener !== look);
          resolve();
        };
        listeners.push(look);
        look();
      }),
  };
};
