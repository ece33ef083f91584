import type { OutboxMail, OutboxMailDetail } from '../contract/http/outbox.ts';
import type { MailState, OutboxEntry } from '../mail/outbox-mail.ts';
import type { OutboxStore } from '../mail/outbox-store.ts';
import { decodeText } from '../protocols/mime/header.ts';
import { type ReadMessage, readMessage } from '../protocols/mime/read-message.ts';

const PAGE = 50;

/**
 * The link by which somebody chooses a password is theirs alone. Shown here it would let whoever may look at mails, also a program that
 * may only read, take over any account, unseen: `forgotten` is for everybody to ask. Who has to pass a link on is given one by the page
 * of accounts, and that is written down.
 */
const PASSWORD_LINK = /\/set-password\/([A-Za-z0-9_-]+)/g;

/** The keys in such links: the HTML part writes their addresses in its own way. */
const passwordKeys = (message: ReadMessage | undefined): string[] =>
  (message?.parts ?? []).flatMap(({ text }) => [...text.matchAll(PASSWORD_LINK)].map(([, key = '']) => key));

const without = (text: string, keys: readonly string[]): string =>
  keys.reduce((left, key) => left.replaceAll(key, '…'), text);

/** The outbox as administrators see it. */
export interface OutboxView {
  list(state: MailState | undefined, offset: number): Promise<{ mails: OutboxMail[]; total: number }>;
  /** Undefined when there is none. The texts are empty when the content was emptied. */
  one(id: string): Promise<OutboxMailDetail | undefined>;
  /** The whole message, while it is kept; undefined too for one with such a link. */
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
    const keys = passwordKeys(message);
    const textOf = (type: string): string =>
      without(message?.parts.find((part) => part.type === type)?.text ?? '', keys);
    return {
      ...toBody(entry),
      from: decodeText(message?.headers.get('from') ?? entry.envelopeFrom),
      text: textOf('text/plain'),
      html: textOf('text/html'),
      hasContent: mime !== undefined,
      hasFile: mime !== undefined && keys.length === 0,
    };
  },
  async mime(id) {
    const mime = await store.readMime(id);
    return mime !== undefined && passwordKeys(readMessage(mime)).length > 0 ? undefined : mime;
  },
});
