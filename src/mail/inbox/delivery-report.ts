import { isMailbox } from '../../base/text.ts';
import type { DeliveryReport } from './incoming-mail.ts';
import { INBOX_LIMITS } from './limits.ts';
import { plainLine } from './plain-text.ts';

type Fields = ReadonlyMap<string, string>;

const ACTIONS = new Set<string>(['failed', 'delayed', 'delivered', 'relayed', 'expanded']);
const isAction = (text: string): text is DeliveryReport['action'] => ACTIONS.has(text);
const STATUS = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/;

const readFields = (block: string): Fields => {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
};

/** `rfc822; ann@example.com` without its type. */
const withoutType = (value: string): string => value.replace(/^[\w-]{1,40}\s*;\s*/, '').trim();

const addressOf = (value: string): string => {
  const address = withoutType(value)
    .replace(/^<(.*)>$/, '$1')
    .toLowerCase();
  return isMailbox(address) ? address : '';
};

/** A Message-ID with its angle brackets; '' when there is none. */
export const messageIdIn = (text: string): string => /<[^<>\s]{1,250}>/.exec(text)?.[0] ?? '';

const byStatus = (status: string): DeliveryReport['action'] => (status.startsWith('4.') ? 'delayed' : 'failed');

const readRecipient = (fields: Fields, originalMessageId: string): DeliveryReport[] => {
  // The address that we wrote to, before others forwarded it.
  const recipient = addressOf(fields.get('original-recipient') ?? '') || addressOf(fields.get('final-recipient') ?? '');
  const diagnostic = plainLine(withoutType(fields.get('diagnostic-code') ?? ''), INBOX_LIMITS.diagnostic);
  const status = STATUS.exec(fields.get('status') ?? '')?.[0] ?? STATUS.exec(diagnostic)?.[0] ?? '';
  const action = (fields.get('action') ?? '').toLowerCase();
  if (!fields.has('final-recipient') && !fields.has('original-recipient') && !fields.has('action')) return [];
  return [{ action: isAction(action) ? action : byStatus(status), status, recipient, diagnostic, originalMessageId }];
};

/** RFC 3464 2.1: blocks of fields, the first of the message, the others of a recipient each. */
export const readDeliveryStatus = (text: string, messageId: string): DeliveryReport[] => {
  const blocks = text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .slice(0, INBOX_LIMITS.reports + 1)
    .map(readFields);
  const named = messageId || messageIdIn(blocks[0]?.get('x-original-message-id') ?? '');
  return blocks.flatMap((fields) => readRecipient(fields, named));
};

/** Above the copy of our mail in reports that are mere text. */
const COPY = /^-{2,} ?(?:below this line is a copy|this is a copy|undelivered message|the header of the original)/im;

const failedOne = (recipient: string, words: string, originalMessageId: string): DeliveryReport[] => {
  const diagnostic = plainLine(words, INBOX_LIMITS.diagnostic);
  const status = STATUS.exec(diagnostic)?.[0] ?? '';
  return recipient === '' ? [] : [{ action: byStatus(status), status, recipient, diagnostic, originalMessageId }];
};

/** qmail's own form: `<ann@example.com>:` and the reason below it, a paragraph for each. */
const readQmail = (told: string, originalMessageId: string): DeliveryReport[] =>
  told
    .split(/\n\s*\n/)
    .slice(0, INBOX_LIMITS.reports)
    .flatMap((paragraph) => {
      const [, address = '', words = ''] = /^<([^<>\s]{3,254})>:\n([\s\S]{0,2000})/.exec(paragraph.trim()) ?? [];
      return failedOne(addressOf(address), words, originalMessageId);
    });

/** Exim says the addresses in a header, and each again with the reason below it. */
const readExim = (addresses: string, told: string, originalMessageId: string): DeliveryReport[] =>
  addresses
    .split(',')
    .slice(0, INBOX_LIMITS.reports)
    .flatMap((text) => {
      const address = addressOf(text.trim());
      const at = address === '' ? -1 : told.toLowerCase().indexOf(address);
      const words =
        at < 0 ? '' : (told.slice(at + address.length, at + address.length + 2_000).split(/\n\s*\n/)[0] ?? '');
      return failedOne(address, words, originalMessageId);
    });

/** Reports of programs that know no RFC 3464: Exim's and qmail's. */
export const readPlainReport = (text: string, failedRecipients: string): DeliveryReport[] => {
  const copy = COPY.exec(text);
  const told = copy === null ? text : text.slice(0, copy.index);
  const id = messageIdIn(/^Message-ID:(.{1,300})$/im.exec(copy === null ? text : text.slice(copy.index))?.[1] ?? '');
  if (failedRecipients !== '') return readExim(failedRecipients, told, id);
  return /^Hi\. This is the\b/m.test(told.slice(0, 500)) ? readQmail(told, id) : [];
};
