import type { ErrorCode } from '../../../../base/errors.ts';
import type { ChatFileBody, ChatMessageBody } from '../../../../contract/room/room-state.ts';

export interface ChatLine {
  readonly kind: 'message';
  /** Stays the same from writing to delivery: the sender's own name for the message. */
  readonly key: string;
  /** The room's name for it, and its place; both come with the room's word. */
  readonly id?: string;
  readonly sequence?: number;
  readonly fromId: string;
  readonly name: string;
  readonly own: boolean;
  /** Empty when it was deleted. */
  readonly text: string;
  /** Absent: none. */
  readonly files?: readonly ChatFileBody[];
  readonly sentAtMs: number;
  readonly delivery: 'sent' | 'pending' | 'failed';
  readonly failure?: ErrorCode;
  readonly deletedBy?: 'author' | 'moderator';
}

export type Activity = 'joined' | 'joinedByPhone' | 'gone' | 'lost' | 'removed';

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
  /** Own messages that the room has not shown us yet; they stand at the end. */
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
  id: body.id,
  sequence: body.sequence,
  fromId: body.from.id,
  name: body.from.name,
  own: body.from.id === ownId,
  text: body.text,
  ...(body.files !== undefined && { files: body.files }),
  sentAtMs: Date.parse(body.sentAt),
  delivery: 'sent',
  ...(body.deletedBy !== undefined && { deletedBy: body.deletedBy }),
});

const sequenceOf = (line: LogLine): number | undefined => (line.kind === 'message' ? line.sequence : undefined);

/** Brings in what is older than the newest line: messages that were missed, and what became of known ones. */
const withOlder = (settled: readonly LogLine[], bodies: readonly ChatMessageBody[], ownId: string) => {
  const told = new Map(bodies.map((body) => [body.sequence, body]));
  let changed = false;
  const known = settled.map((line) => {
    const body = told.get(sequenceOf(line) ?? -1);
    if (line.kind !== 'message' || body === undefined) return line;
    told.delete(body.sequence);
    if (line.deletedBy === body.deletedBy) return line;
    changed = true;
    return lineOf(body, ownId);
  });
  for (const body of [...told.values()].sort((a, b) => a.sequence - b.sequence)) {
    changed = true;
    const place = known.findIndex((line) => (sequenceOf(line) ?? 0) > body.sequence);
    known.splice(place < 0 ? known.length : place, 0, lineOf(body, ownId));
  }
  return changed ? known : settled;
};

/** Adds what the room tells. Messages that are already there, as after a reconnection, are not added again. */
export const addMessages = (log: ChatLog, bodies: readonly ChatMessageBody[], ownId: string): ChatLog => {
  const fresh = bodies.filter(({ sequence }) => sequence > log.lastSequence).sort((a, b) => a.sequence - b.sequence);
  const older = fresh.length === bodies.length ? [] : bodies.filter(({ sequence }) => sequence <= log.lastSequence);
  const settled = older.length === 0 ? log.settled : withOlder(log.settled, older, ownId);
  if (fresh.length === 0 && settled === log.settled) return log;
  const delivered = new Set(bodies.filter(({ from }) => from.id === ownId).map(({ clientId }) => clientId));
  return {
    settled: [...settled, ...fresh.map((body) => lineOf(body, ownId))].slice(-KEPT_LINES),
    unsettled: log.unsettled.some(({ key }) => delivered.has(key))
      ? log.unsettled.filter(({ key }) => !delivered.has(key))
      : log.unsettled,
    lastSequence: fresh.at(-1)?.sequence ?? log.lastSequence,
  };
};

/** Takes the words of a message away; the line stays. The same log when the message is not in it. */
export const deleteMessage = (log: ChatLog, id: string, by: 'author' | 'moderator'): ChatLog => {
  if (!log.settled.some((line) => line.kind === 'message' && line.id === id)) return log;
  return {
    ...log,
    settled: log.settled.map((line) => {
      if (line.kind !== 'message' || line.id !== id) return line;
      const { files: _files, ...rest } = line;
      return { ...rest, text: '', deletedBy: by };
    }),
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

export interface Written {
  readonly clientId: string;
  readonly text: string;
  readonly files?: readonly ChatFileBody[];
}

/** Shows an own message before the room has confirmed it. */
export const addPending = (
  log: ChatLog,
  written: Written,
  sender: { readonly id: string; readonly name: string },
  atMs: number,
): ChatLog => ({
  ...log,
  unsettled: [
    ...log.unsettled,
    {
      kind: 'message',
      key: written.clientId,
      fromId: sender.id,
      name: sender.name,
      own: true,
      text: written.text,
      ...(written.files !== undefined && { files: written.files }),
      sentAtMs: atMs,
      delivery: 'pending',
    },
  ],
});

const withLine = (log: ChatLog, key: string, change: (line: ChatLine) => ChatLine): ChatLog => {
  if (!log.unsettled.some((line) => line.key === key)) return log;
  return { ...log, unsettled: log.unsettled.map((line) => (line.key === key ? change(line) : line)) };
};

/** The room has it; its own word on it is still on the way. */
export const confirmPending = (log: ChatLog, key: string): ChatLog =>
  withLine(log, key, ({ failure: _failure, ...line }) => ({ ...line, delivery: 'sent' }));

export const failPending = (log: ChatLog, key: string, failure: ErrorCode): ChatLog =>
  withLine(log, key, (line) => ({ ...line, delivery: 'failed', failure }));

export const retryPending = (log: ChatLog, key: string): ChatLog =>
  withLine(log, key, ({ failure: _failure, ...line }) => ({ ...line, delivery: 'pending' }));

export const discardPending = (log: ChatLog, key: string): ChatLog =>
  log.unsettled.some((line) => line.key === key)
    ? { ...log, unsettled: log.unsettled.filter((line) => line.key !== key) }
    : log;

export const chatLines = (log: ChatLog): readonly LogLine[] => [...log.settled, ...log.unsettled];

/** How many messages of others came after the one with this sequence; deleted ones are nothing to read. */
export const countAfter = ({ settled }: ChatLog, sequence: number): number => {
  let count = 0;
  for (let index = settled.length - 1; index >= 0; index -= 1) {
    const line = settled[index];
    if (line?.kind !== 'message') continue;
    if ((line.sequence ?? 0) <= sequence) break;
    if (!line.own && line.deletedBy === undefined) count += 1;
  }
  return count;
};
