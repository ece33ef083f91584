import { join } from 'node:path';
import { createTally } from '../base/tally.ts';
import { createBounceAddressOf } from '../mail/bounce-address.ts';
import { countSentMails, type SentResult } from '../mail/count-sent-mails.ts';
import { createFileTransport } from '../mail/file-transport.ts';
import { createOutbox } from '../mail/outbox.ts';
import { createOutboxStore } from '../mail/outbox-store.ts';
import type { MailFailures } from '../mail/send-mail.ts';
import { createSendMailJob } from '../mail/send-mail-job.ts';
import { createSentMailStore } from '../mail/sent-mail-store.ts';
import { createSmtpTransport } from '../mail/smtp-transport.ts';
import { readRetention } from '../platform/retention.ts';
import type { Ground } from './build-ground.ts';
import type { Config } from './config.ts';

/** Whether mail can come in, so that answers and reports may be asked for. */
export const hasInbox = ({ inbox }: Pick<Config, 'inbox'>): boolean =>
  inbox.imapUrl !== undefined || inbox.smtp !== undefined;

/** How mails leave: the outbox, and the job that hands them to the mail server or keeps them as files. */
export const buildMail = (
  { config, clock, log, database, unitOfWork, keyring, settings }: Ground,
  failures: MailFailures,
) => {
  const { from, smtpUrl, dkim } = config.mail;
  const outboxStore = createOutboxStore(database);
  const transport =
    smtpUrl === undefined
      ? createFileTransport({ directory: join(config.dataDirectory, 'mail') })
      : createSmtpTransport({ smtpUrl, ...(dkim !== undefined && { dkim: { ...dkim, from } }) });
  const sentTally = createTally<SentResult>();
  const sendMailJob = createSendMailJob({
    ...{ store: outboxStore, unitOfWork, clock, log, failures },
    readRetention: () => readRetention(settings),
    transport: countSentMails(transport, sentTally),
  });
  const outbox = createOutbox({
    store: outboxStore,
    clock,
    wake: () => sendMailJob.wake(),
    ...(hasInbox(config) && { bounceAddressOf: createBounceAddressOf({ from, keyring }) }),
  });
  return { transport, outboxStore, sentTally, sentMails: createSentMailStore(database), outbox, sendMailJob };
};
