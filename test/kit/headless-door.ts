import type { JoinAnswer } from '../../src/contract/http/meeting.ts';
import type { LobbyMessageBody } from '../../src/contract/room/room-state.ts';
import { type ApiAnswer, ApiClient } from './api-client.ts';

/** With what somebody comes to the door: a link, or the meeting's ID and perhaps its PIN. */
export type EntryKeys =
  | { readonly link: string; readonly name?: string }
  | { readonly meeting: string; readonly name: string; readonly pin?: string };

export type Admitted = Extract<JoinAnswer, { ticket: string }>;

/** The token of a link, or the token itself. */
const tokenOf = (link: string): string => link.split('/').at(-1) ?? link;

/** One call at the door, as the page makes it. `api` keeps the browser's cookies. */
export const knock = (
  api: ApiClient,
  keys: EntryKeys,
  more: Readonly<Record<string, unknown>> = {},
): Promise<ApiAnswer<JoinAnswer>> => {
  if ('link' in keys)
    return api.call('POST', `/join/${tokenOf(keys.link)}`, { ...(keys.name && { name: keys.name }), ...more });
  const { meeting, ...rest } = keys;
  return api.call('POST', `/meetings/${meeting}/join`, { ...rest, ...more });
};

/** The same, for those who must come in at once. */
export const enterByKeys = async (
  api: ApiClient,
  keys: EntryKeys,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Admitted> => {
  const { status, body } = await knock(api, keys, more);
  if (status !== 200 || !('ticket' in body)) throw new Error(`not let in: ${status} ${JSON.stringify(body)}`);
  return body;
};

/** Somebody who waits at the door: the event stream of `GET /wait`. */
export interface HeadlessWaiter {
  readonly waitTicket: string;
  /** Names of what was said so far, in order. */
  readonly said: readonly string[];
  readonly messages: readonly LobbyMessageBody[];
  readonly word: string | undefined;
  /** Resolves when an event of that name has come, now or before. */
  until(name: 'open' | 'seen' | 'message' | 'admitted' | 'declined', patienceMs?: number): Promise<void>;
  write(text: string, clientId?: string): Promise<number>;
  /** After `admitted`: the way in. */
  enter(): Promise<ApiAnswer<Admitted>>;
  /** The stream has ended. */
  readonly ended: Promise<void>;
  leave(): void;
}

let written = 0;

export const waitAtDoor = async (api: ApiClient, waitTicket: string): Promise<HeadlessWaiter> => {
  const abort = new AbortController();
  const response = await fetch(`${api.url}/api/v1/wait?ticket=${encodeURIComponent(waitTicket)}`, {
    signal: abort.signal,
    headers: { Origin: api.url, Cookie: api.cookie() },
  });
  if (response.status !== 200) throw new Error(`GET /wait answered ${response.status}: ${await response.text()}`);
  const said: string[] = [];
  const messages: LobbyMessageBody[] = [];
  let word: string | undefined;
  const listeners = new Set<() => void>();
  const take = (block: string): void => {
    const field = (name: string): string | undefined =>
      block
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trim();
    const name = field('event');
    if (name === undefined) return;
    const data: unknown = JSON.parse(field('data') ?? '{}');
    if (name === 'message') messages.push(data as LobbyMessageBody);
    if (name === 'declined') ({ word } = data as { word: string });
    said.push(name);
    for (const listener of [...listeners]) listener();
  };
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of response.body ?? []) {
        const blocks = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) take(block);
      }
    } catch {
      // Its own end, or the network's.
    }
  };
  return {
    waitTicket,
    said,
    messages,
    get word() {
      return word;
    },
    ended: read(),
    leave: () => abort.abort(),
    enter: () => api.call<Admitted>('POST', '/wait/enter', { ticket: waitTicket }),
    async write(text, clientId) {
      written += 1;
      const body = { ticket: waitTicket, text, clientId: clientId ?? `lobby-message-${written}` };
      return (await api.call('POST', '/wait/messages', body)).status;
    },
    until: (name, patienceMs = 5_000) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!said.includes(name)) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve();
        };
        const timer = setTimeout(() => {
          listeners.delete(look);
          reject(new Error(`"${name}" did not come; this did: ${said.join(', ')}`));
        }, patienceMs);
        listeners.add(look);
        look();
      }),
  };
};

/** A browser of its own, that nobody is signed in with. */
export const newBrowser = (url: string): ApiClient => new ApiClient(url);
