import { createHash } from 'node:crypto';
import { isMailbox } from '../base/text.ts';
import { encodeText, formatDate, formatMailbox, headerText } from '../protocols/mime/header.ts';
import { writeMessage } from '../protocols/mime/write-message.ts';
import { LOOP_HEADER } from './inbox/mail-marks.ts';
import type { OutgoingMail } from './outbox-mail.ts';

/** A mail of the server about itself, in plain words: no event, no picture. */
export interface PlainMail {
  /** Stands for this mail alone: its Message-ID is made of it. */
  readonly id: string;
  readonly from: string;
  /** What the product is called there. */
  readonly sender: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly stampMs: number;
}

/** The finished mail; it says that nobody wrote it (RFC 3834 5). */
export const writePlainMail = ({
  id,
  from,
  sender,
  to,
  subject,
  text,
  stampMs,
}: PlainMail): Omit<OutgoingMail, 'orderKey'> => {
  if (!isMailbox(from) || !isMailbox(to.address)) throw new Error('A mail needs plain mailboxes');
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const seed = createHash('sha256').update(id).digest('hex').slice(0, 24);
  const messageId = `<${seed}@${domain}>`;
  const line = headerText(subject);
  const mime = writeMessage({
    headers: [
      ['From', formatMailbox(sender, from)],
      ['To', formatMailbox(to.name, to.address)],
      ['Subject', encodeText(line)],
      ['Date', formatDate(stampMs)],
      ['Message-ID', messageId],
      ['Auto-Submitted', 'auto-generated'],
      ['X-Auto-Response-Suppress', 'OOF, AutoReply'],
      [LOOP_HEADER, domain],
    ],
    body: { contentType: 'text/plain; charset=utf-8', content: text },
    boundarySeed: seed,
  });
  return { messageId, recipient: to.address, envelopeFrom: from, subject: line, mime };
};
