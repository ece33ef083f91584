import type { OutboxMail, OutboxMailDetail } from '../contract/http/outbox.ts';
import type { MailState, OutboxEntry } from '../mail/outbox-mail.ts';
import type { OutboxStore } from '../mail/outbox-store.ts';
import { decodeText } from '../protocols/mime/header.ts';
import { readMessage } from '../protocols/mime/read-message.ts';

const PAGE = 50;

/** The outbox as administrators see it. */
export interface OutboxView {
  list(state: MailState | undefined, offset: number): Promise<{ mails: OutboxMail[]; total: number }>;
  /** Undefined when there is none. The texts are empty when the content was emptied. */
  one(id: string): Promise<OutboxMailDetail | undefined>;
  /** The whole message, while it is kept. */
  mime(id: string): Promise<Buffer | undefined>;
}

const instant = (momentMs: number): string => new Date(momentMs).toISOString();

const toBody = (entry: OutboxEntry): OutboxMail => ({
  id: entry.id,
  to: entry.recipient,
  subject: entry.subject,
  state: entry.state,
  attempts: entry.attempts,
  createdAt: instant(entry.createdMs),
  at: instant(entry.bouncedMs ?? entry.leftMs ?? entry.dueMs),
  lastError: entry.lastError ?? null,
  lastWords: entry.lastWords,
});

export const createOutboxView = ({ store }: { readonly store: OutboxStore }): OutboxView => ({
  async list(state, offset) {
    const [entries, total] = [await store.list(state, offset, PAGE), await store.count(state)];
    return { mails: entries.map(toBody), total };
  },
  async one(id) {
    const entry = await store.find(id);
    if (entry === undefined) return undefined;
    const mime = await store.readMime(id);
    const message = mime === undefined ? undefined : readMessage(mime);
    const textOf = (type: string): string => message?.parts.find((part) => part.type === type)?.text ?? '';
    return {
      ...toBody(entry),
      from: decodeText(message?.headers.get('from') ?? entry.envelopeFrom),
      text: textOf('text/plain'),
      html: textOf('text/html'),
      hasContent: mime !== undefined,
    };
  },
  mime: (id) => store.readMime(id),
});
