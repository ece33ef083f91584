import { type ActivityLine, type ChatLine, chatLines, type LogLine } from './chat-log.ts';
import type { Conversation } from './conversation.ts';

/** Messages of one person within this time stand under one name. */
const SAME_TURN_MS = 3 * 60_000;

export interface MessageRow {
  readonly kind: 'message';
  readonly key: string;
  readonly line: ChatLine;
  /** The line before is of the same person's same turn. */
  readonly goesOn: boolean;
}

/** What stands in the log, from the top. */
export type ChatRow =
  | MessageRow
  | { readonly kind: 'activity'; readonly key: string; readonly line: ActivityLine }
  /** Another day begins. */
  | { readonly kind: 'day'; readonly key: string; readonly atMs: number }
  /** From here on it is new. */
  | { readonly kind: 'new'; readonly key: string }
  /** Messages that the room did not tell: older than all that it keeps at hand, or missed in a long absence. */
  | { readonly kind: 'gap'; readonly key: string };

const timeOf = (line: LogLine): number => (line.kind === 'message' ? line.sentAtMs : line.atMs);

const continues = (line: ChatLine, before: LogLine | undefined): boolean =>
  before?.kind === 'message' &&
  before.fromId === line.fromId &&
  before.name === line.name &&
  line.sentAtMs - before.sentAtMs < SAME_TURN_MS;

interface RowsOptions {
  /** Whether its messages are numbered one by one: those of all are, private ones share a count. */
  readonly numbered: boolean;
  /** The local day of a moment. */
  readonly dayOf: (ms: number) => string;
}

export const chatRows = ({ log, newFrom }: Conversation, { numbered, dayOf }: RowsOptions): readonly ChatRow[] => {
  const rows: ChatRow[] = [];
  let before: LogLine | undefined;
  let sequence = 0;
  let isNew = newFrom === undefined;
  for (const line of chatLines(log)) {
    let parted = false;
    const part = (row: ChatRow): void => {
      rows.push(row);
      parted = true;
    };
    if (line.kind === 'message' && line.sequence !== undefined) {
      if (numbered && line.sequence > sequence + 1) part({ kind: 'gap', key: `gap-${line.sequence}` });
      sequence = line.sequence;
    }
    if (before !== undefined && dayOf(timeOf(before)) !== dayOf(timeOf(line)))
      part({ kind: 'day', key: `day-${dayOf(timeOf(line))}`, atMs: timeOf(line) });
    if (!isNew && line.kind === 'message' && !line.own && sequence >= (newFrom ?? 0)) {
      isNew = true;
      part({ kind: 'new', key: 'new' });
    }
    rows.push(
      line.kind === 'activity'
        ? { kind: 'activity', key: line.key, line }
        : { kind: 'message', key: line.key, line, goesOn: !parted && continues(line, before) },
    );
    before = line;
  }
  return rows;
};
