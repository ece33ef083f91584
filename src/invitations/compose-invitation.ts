import { createHash } from 'node:crypto';
import type { Language } from '../base/languages.ts';
import { isMailbox } from '../base/text.ts';
import { encodeText, formatDate, formatMailbox, headerText } from '../protocols/mime/header.ts';
import { type MimePart, writeMessage } from '../protocols/mime/write-message.ts';
import { describeTime } from './describe-time.ts';
import { type InvitationBlock, invitationBlock, isGone } from './invitation-block.ts';
import { invitationCalendar, methodOf } from './invitation-calendar.ts';
import { invitationHtml } from './invitation-html.ts';
import type { ComposedMail, InvitationMail } from './invitation-mail.ts';
import { invitationText } from './invitation-text.ts';
import { MAIL_TEXTS } from './mail-texts.ts';

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);

/** Of a mail about single dates which one: the one that its reader has in the calendar. */
const datesOf = (mail: InvitationMail, language: Language): string => {
  const { recurrence, news = [] } = mail;
  if (recurrence?.carries !== 'dates') return '';
  if (recurrence.dates.length > 1) return ` (${recurrence.dates.length} dates)`;
  return ` (${describeTime(language, mail.recipient.timeZone, news[0]?.was ?? mail).date})`;
};

/** "Modification / Updated : Title": a reader of either language knows what it is. */
const subjectOf = (mail: InvitationMail): string => {
  const words = mail.languages.map((language) => MAIL_TEXTS[language].subject[mail.kind]);
  const [language = 'en'] = mail.languages;
  return headerText(
    `${[...new Set(words)].join(' / ')}${MAIL_TEXTS[language].colon}${mail.title}${datesOf(mail, language)}`,
  );
};

const assertWebLink = (link: string): void => {
  // Escaping keeps a value inside its attribute; only this keeps it a web address.
  if (!/^https?:\/\/[^\s"<>]+$/.test(link)) throw new Error('A mail may only link to a web address');
};

const check = (mail: InvitationMail): void => {
  for (const address of [mail.recipient.address, mail.organizer.address, mail.from])
    if (!isMailbox(address)) throw new Error('A mail needs plain mailboxes');
  if (mail.meeting === undefined || isGone(mail.kind)) return;
  assertWebLink(mail.meeting.link);
  assertWebLink(mail.meeting.doorUrl);
  if (mail.meeting.sipUri !== undefined && !/^sips?:[^\s"<>]+$/.test(mail.meeting.sipUri))
    throw new Error('Not a SIP address');
};

/**
 * Outlook finds an invitation only as the last alternative inside the first part of a mixed message; others take the attachment.
 * Both are the same bytes.
 */
const bodyOf = (mail: InvitationMail, subject: string, blocks: readonly InvitationBlock[]): MimePart => {
  const text: MimePart = { contentType: 'text/plain; charset=utf-8', content: invitationText(blocks) };
  const html: MimePart = { contentType: 'text/html; charset=utf-8', content: invitationHtml(subject, blocks) };
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
export const composeInvitation = (mail: InvitationMail): ComposedMail => {
  check(mail);
  const blocks = mail.languages.map((language) => invitationBlock(language, mail));
  const subject = subjectOf(mail);
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
      ['References', `<${digest('event', mail.uid)}@${domain}>`],
      ['Content-Language', mail.languages.join(', ')],
    ],
    body: bodyOf(mail, subject, blocks),
    boundarySeed: id.replace(/[-_]/g, 'x'),
  });
  return { messageId, recipient: mail.recipient.address, envelopeFrom: mail.from, subject, mime };
};
