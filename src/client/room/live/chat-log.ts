import type { ErrorCode } from '../../../base/errors.ts';
import type { ChatMessageBody } from '../../../contract/room/room-state.ts';

export interface ChatLine {
  readonly kind: 'message';
  /** Stays the same from writing to delivery: the sender's own name for the message. */
  readonly key: string;
  readonly fromId: string;
  readonly name: string;
  readonly own: boolean;
  readonly text: string;
  readonly sentAtMs: number;
  readonly delivery: 'sent' | 'pending' | 'failed';
  readonly failure?: ErrorCode;
}

export type Activity = 'joined' | 'gone' | 'lost' | 'removed';

/** People who came or went, several in one line when it happened at once. */
export interface ActivityLine {
  readonly kind: 'activity';
  readonly key: string;
  readonly what: Activity;
  readonly names: readonly string[];
  readonly atMs: number;
}

export type LogLine = ChatLine | ActivityLine;

export interface ChatLog {
  /** In the order of the room. */
  readonly settled: readonly LogLine[];
  /** Own messages that the room has not confirmed; they stand at the end. */
  readonly unsettled: readonly ChatLine[];
  /** Sequence of the newest message from the room. */
  readonly lastSequence: number;
}

export const EMPTY_CHAT_LOG: ChatLog = { settled: [], unsettled: [], lastSequence: 0 };

/** Lines kept on the page; older ones make a page slow before anybody scrolls back to them. */
const KEPT_LINES = 2_000;
/** Arrivals within this time share a line, and with it one announcement. */
const SAME_MOMENT_MS = 10_000;

const lineOf = (body: ChatMessageBody, ownId: string): ChatLine => ({
  kind: 'message',
  // Another's own name for a message need not be unique; the room's is.
  key: body.from.id === ownId ? body.clientId : body.id,
  fromId: body.from.id,
  name: body.from.name,
  own: body.from.id === ownId,
  text: body.text,
  sentAtMs: Date.parse(body.sentAt),
  delivery: 'sent',
});

/** Adds what the room tells. Messages that are already there, as after a reconnection, are not added again. */
export const addMessages = (log: ChatLog, bodies: readonly ChatMessageBody[], ownId: string): ChatLog => {
  const fresh = bodies.filter(({ sequence }) => sequence > log.lastSequence).sort((a, b) => a.sequence - b.sequence);
  if (fresh.length === 0) return log;
  const delivered = new Set(fresh.filter(({ from }) => from.id === ownId).map(({ clientId }) => clientId));
  return {
    settled: [...log.settled, ...fresh.map((body) => lineOf(body, ownId))].slice(-KEPT_LINES),
    unsettled: log.unsettled.filter(({ key }) => !delivered.has(key)),
    lastSequence: fresh.at(-1)?.sequence ?? log.lastSequence,
  };
};

export const addActivity = (log: ChatLog, what: Activity, name: string, atMs: number): ChatLog => {
  const last = log.settled.at(-1);
  if (last?.kind === 'activity' && last.what === what && atMs - last.atMs < SAME_MOMENT_MS) {
    const joined: ActivityLine = { ...last, names: [...last.names.filter((other) => other !== name), name] };
    return { ...log, settled: [...log.settled.slice(0, -1), joined] };
  }
  const line: ActivityLine = {
    kind: 'activity',
    key: `${what}-${atMs}-${log.settled.length}`,
    what,
    names: [name],
    atMs,
  };
  return { ...log, settled: [...log.settled, line].slice(-KEPT_LINES) };
};

export interface Draft {
  readonly clientId: string;
  readonly text: string;
}

/** Shows an own message before the room has confirmed it. */
export const addPending = (
  log: ChatLog,
  draft: Draft,
  sender: { readonly id: string; readonly name: string },
  atMs: number,
): ChatLog => ({
  ...log,
  unsettled: [
    ...log.unsettled,
    {
      kind: 'message',
      key: draft.clientId,
      fromId: sender.id,
      name: sender.name,
      own: true,
      text: draft.text,
      sentAtMs: atMs,
      delivery: 'pending',
    },
  ],
});

const withLine = (log: ChatLog, key: string, change: (line: ChatLine) => ChatLine): ChatLog => ({
  ...log,
  unsettled: log.unsettled.map((line) => (line.key === key ? change(line) : line)),
});

export const failPending = (log: ChatLog, key: string, failure: ErrorCode): ChatLog =>
  withLine(log, key, (line) => ({ ...line, delivery: 'failed', failure }));

export const retryPending = (log: ChatLog, key: string): ChatLog =>
  withLine(log, key, ({ failure: _failure, ...line }) => ({ ...line, delivery: 'pending' }));

export const discardPending = (log: ChatLog, key: string): ChatLog => ({
  ...log,
  unsettled: log.unsettled.filter((line) => line.key !== key),
});

export const chatLines = (log: ChatLog): readonly LogLine[] => [...log.settled, ...log.unsettled];
