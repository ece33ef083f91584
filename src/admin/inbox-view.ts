import type { IncomingMailBody, IncomingMailDetail } from '../contract/http/inbox.ts';
import { readHeaderLines } from '../mail/inbox/header-lines.ts';
import type { ReadingOptions } from '../mail/inbox/inbox-job.ts';
import type { IncomingEntry, IncomingState } from '../mail/inbox/incoming-entry.ts';
import type { IncomingStore } from '../mail/inbox/incoming-store.ts';
import { plainLine, plainText } from '../mail/inbox/plain-text.ts';
import type { MailReader } from '../mail/inbox/read-mail.ts';

const PAGE = 50;
const HEADERS = 100;
const HEADER_LENGTH = 1_000;

/** Mail that came in, as administrators see it. */
export interface InboxView {
  list(state: IncomingState | undefined, offset: number): Promise<{ mails: IncomingMailBody[]; total: number }>;
  /** Undefined when there is none. */
  one(id: string): Promise<IncomingMailDetail | undefined>;
  /** The whole message, while it is kept. */
  mime(id: string): Promise<Buffer | undefined>;
}

const instant = (momentMs: number): string => new Date(momentMs).toISOString();

const toBody = (entry: IncomingEntry): IncomingMailBody => ({
  id: entry.id,
  state: entry.state,
  reason: entry.reason,
  source: entry.source,
  from: entry.sender,
  subject: entry.subject,
  recipients: [...entry.recipients],
  about: entry.about,
  attempts: entry.attempts,
  receivedAt: instant(entry.receivedMs),
  at: instant(entry.handledMs ?? entry.dueMs),
});

export const createInboxView = ({
  store,
  reader,
  reading,
}: {
  readonly store: IncomingStore;
  readonly reader: MailReader;
  readonly reading: ReadingOptions;
}): InboxView => {
  const contentOf = async (
    entry: IncomingEntry,
    mime: Buffer,
  ): Promise<Pick<IncomingMailDetail, 'headers' | 'words' | 'calendars'>> => {
    const answer = await reader.read({ ...reading, mime, nullSender: entry.envelopeFrom === '' });
    const { words = '', calendars = [] } = answer.ok ? answer.value : {};
    return {
      headers: readHeaderLines(mime)
        .slice(0, HEADERS)
        .map(({ name, value }) => ({ name, value: plainLine(value, HEADER_LENGTH) })),
      words,
      calendars: calendars.map(({ method, text }) => ({ method, text: plainText(text) })),
    };
  };
  return {
    async list(state, offset) {
      const [entries, total] = [await store.list(state, offset, PAGE), await store.count(state)];
      return { mails: entries.map(toBody), total };
    },
    async one(id) {
      const entry = await store.find(id);
      if (entry === undefined) return undefined;
      const mime = await store.readMime(id);
      const content = mime === undefined ? { headers: [], words: '', calendars: [] } : await contentOf(entry, mime);
      return { ...toBody(entry), ...content, kept: mime !== undefined };
    },
    mime: (id) => store.readMime(id),
  };
};
