import { createHash } from 'node:crypto';
import { randomToken } from '../../base/ids.ts';
import type { Connection, Database } from '../../platform/database.ts';
import type { IncomingEntry, IncomingState, Settlement, WaitingMail } from './incoming-entry.ts';
import type { ArrivedMail } from './incoming-mail.ts';

interface IncomingRow {
  id: string;
  digest: string;
  source: ArrivedMail['source'];
  envelope_from: string;
  recipients: string;
  peer: string;
  mime: Buffer | null;
  state: IncomingState;
  reason: string;
  sender: string;
  subject: string;
  about: string;
  attempts: number;
  received_ms: number;
  due_ms: number;
  handled_ms: number | null;
}

export interface IncomingStore {
  /** On the disk when it resolves. The same mail to the same recipients is kept once: false when it was there already. */
  keep(mail: ArrivedMail, nowMs: number): Promise<boolean>;
  /** Keeps that there was a mail which is not read: its content, a part of it, tells it from others and is not kept. */
  keepAside(mail: ArrivedMail, settlement: Settlement, nowMs: number): Promise<void>;
  /** The oldest that waits and is due. */
  nextDue(nowMs: number): Promise<WaitingMail | undefined>;
  /** When the next one is due, if any waits. */
  nextDueMs(): Promise<number | undefined>;
  /** Counts an attempt before it is made, so that one which takes the server down counts too. */
  countAttempt(id: string): Promise<void>;
  setRetry(id: string, dueMs: number): Promise<void>;
  settle(id: string, settlement: Settlement, nowMs: number): Promise<void>;
  /** Makes a mail that is still kept wait again, from its first attempt; false when there is none. */
  wait(id: string, nowMs: number): Promise<boolean>;
  /** Empties the content of mails that were handled, or set aside, before then. */
  forgetContents(handledBeforeMs: number, asideBeforeMs: number): Promise<void>;
  /** Newest first. */
  list(state: IncomingState | undefined, offset: number, limit: number): Promise<IncomingEntry[]>;
  count(state: IncomingState | undefined): Promise<number>;
  find(id: string): Promise<IncomingEntry | undefined>;
  readMime(id: string): Promise<Buffer | undefined>;
}

const ENTRY = [
  'id',
  'source',
  'envelope_from',
  'recipients',
  'peer',
  'state',
  'reason',
  'sender',
  'subject',
  'about',
  'attempts',
  'received_ms',
  'due_ms',
  'handled_ms',
] as const;

const toEntry = (row: Pick<IncomingRow, (typeof ENTRY)[number]>): IncomingEntry => ({
  id: row.id,
  source: row.source,
  envelopeFrom: row.envelope_from,
  recipients: JSON.parse(row.recipients) as string[],
  ...(row.peer !== '' && { peer: JSON.parse(row.peer) as NonNullable<ArrivedMail['peer']> }),
  state: row.state,
  reason: row.reason,
  sender: row.sender,
  subject: row.subject,
  about: row.about,
  attempts: row.attempts,
  receivedMs: row.received_ms,
  dueMs: row.due_ms,
  handledMs: row.handled_ms ?? undefined,
});

const digestOf = ({ recipients, mime }: ArrivedMail): string =>
  createHash('sha256')
    .update(JSON.stringify(recipients.map((recipient) => recipient.toLowerCase()).sort()))
    .update(mime)
    .digest('hex');

export const createIncomingStore = (database: Database): IncomingStore => {
  const mails = (connection: Connection = database) => connection<IncomingRow>('incoming_mails');
  const ofState = (state: IncomingState | undefined) => (state === undefined ? mails() : mails().where({ state }));

  const insert = (mail: ArrivedMail, nowMs: number, rest: Partial<IncomingRow>): Promise<boolean> =>
    database.transaction(async (transaction) => {
      const digest = digestOf(mail);
      if ((await mails(transaction).where({ digest }).first('id')) !== undefined) return false;
      // Mails are handled in the order of received_ms, so two that wait never share one.
      const last = await mails(transaction).where({ state: 'waiting' }).max({ receivedMs: 'received_ms' }).first();
      await mails(transaction).insert({
        id: randomToken(),
        digest,
        source: mail.source,
        envelope_from: mail.envelopeFrom,
        recipients: JSON.stringify(mail.recipients),
        peer: mail.peer === undefined ? '' : JSON.stringify(mail.peer),
        mime: mail.mime,
        state: 'waiting',
        received_ms: Math.max(nowMs, Number(last?.['receivedMs'] ?? 0) + 1),
        due_ms: nowMs,
        handled_ms: null,
        ...rest,
      });
      return true;
    });

  return {
    keep: (mail, nowMs) => insert(mail, nowMs, {}),
    async keepAside(mail, { state, reason, sender = '', subject = '' }, nowMs) {
      await insert(mail, nowMs, { mime: null, state, reason, sender, subject, handled_ms: nowMs });
    },
    async nextDue(nowMs) {
      const row = await mails()
        .where({ state: 'waiting' })
        .where('due_ms', '<=', nowMs)
        .orderBy('received_ms')
        .first(...ENTRY, 'mime');
      return row && { ...toEntry(row), mime: row.mime ?? Buffer.alloc(0) };
    },
    async nextDueMs() {
      const row = await mails().where({ state: 'waiting' }).min({ dueMs: 'due_ms' }).first();
      const dueMs: unknown = row?.['dueMs'];
      return typeof dueMs === 'number' ? dueMs : undefined;
    },
    async countAttempt(id) {
      await mails()
        .where({ id })
        .update({ attempts: database.raw('attempts + 1') });
    },
    async setRetry(id, dueMs) {
      await mails().where({ id, state: 'waiting' }).update({ due_ms: dueMs });
    },
    async settle(id, { state, reason, about, sender, subject }, nowMs) {
      await mails()
        .where({ id })
        .update({
          state,
          reason,
          handled_ms: nowMs,
          ...(about !== undefined && { about }),
          ...(sender !== undefined && { sender }),
          ...(subject !== undefined && { subject }),
        });
    },
    async wait(id, nowMs) {
      const changed = await mails()
        .where({ id })
        .whereNotNull('mime')
        .update({ state: 'waiting', reason: '', attempts: 0, due_ms: nowMs, handled_ms: null });
      return changed === 1;
    },
    async forgetContents(handledBeforeMs, asideBeforeMs) {
      const forget = async (states: readonly IncomingState[], beforeMs: number): Promise<void> => {
        await mails()
          .whereIn('state', [...states])
          .whereNotNull('mime')
          .where('handled_ms', '<', beforeMs)
          .update({ mime: null });
      };
      await forget(['handled', 'ignored'], handledBeforeMs);
      await forget(['set-aside'], asideBeforeMs);
    },
    async list(state, offset, limit) {
      const rows = await ofState(state)
        .orderBy([
          { column: 'received_ms', order: 'desc' },
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
      const row = await mails()
        .where({ id })
        .first(...ENTRY);
      return row && toEntry(row);
    },
    async readMime(id) {
      const row = await mails().where({ id }).first('mime');
      return row?.mime ?? undefined;
    },
  };
};
