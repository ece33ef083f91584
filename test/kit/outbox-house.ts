import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../src/base/log.ts';
import type { BounceAddressOf } from '../../src/mail/bounce-address.ts';
import type { MailTransport } from '../../src/mail/mail-transport.ts';
import { createOutbox } from '../../src/mail/outbox.ts';
import type { OutboxEntry } from '../../src/mail/outbox-mail.ts';
import { createOutboxStore } from '../../src/mail/outbox-store.ts';
import type { MailFailures } from '../../src/mail/send-mail.ts';
import { createSendMailJob } from '../../src/mail/send-mail-job.ts';
import { createSentMailStore } from '../../src/mail/sent-mail-store.ts';
import { createSmtpTransport } from '../../src/mail/smtp-transport.ts';
import { createUnitOfWork, openDatabase } from '../../src/platform/database.ts';
import { catchMails } from './mail-catcher.ts';
import { createTurnedClock } from './turned-clock.ts';

export interface HandedOver {
  readonly recipient?: string;
  readonly orderKey?: string;
  readonly messageId?: string;
  readonly kind?: string;
}

/** The outbox alone over a real database, with a clock turned by hand and a real SMTP server that keeps what it is sent. */
export const openOutboxHouse = async ({ bounceAddressOf }: { readonly bounceAddressOf?: BounceAddressOf } = {}) => {
  const directory = mkdtempSync(join(tmpdir(), 'webmeeting-outbox-'));
  const database = await openDatabase({ file: join(directory, 'test.sqlite') });
  const unitOfWork = createUnitOfWork(database);
  const clock = createTurnedClock(Date.UTC(2027, 1, 1, 9));
  const store = createOutboxStore(database);
  const catcher = await catchMails();
  const startSender = (
    transport: MailTransport = createSmtpTransport({ smtpUrl: catcher.url }),
    failures?: MailFailures,
  ) => createSendMailJob({ store, unitOfWork, transport, clock, log: silentLog, ...(failures && { failures }) });
  const outbox = createOutbox({ store, clock, wake: () => {}, ...(bounceAddressOf && { bounceAddressOf }) });
  const sender = startSender();
  let count = 0;
  return {
    directory,
    database,
    unitOfWork,
    clock,
    store,
    sentMails: createSentMailStore(database),
    catcher,
    outbox,
    startSender,
    sender,
    /** Hands over a mail and answers its subject: `Mail 1`, `Mail 2`, … */
    async enqueue({ recipient = 'ann@example.com', orderKey = 'event-1', messageId, kind }: HandedOver = {}) {
      count += 1;
      const subject = `Mail ${count}`;
      const headers = [
        'From: Ann Other <meet@example.org>',
        `Subject: ${subject}`,
        'To: <someone.else@example.com>',
        'Bcc: <evil@example.org>',
        'Message-ID: <x@example.org>',
      ];
      const mail = {
        messageId: messageId ?? `<${count}@example.org>`,
        orderKey,
        recipient,
        envelopeFrom: 'meet@example.org',
        subject,
        mime: Buffer.from(`${headers.join('\r\n')}\r\n\r\nText\r\n`),
        ...(kind !== undefined && { kind }),
      };
      await unitOfWork((transaction) => outbox.enqueue(transaction, mail));
      return subject;
    },
    entries: (): Promise<OutboxEntry[]> => store.list(undefined, 0, 1_000),
    async entryOf(subject: string): Promise<OutboxEntry> {
      const found = (await store.list(undefined, 0, 1_000)).find((entry) => entry.subject === subject);
      if (!found) throw new Error(`no ${subject}`);
      return found;
    },
    /** The subjects of the mails that came, in their order. */
    caught: (): Array<string | undefined> => catcher.mails.map(({ parsed }) => parsed.subject),
    async close(): Promise<void> {
      await sender.stop();
      await catcher.close();
      await database.destroy();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

export type OutboxHouse = Awaited<ReturnType<typeof openOutboxHouse>>;
