import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../../../base/clock.ts';
import { LIMITS } from '../../../contract/limits.ts';
import type { LobbyMessageBody } from '../../../contract/room/room-state.ts';
import type { LobbyNews } from './wait-for.ts';

/** One line of the conversation between whoever waits and the moderators. */
export interface LobbyLine {
  /** One's own name for it, or the server's. */
  readonly key: string;
  /** The moderator who wrote it; undefined: oneself. */
  readonly by: string | undefined;
  readonly text: string;
  readonly sentMs: number;
  /** Of one's own: `waits` until the server has it, `refused` when it does not take it. */
  readonly delivery: 'waits' | 'sent' | 'refused';
}

export interface LobbyState {
  /** A moderator has seen that one waits. */
  readonly seen: boolean;
  readonly lines: readonly LobbyLine[];
}

/** What happens between whoever waits and the moderators. */
export interface Lobby {
  readonly state: ReadonlySignal<LobbyState>;
  /** Goes on with this place; what was written before is told there too. */
  stand(waitTicket: string): void;
  /** The server is heard, perhaps again: what it may have lost is sent once more, under the same names. */
  heard(): void;
  /** Answers whether a moderator has written something that was not known. */
  hear(news: Extract<LobbyNews, { kind: 'seen' | 'message' }>): boolean;
  /** Shows the message at once and sends it; false for an empty or too long one. */
  write(text: string): boolean;
  /** Forgets it all: another knock, another conversation. */
  reset(): void;
}

interface LobbyParts {
  /** Resolves when the server has it; rejects when it does not take it, or is away. */
  readonly send: (message: { ticket: string; text: string; clientId: string }) => Promise<void>;
  /** Whether sending it again later may help, after a rejection. */
  readonly isPassing: (thrown: unknown) => boolean;
  readonly later: (afterMs: number, work: () => void) => () => void;
  readonly clock: Clock;
  readonly newClientId: () => string;
}

const NOTHING: LobbyState = { seen: false, lines: [] };
const SEND_AGAIN_MS = 5_000;
/** Of one's own messages, how many are told again to a server that may have lost them. */
const TOLD_AGAIN = 10;

/** Control characters, and the marks that turn the direction of text around: the server refuses them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose
const REFUSED = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/** A message as the server takes it: one line of plain text. */
export const lobbyText = (typed: string): string => typed.replace(/\s+/g, ' ').replace(REFUSED, '').trim();

export const createLobby = ({ send, isPassing, later, clock, newClientId }: LobbyParts): Lobby => {
  const state = signal<LobbyState>(NOTHING);
  let ticket = '';
  let sendsAgain = (): void => {};
  /** One after the other, so that they arrive as they were written. */
  let queue: Promise<void> = Promise.resolve();

  const change = (key: string, part: Partial<LobbyLine>): void => {
    const lines = state.peek().lines.map((line) => (line.key === key ? { ...line, ...part } : line));
    state.value = { ...state.peek(), lines };
  };
  const own = (): readonly LobbyLine[] => state.peek().lines.filter(({ by }) => by === undefined);

  const deliver = async (key: string): Promise<void> => {
    const line = own().find((one) => one.key === key);
    if (line === undefined || ticket === '') return;
    try {
      await send({ ticket, text: line.text, clientId: key });
      change(key, { delivery: 'sent' });
    } catch (thrown) {
      if (isPassing(thrown)) {
        sendsAgain();
        sendsAgain = later(SEND_AGAIN_MS, () => sendAll('waits'));
      } else if (line.delivery !== 'sent') change(key, { delivery: 'refused' });
    }
  };
  const inTurn = (key: string): void => {
    queue = queue.then(() => deliver(key));
  };
  const sendAll = (...which: readonly LobbyLine['delivery'][]): void => {
    for (const { key } of own()
      .filter(({ delivery }) => which.includes(delivery))
      .slice(-TOLD_AGAIN))
      inTurn(key);
  };

  const add = (line: LobbyLine): void => {
    state.value = { ...state.peek(), lines: [...state.peek().lines, line] };
  };
  /** The server tells all of it again after a lost stream; one's own lines are here already. */
  const isKnown = ({ id, by, text }: LobbyMessageBody): boolean =>
    state.peek().lines.some((line) => line.key === id || (by === undefined && line.by === by && line.text === text));

  return {
    state,
    stand(waitTicket) {
      ticket = waitTicket;
    },
    heard: () => sendAll('waits', 'sent'),
    hear(news) {
      if (news.kind === 'seen') {
        state.value = { ...state.peek(), seen: true };
        return false;
      }
      const { id, by, text, sentAt } = news.message;
      if (isKnown(news.message)) return false;
      add({ key: id, by, text, sentMs: Date.parse(sentAt), delivery: 'sent' });
      return by !== undefined;
    },
    write(typed) {
      const text = lobbyText(typed);
      if (text === '' || text.length > LIMITS.lobbyText || ticket === '') return false;
      const key = newClientId();
      add({ key, by: undefined, text, sentMs: clock.nowMs(), delivery: 'waits' });
      inTurn(key);
      return true;
    },
    reset() {
      sendsAgain();
      ticket = '';
      state.value = NOTHING;
    },
  };
};
