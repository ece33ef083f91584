import type { OutboxEntry, StoredState } from './outbox-mail.ts';

/** A line of the table `outbox`. A mail that came back stays `sent` there, with the moment at which it did. */
export interface OutboxRow {
  id: string;
  message_id: string;
  order_key: string;
  kind: string;
  recipient: string;
  domain: string;
  envelope_from: string;
  bounce_hash: string | null;
  subject: string;
  state: StoredState;
  attempts: number;
  created_ms: number;
  since_ms: number;
  due_ms: number;
  lease_ms: number;
  left_ms: number | null;
  bounced_ms: number | null;
  last_error: string | null;
  last_words: string;
}

/** All but what only the store itself needs. */
export const ENTRY_COLUMNS = [
  'id',
  'message_id',
  'order_key',
  'kind',
  'recipient',
  'domain',
  'envelope_from',
  'subject',
  'state',
  'attempts',
  'created_ms',
  'since_ms',
  'due_ms',
  'left_ms',
  'bounced_ms',
  'last_error',
  'last_words',
] as const;

/** A line of the table `outbox_contents`: the message, as long as it is kept. */
export interface ContentRow {
  id: string;
  mime: Buffer;
}

export type EntryRow = Pick<OutboxRow, (typeof ENTRY_COLUMNS)[number]>;

export const toEntry = (row: EntryRow): OutboxEntry => ({
  id: row.id,
  messageId: row.message_id,
  orderKey: row.order_key,
  kind: row.kind,
  recipient: row.recipient,
  domain: row.domain,
  envelopeFrom: row.envelope_from,
  subject: row.subject,
  state: row.state === 'sent' && row.bounced_ms !== null ? 'not-reached' : row.state,
  attempts: row.attempts,
  createdMs: row.created_ms,
  sinceMs: row.since_ms,
  dueMs: row.due_ms,
  leftMs: row.left_ms ?? undefined,
  bouncedMs: row.bounced_ms ?? undefined,
  lastError: row.last_error ?? undefined,
  lastWords: row.last_words,
});
