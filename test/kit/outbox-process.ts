/**
 * An outbox in a process of its own, to be killed: `FILE SMTP_URL FIRST COUNT START_MS SPEED`. Hands over COUNT mails with the numbers from FIRST
 * on while it sends, says the number of each on a line once it is kept, and goes on sending until it is ended.
 */
import { silentLog } from '../../src/base/log.ts';
import { createOutbox } from '../../src/mail/outbox.ts';
import { createOutboxStore } from '../../src/mail/outbox-store.ts';
import { createSendMailJob } from '../../src/mail/send-mail-job.ts';
import { createSmtpTransport } from '../../src/mail/smtp-transport.ts';
import { createUnitOfWork, openDatabase } from '../../src/platform/database.ts';
import { numberedMail } from './numbered-mail.ts';

const [file = '', smtpUrl = '', first = '0', count = '0', start = '0', speed = '1'] = process.argv.slice(2);
/** Waits of minutes pass in a moment; the next process goes on where this one was ended. */
const startMs = Number(start);
const clock = { nowMs: () => startMs + (Date.now() - startMs) * Number(speed) };

const database = await openDatabase({ file });
const unitOfWork = createUnitOfWork(database);
const store = createOutboxStore(database);
const transport = createSmtpTransport({ smtpUrl });
const job = createSendMailJob({ store, unitOfWork, transport, clock, log: silentLog });
const outbox = createOutbox({ store, clock, wake: () => job.wake() });

job.start();
setInterval(() => job.wake(), 20);
console.log('ready');
for (let number = Number(first); number < Number(first) + Number(count); number += 1) {
  await unitOfWork((transaction) => outbox.enqueue(transaction, numberedMail(number)));
  console.log(number);
  outbox.committed();
}
