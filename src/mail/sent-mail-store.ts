import type { Connection, Database } from '../platform/database.ts';
import { hashBounceTag } from './bounce-address.ts';
import type { OutboxEntry } from './outbox-mail.ts';
import { ENTRY_COLUMNS, type EntryRow, type OutboxRow, toEntry } from './outbox-row.ts';

/** A mail of ours that another mail speaks of. */
export interface MentionedMail {
  readonly id: string;
  readonly messageId: string;
  /** The order key: the UID of the event that the mail was about. */
  readonly uid: string;
  readonly kind: string;
  readonly recipient: string;
}

/** What became of the mails that left, for those who read the answers to them. */
export interface SentMailStore {
  /** By the tag of the bounce address that a report came to; else by the Message-ID that it names. */
  findBounced(
    given: { readonly tag?: string; readonly messageId?: string },
    connection?: Connection,
  ): Promise<MentionedMail | undefined>;
  /** False when it is known already, or the mail is on its way again: what came back was an earlier copy. */
  setBounced(id: string, nowMs: number, words: string, connection?: Connection): Promise<boolean>;
  /** The last mail of an order key to each recipient, newest first. */
  listOfKey(orderKey: string, connection?: Connection): Promise<OutboxEntry[]>;
  /** Those of ours that the Message-IDs name, in the order in which they are named. */
  findByMessageIds(messageIds: readonly string[], connection?: Connection): Promise<MentionedMail[]>;
}

const MENTIONED = ['id', 'message_id', 'order_key', 'kind', 'recipient'] as const;
/** References of a mail that was answered to and fro may be many: those at the end are the nearest. */
const MOST_NAMED = 100;

const toMentioned = (row: Pick<OutboxRow, (typeof MENTIONED)[number]>): MentionedMail => ({
  id: row.id,
  messageId: row.message_id,
  uid: row.order_key,
  kind: row.kind,
  recipient: row.recipient,
});

export const createSentMailStore = (database: Database): SentMailStore => {
  const outbox = (connection: Connection = database) => connection<OutboxRow>('outbox');
  return {
    async findBounced({ tag, messageId }, connection) {
      const byTag =
        tag &&
        (await outbox(connection)
          .where({ bounce_hash: hashBounceTag(tag) })
          .first(...MENTIONED));
      if (byTag) return toMentioned(byTag);
      const byId =
        messageId &&
        (await outbox(connection)
          .where({ message_id: messageId })
          .first(...MENTIONED));
      return byId ? toMentioned(byId) : undefined;
    },
    async setBounced(id, nowMs, words, connection) {
      const changed = await outbox(connection)
        .where({ id, state: 'sent' })
        .whereNull('bounced_ms')
        .update({ bounced_ms: nowMs, last_words: words });
      return changed === 1;
    },
    async listOfKey(orderKey, connection = database) {
      const rows = await connection({ mail: 'outbox' })
        .where('mail.order_key', orderKey)
        .whereNotExists((later) =>
          later
            .select(database.raw('1'))
            .from({ later: 'outbox' })
            .where('later.order_key', orderKey)
            .whereRaw('?? = ??', ['later.recipient', 'mail.recipient'])
            .whereRaw('?? > ??', ['later.created_ms', 'mail.created_ms']),
        )
        .orderBy('mail.created_ms', 'desc')
        .select<EntryRow[]>(ENTRY_COLUMNS.map((column) => `mail.${column}`));
      return rows.map(toEntry);
    },
    async findByMessageIds(messageIds, connection) {
      const named = messageIds.slice(-MOST_NAMED);
      const rows = await outbox(connection)
        .whereIn('message_id', named)
        .select(...MENTIONED);
      return rows.map(toMentioned).sort((a, b) => named.indexOf(a.messageId) - named.indexOf(b.messageId));
    },
  };
};
