/** `SMTP_URL MAILS BYTES`: hands over so many messages of that size by nodemailer's pool alone: nothing is kept, nothing is ordered. */
import { createTransport } from 'nodemailer';
import { AT_ONCE } from '../../src/mail/mail-transport.ts';

const [url = '', mails = '0', bytes = '0'] = process.argv.slice(2);
/** Enough that no connection waits for the next message. */
const IN_HAND = 50;

const transport = createTransport({ url, pool: true, maxConnections: AT_ONCE });
const line = `${'x'.repeat(74)}\r\n`;
let next = 0;
const sendOn = async (): Promise<void> => {
  while (next < Number(mails)) {
    const number = next;
    next += 1;
    const head = `From: meet@example.org\r\nTo: guest${number}@example.com\r\nSubject: Mail ${number}\r\nMessage-ID: <${number}@bare.example>\r\n\r\n`;
    const raw = Buffer.from(head + line.repeat(Math.max(1, Math.round((Number(bytes) - head.length) / line.length))));
    await transport.sendMail({ envelope: { from: 'meet@example.org', to: [`guest${number}@example.com`] }, raw });
  }
};
await Promise.all(Array.from({ length: IN_HAND }, sendOn));
transport.close();
