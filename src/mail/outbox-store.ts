import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { BounceAddress } from './bounce-address.ts';
import type { MailState, OutboxEntry, OutgoingMail, StoredState } from './outbox-mail.ts';
import { type ContentRow, ENTRY_COLUMNS, type EntryRow, type OutboxRow, toEntry } from './outbox-row.ts';

/** What is kept of an attempt that did not succeed. */
interface Attempt {
  readonly attempts: number;
  readonly lastError: string;
  readonly lastWords: string;
}

export interface OutboxStore {
  /** Nothing happens when the Message-ID is there already. */
  insert(
    transaction: Transaction,
    id: string,
    mail: OutgoingMail,
    nowMs: number,
    bounce?: BounceAddress,
  ): Promise<void>;
  /** Due and not leased, oldest first, of each order key and recipient only the one whose turn it is; none to `notTo`. */
  listDue(nowMs: number, limit: number, notTo?: readonly string[]): Promise<OutboxEntry[]>;
  /** When the next mail is due whose turn it is, if any waits that goes to another domain than `notTo`. */
  nextDueMs(notTo: readonly string[]): Promise<number | undefined>;
  /** Answers what may have changed since it was listed; undefined when somebody else has it, or it waits no more. */
  lease(
    id: string,
    nowMs: number,
    untilMs: number,
    connection?: Connection,
  ): Promise<Pick<OutboxEntry, 'attempts' | 'sinceMs'> | undefined>;
  releaseLeases(): Promise<void>;
  /** Makes due now what would be due after `latestMs`: the clock was set back. */
  bringForward(nowMs: number, latestMs: number): Promise<void>;
  setLeft(id: string, state: 'sent' | 'kept', leftMs: number, words: string, connection?: Connection): Promise<void>;
  setRetry(id: string, attempt: Attempt, dueMs: number, connection?: Connection): Promise<void>;
  setFailed(transaction: Transaction, id: string, attempt: Attempt, leftMs: number): Promise<void>;
  /**
   * Makes a mail wait again, from its first attempt; false when there is none in one of these states, or none with its content, or it
   * is in hands.
   */
  wait(id: string, nowMs: number, states: readonly StoredState[]): Promise<boolean>;
  /** Empties the content of mails that left before then: it holds keys to meetings. */
  forgetContents(leftBeforeMs: number): Promise<void>;
  /** Newest first. */
  list(state: MailState | undefined, offset: number, limit: number): Promise<OutboxEntry[]>;
  count(state: MailState | undefined): Promise<number>;
  find(id: string): Promise<OutboxEntry | undefined>;
  hasContent(id: string): Promise<boolean>;
  readMime(id: string, connection?: Connection): Promise<Buffer | undefined>;
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

export const createOutboxStore = (database: Database): OutboxStore => {
  const outbox = (connection: Connection = database) => connection<OutboxRow>('outbox');
  const contents = (connection: Connection = database) => connection<ContentRow>('outbox_contents');
  const ofState = (state: MailState | undefined) => {
    if (state === undefined) return outbox();
    if (state === 'not-reached') return outbox().where({ state: 'sent' }).whereNotNull('bounced_ms');
    return state === 'sent' ? outbox().where({ state }).whereNull('bounced_ms') : outbox().where({ state });
  };
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
    async insert(transaction, id, mail, nowMs, bounce) {
      const last = await outbox(transaction)
        .where({ order_key: mail.orderKey, recipient: mail.recipient })
        .max({ createdMs: 'created_ms' })
        .first();
      // The order is that of created_ms, so two of one key never share one.
      const createdMs = Math.max(nowMs, Number(last?.['createdMs'] ?? 0) + 1);
      const inserted = await outbox(transaction)
        .insert({
          id,
          message_id: mail.messageId,
          order_key: mail.orderKey,
          kind: mail.kind ?? '',
          recipient: mail.recipient,
          domain: domainOf(mail.recipient),
          envelope_from: bounce?.address ?? mail.envelopeFrom,
          bounce_hash: bounce?.hash ?? null,
          subject: mail.subject,
          state: 'waiting',
          attempts: 0,
          created_ms: createdMs,
          since_ms: nowMs,
          due_ms: nowMs,
          lease_ms: 0,
          left_ms: null,
          bounced_ms: null,
          last_error: null,
          last_words: '',
        })
        .onConflict('message_id')
        .ignore()
        .returning('id');
      if (inserted.length > 0) await contents(transaction).insert({ id, mime: mail.mime });
    },
    async listDue(nowMs, limit, notTo = []) {
      const rows = await heads()
        .where('mail.due_ms', '<=', nowMs)
        .where('mail.lease_ms', '<=', nowMs)
        .whereNotIn('mail.domain', notTo)
        .orderBy('mail.due_ms')
        .orderBy('mail.created_ms')
        .limit(limit)
        .select<EntryRow[]>(ENTRY_COLUMNS.map((column) => `mail.${column}`));
      return rows.map(toEntry);
    },
    async nextDueMs(notTo) {
      // Who holds a mail and is gone lets go of it when the lease ends.
      const free = 'case when mail.lease_ms > mail.due_ms then mail.lease_ms else mail.due_ms end';
      const row = await heads()
        .whereNotIn('mail.domain', notTo)
        .first<{ dueMs: unknown }>(database.raw(`min(${free}) as ??`, ['dueMs']));
      return typeof row?.dueMs === 'number' ? row.dueMs : undefined;
    },
    async lease(id, nowMs, untilMs, connection) {
      const [held] = await outbox(connection)
        .where({ id, state: 'waiting' })
        .where('lease_ms', '<=', nowMs)
        .update({ lease_ms: untilMs }, ['attempts', 'since_ms']);
      return held && { attempts: held.attempts, sinceMs: held.since_ms };
    },
    async releaseLeases() {
      await outbox().where('lease_ms', '>', 0).update({ lease_ms: 0 });
    },
    async bringForward(nowMs, latestMs) {
      await outbox().where({ state: 'waiting' }).where('due_ms', '>', latestMs).update({ due_ms: nowMs });
    },
    async setLeft(id, state, leftMs, words, connection) {
      await outbox(connection)
        .where({ id })
        .update({
          state,
          left_ms: leftMs,
          lease_ms: 0,
          last_error: null,
          last_words: words,
          attempts: database.raw('attempts + 1'),
        });
    },
    async setRetry(id, { attempts, lastError, lastWords }, dueMs, connection) {
      await outbox(connection)
        .where({ id })
        .update({ attempts, due_ms: dueMs, lease_ms: 0, last_error: lastError, last_words: lastWords });
    },
    async setFailed(transaction, id, { attempts, lastError, lastWords }, leftMs) {
      await outbox(transaction).where({ id }).update({
        state: 'failed',
        attempts,
        left_ms: leftMs,
        lease_ms: 0,
        last_error: lastError,
        last_words: lastWords,
      });
    },
    async wait(id, nowMs, states) {
      const changed = await outbox()
        .where({ id })
        .whereIn('state', states)
        .where('lease_ms', '<=', nowMs)
        .whereIn('id', contents().where({ id }).select('id'))
        .update({
          state: 'waiting',
          attempts: 0,
          due_ms: nowMs,
          since_ms: nowMs,
          left_ms: null,
          bounced_ms: null,
          last_words: '',
        });
      return changed === 1;
    },
    async forgetContents(leftBeforeMs) {
      const left = outbox()
        .whereIn('state', ['sent', 'kept', 'failed'])
        .where('left_ms', '<', leftBeforeMs)
        .select('id');
      await contents().whereIn('id', left).delete();
    },
    async list(state, offset, limit) {
      const rows = await ofState(state)
        .orderBy([
          { column: 'created_ms', order: 'desc' },
          { column: 'id', order: 'asc' },
        ])
        .offset(offset)
        .limit(limit)
        .select(...ENTRY_COLUMNS);
      return rows.map(toEntry);
    },
    async count(state) {
      const row = await ofState(state).count({ total: '*' }).first();
      return Number(row?.['total'] ?? 0);
    },
    async find(id) {
      const row = await outbox()
        .where({ id })
        .first(...ENTRY_COLUMNS);
      return row && toEntry(row);
    },
    async hasContent(id) {
      return (await contents().where({ id }).first('id')) !== undefined;
    },
    async readMime(id, connection) {
      return (await contents(connection).where({ id }).first('mime'))?.mime;
    },
  };
};
