import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { DueMail, MailState, OutboxEntry, OutgoingMail } from './outbox-mail.ts';

interface OutboxRow {
  id: string;
  message_id: string;
  order_key: string;
  recipient: string;
  envelope_from: string;
  subject: string;
  mime: Buffer | null;
  state: MailState;
  attempts: number;
  created_ms: number;
  due_ms: number;
  lease_ms: number;
  left_ms: number | null;
  last_error: string | null;
}

interface Retry {
  readonly attempts: number;
  readonly dueMs: number;
  readonly lastError: string;
}

export interface OutboxStore {
  /** Nothing happens when the Message-ID is there already. */
  insert(transaction: Transaction, id: string, mail: OutgoingMail, nowMs: number): Promise<void>;
  /** Due and not leased, oldest first, of each order key and recipient only the one whose turn it is. */
  listDue(nowMs: number, limit: number): Promise<DueMail[]>;
  /** When the next mail is due whose turn it is, if any waits. */
  nextDueMs(): Promise<number | undefined>;
  /** False when somebody else has it, or it waits no more. */
  lease(id: string, nowMs: number, untilMs: number): Promise<boolean>;
  releaseLeases(): Promise<void>;
  setLeft(id: string, state: 'sent' | 'kept', leftMs: number): Promise<void>;
  setRetry(id: string, retry: Retry): Promise<void>;
  setFailed(id: string, attempts: number, leftMs: number, lastError: string): Promise<void>;
  /** Makes a mail that did not leave for good wait again, from its first attempt; false when there is none. */
  wait(id: string, nowMs: number): Promise<boolean>;
  /** Empties the content of mails that left before then: it holds keys to meetings. */
  forgetContents(leftBeforeMs: number): Promise<void>;
  /** Newest first. */
  list(state: MailState | undefined, offset: number, limit: number): Promise<OutboxEntry[]>;
  count(state: MailState | undefined): Promise<number>;
  find(id: string): Promise<OutboxEntry | undefined>;
  readMime(id: string): Promise<Buffer | undefined>;
}

const ENTRY = [
  'id',
  'recipient',
  'envelope_from',
  'subject',
  'state',
  'attempts',
  'created_ms',
  'due_ms',
  'left_ms',
  'last_error',
] as const;

const toEntry = (row: Pick<OutboxRow, (typeof ENTRY)[number]>): OutboxEntry => ({
  id: row.id,
  recipient: row.recipient,
  envelopeFrom: row.envelope_from,
  subject: row.subject,
  state: row.state,
  attempts: row.attempts,
  createdMs: row.created_ms,
  dueMs: row.due_ms,
  leftMs: row.left_ms ?? undefined,
  lastError: row.last_error ?? undefined,
});

export const createOutboxStore = (database: Database): OutboxStore => {
  const outbox = (connection: Connection = database) => connection<OutboxRow>('outbox');
  const ofState = (state: MailState | undefined) => (state === undefined ? outbox() : outbox().where({ state }));
  /** Of each order key and recipient, the waiting mail whose turn it is. */
  const heads = () =>
    database({ mail: 'outbox' })
      .where('mail.state', 'waiting')
      .whereNotExists((earlier) =>
        earlier
          .select(database.raw('1'))
          .from({ earlier: 'outbox' })
          .where('earlier.state', 'waiting')
          .whereRaw('?? = ??', ['earlier.order_key', 'mail.order_key'])
          .whereRaw('?? = ??', ['earlier.recipient', 'mail.recipient'])
          .whereRaw('?? < ??', ['earlier.created_ms', 'mail.created_ms']),
      );
  return {
    async insert(transaction, id, mail, nowMs) {
      const last = await outbox(transaction)
        .where({ order_key: mail.orderKey, recipient: mail.recipient })
        .max({ createdMs: 'created_ms' })
        .first();
      // The order is that of created_ms, so two of one key never share one.
      const createdMs = Math.max(nowMs, Number(last?.['createdMs'] ?? 0) + 1);
      await outbox(transaction)
        .insert({
          id,
          message_id: mail.messageId,
          order_key: mail.orderKey,
          recipient: mail.recipient,
          envelope_from: mail.envelopeFrom,
          subject: mail.subject,
          mime: mail.mime,
          state: 'waiting',
          attempts: 0,
          created_ms: createdMs,
          due_ms: nowMs,
          lease_ms: 0,
          left_ms: null,
          last_error: null,
        })
        .onConflict('message_id')
        .ignore();
    },
    async listDue(nowMs, limit) {
      const rows = await heads()
        .where('mail.due_ms', '<=', nowMs)
        .where('mail.lease_ms', '<=', nowMs)
        .whereNotNull('mail.mime')
        .orderBy('mail.due_ms')
        .orderBy('mail.created_ms')
        .limit(limit)
        .select<OutboxRow[]>('mail.*');
      return rows.flatMap((row) => (row.mime === null ? [] : [{ ...toEntry(row), mime: row.mime }]));
    },
    async nextDueMs() {
      const row = await heads().min({ dueMs: 'mail.due_ms' }).first();
      const dueMs: unknown = row?.dueMs;
      return typeof dueMs === 'number' ? dueMs : undefined;
    },
    async lease(id, nowMs, untilMs) {
      const changed = await outbox()
        .where({ id, state: 'waiting' })
        .where('lease_ms', '<=', nowMs)
        .update({ lease_ms: untilMs });
      return changed === 1;
    },
    async releaseLeases() {
      await outbox().where('lease_ms', '>', 0).update({ lease_ms: 0 });
    },
    async setLeft(id, state, leftMs) {
      await outbox()
        .where({ id })
        .update({ state, left_ms: leftMs, lease_ms: 0, last_error: null, attempts: database.raw('attempts + 1') });
    },
    async setRetry(id, { attempts, dueMs, lastError }) {
      await outbox().where({ id }).update({ attempts, due_ms: dueMs, lease_ms: 0, last_error: lastError });
    },
    async setFailed(id, attempts, leftMs, lastError) {
      await outbox()
        .where({ id })
        .update({ state: 'failed', attempts, left_ms: leftMs, lease_ms: 0, last_error: lastError });
    },
    async wait(id, nowMs) {
      const changed = await outbox()
        .where({ id })
        .whereIn('state', ['waiting', 'failed', 'kept'])
        .where('lease_ms', '<=', nowMs)
        .whereNotNull('mime')
        .update({ state: 'waiting', attempts: 0, due_ms: nowMs, left_ms: null });
      return changed === 1;
    },
    async forgetContents(leftBeforeMs) {
      await outbox()
        .whereIn('state', ['sent', 'kept', 'failed'])
        .whereNotNull('mime')
        .where('left_ms', '<', leftBeforeMs)
        .update({ mime: null });
    },
    async list(state, offset, limit) {
      const rows = await ofState(state)
        .orderBy([
          { column: 'created_ms', order: 'desc' },
          { column: 'id', order: 'asc' },
        ])
        .offset(offset)
        .limit(limit)
        .select(...ENTRY);
      return rows.map(toEntry);
    },
    async count(state) {
      const row = await ofState(state).count({ total: '*' }).first();
      return Number(row?.['total'] ?? 0);
    },
    async find(id) {
      const row = await outbox()
        .where({ id })
        .first(...ENTRY);
      return row && toEntry(row);
    },
    async readMime(id) {
      const row = await outbox().where({ id }).first('mime');
      return row?.mime ?? undefined;
    },
  };
};
