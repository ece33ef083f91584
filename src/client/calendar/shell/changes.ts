import { effect } from '@preact/signals';
import { sessionState } from './session.ts';

/** The events that changed; none are named when the connection was lost for a while and anything may have. */
type Listener = (eventIds: readonly string[]) => void;

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;
const GATHER_MS = 150;

const listeners = new Set<Listener>();
const gathered = new Set<string>();
let everything = false;
let gathering = 0;

const tell = (): void => {
  gathering = 0;
  const ids = everything ? [] : [...gathered];
  gathered.clear();
  everything = false;
  for (const listener of [...listeners]) listener(ids);
};

/** Several changes at once are told once. */
const gather = (eventIds: readonly string[]): void => {
  for (const id of eventIds) gathered.add(id);
  if (eventIds.length === 0) everything = true;
  if (gathering === 0) gathering = window.setTimeout(tell, GATHER_MS);
};

/** Hears of events of this account that changed on the server. Answers the function that ends it. */
export const onChanges = (listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

const idsOf = (data: unknown): readonly string[] => {
  try {
    const { ids } = JSON.parse(String(data)) as { readonly ids?: unknown };
    return Array.isArray(ids) ? ids.map(String) : [];
  } catch {
    return [];
  }
};

/** One connection for the whole page. The browser brings a broken one back by itself, but not one that was answered by an error. */
const connect = (): (() => void) => {
  let source: EventSource | undefined;
  let retryMs = FIRST_RETRY_MS;
  let timer = 0;
  let missed = false;
  const listen = (): void => {
    source = new EventSource('/api/v1/changes');
    source.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS;
      if (missed) gather([]);
      missed = false;
    });
    source.addEventListener('events', (event) => gather(idsOf(event.data)));
    source.addEventListener('error', () => {
      missed = true;
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = window.setTimeout(listen, retryMs);
      retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
    });
  };
  // What came while there was no network could not be asked for.
  const askAll = (): void => gather([]);
  addEventListener('online', askAll);
  listen();
  return () => {
    removeEventListener('online', askAll);
    window.clearTimeout(timer);
    source?.close();
  };
};

/** Call once: listens as long as somebody is signed in. */
export const followChanges = (): void => {
  effect(() => (sessionState.value === 'signed-in' ? connect() : undefined));
};
