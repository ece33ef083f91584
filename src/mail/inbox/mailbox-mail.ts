import { tagOf } from '../plus-address.ts';
import { type HeaderLine, readHeaderLines, valuesOf } from './header-lines.ts';
import type { ArrivedMail } from './incoming-mail.ts';
import { INBOX_LIMITS } from './limits.ts';

/** Where mail servers write to whom a mail was delivered, and where its author does. */
const RECIPIENT_HEADERS = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'to', 'cc'];

const ADDRESS = /[^\s<>()[\]:;,"\\]{1,128}@[^\s<>()[\]:;,"\\]{1,255}/g;

const addressesIn = (value: string): string[] => value.slice(0, 20_000).match(ADDRESS) ?? [];

/** Addresses of ours to which a mail in a mailbox went, as its headers have them. */
export const ownRecipients = (lines: readonly HeaderLine[], mailFrom: string): string[] => {
  const found = new Map<string, string>();
  for (const { name, value } of lines) {
    if (!RECIPIENT_HEADERS.includes(name)) continue;
    for (const address of addressesIn(value)) {
      if (tagOf(mailFrom, address) !== undefined && !found.has(address.toLowerCase()))
        found.set(address.toLowerCase(), address);
    }
  }
  return [...found.values()].slice(0, INBOX_LIMITS.recipients);
};

/** A mail as it lay in a mailbox. Without Return-Path its author stands for its sender, since only a report has none. */
export const mailboxMail = (mime: Buffer, mailFrom: string): ArrivedMail => {
  const lines = readHeaderLines(mime);
  const [returnPath] = valuesOf(lines, 'return-path');
  const sender = addressesIn(returnPath ?? valuesOf(lines, 'from')[0] ?? '')[0] ?? '';
  return { source: 'imap', envelopeFrom: sender, recipients: ownRecipients(lines, mailFrom), mime };
};
