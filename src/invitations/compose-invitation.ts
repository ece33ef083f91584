import { encodeText, formatDate, formatMailbox } from '../protocols/mime/header.ts';
import { type MimePart, writeMessage } from '../protocols/mime/write-message.ts';
import { describeSubject } from './describe-subject.ts';
import { type InvitationBlock, invitationBlock, isGone } from './invitation-block.ts';
import { invitationCalendar, methodOf } from './invitation-calendar.ts';
import { invitationHtml } from './invitation-html.ts';
import type { ComposedMail, InvitationMail } from './invitation-mail.ts';
import { invitationText } from './invitation-text.ts';
import { brandText, type MailBrand, PLAIN_BRAND } from './mail-brand.ts';
import { assertMailboxes, assertMeetingLinks, assertWebLink, conversationId, digest } from './mail-parts.ts';

const check = (mail: InvitationMail): void => {
  assertMailboxes(mail.recipient.address, mail.organizer.address, mail.from);
  if (mail.answerUrl !== undefined) assertWebLink(mail.answerUrl);
  if (mail.meeting !== undefined && !isGone(mail.kind)) assertMeetingLinks(mail.meeting);
};

/**
 * Outlook finds an invitation only as the last alternative inside the first part of a mixed message; others take the attachment.
 * Both are the same bytes.
 */
const bodyOf = (
  mail: InvitationMail,
  subject: string,
  blocks: readonly InvitationBlock[],
  brand: MailBrand,
): MimePart => {
  const words = `${invitationText(blocks)}${brandText(brand, mail.languages)}`;
  const text: MimePart = { contentType: 'text/plain; charset=utf-8', content: words };
  const html: MimePart = { contentType: 'text/html; charset=utf-8', content: invitationHtml(subject, blocks, brand) };
  const method = methodOf(mail.kind);
  if (method === undefined) return { multipart: 'alternative', parts: [text, html] };
  const content = invitationCalendar(mail, method, blocks);
  return {
    multipart: 'mixed',
    parts: [
      {
        multipart: 'alternative',
        parts: [text, html, { contentType: `text/calendar; charset=utf-8; method=${method}`, content }],
      },
      { contentType: 'application/ics; name="invite.ics"', disposition: 'attachment; filename="invite.ics"', content },
    ],
  };
};

/**
 * One finished mail from what it has to say. The sender is the server's own address under the organizer's name, so that DMARC
 * holds; answers of people go to the organizer.
 */
export const composeInvitation = (mail: InvitationMail, brand = PLAIN_BRAND): ComposedMail => {
  check(mail);
  const blocks = mail.languages.map((language) => invitationBlock(language, mail));
  const subject = describeSubject(mail);
  const domain = mail.from.slice(mail.from.lastIndexOf('@') + 1);
  const dates = mail.recurrence?.carries === 'dates' ? mail.recurrence.dates : [];
  const named = dates.map(({ recurrenceId }) => recurrenceId).toSorted();
  const address = mail.recipient.address.toLowerCase();
  const id = digest('mail', mail.uid, address, mail.kind, String(mail.sequence), ...named);
  const messageId = `<${id}@${domain}>`;
  const mime = writeMessage({
    headers: [
      ['From', formatMailbox(mail.organizer.name || mail.organizer.address, mail.from)],
      ['Reply-To', formatMailbox(mail.organizer.name, mail.organizer.address)],
      ['To', formatMailbox(mail.recipient.name, mail.recipient.address)],
      ['Subject', encodeText(subject)],
      ['Date', formatDate(mail.stampMs)],
      ['Message-ID', messageId],
      // Never a message's own: one root for all mails about an event keeps them in one conversation.
      ['References', conversationId(mail.uid, domain)],
      ['Content-Language', mail.languages.join(', ')],
    ],
    body: bodyOf(mail, subject, blocks, brand),
    boundarySeed: id.replace(/[-_]/g, 'x'),
  });
  return { messageId, recipient: mail.recipient.address, envelopeFrom: mail.from, subject, mime };
};
