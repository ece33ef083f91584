import type { OutgoingMail } from '../../src/mail/outbox-mail.ts';

const KEYS = 7;
const PEOPLE = 5;

/** Mails about several events to people of several domains, told apart by their numbers. */
export const numberedMail = (number: number): OutgoingMail => {
  const messageId = `<${number}@numbered.example>`;
  const recipient = `guest${number % PEOPLE}@domain${number % PEOPLE}.example`;
  return {
    messageId,
    orderKey: `event-${number % KEYS}`,
    recipient,
    envelopeFrom: 'meet@example.org',
    subject: `Mail ${number}`,
    mime: Buffer.from(
      `From: meet@example.org\r\nTo: ${recipient}\r\nMessage-ID: ${messageId}\r\nSubject: Mail ${number}\r\n\r\n${'Text. '.repeat(1 + ((number * 37) % 400))}\r\n`,
    ),
  };
};

export const numberOf = (messageId: string): number => Number(/^<(\d+)@/.exec(messageId)?.[1] ?? Number.NaN);
/** Mails of one line leave in their order. */
export const lineOf = (number: number): number => number % (KEYS * PEOPLE);
