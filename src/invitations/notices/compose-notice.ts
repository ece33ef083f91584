import { LOOP_HEADER } from '../../mail/inbox/mail-marks.ts';
import { encodeText, formatDate, formatMailbox, headerText } from '../../protocols/mime/header.ts';
import { type MimePart, writeMessage } from '../../protocols/mime/write-message.ts';
import type { ComposedMail } from '../invitation-mail.ts';
import { brandText, PLAIN_BRAND } from '../mail-brand.ts';
import { assertMailboxes, assertMeetingLinks, assertWebLink, conversationId, digest } from '../mail-parts.ts';
import { mailTexts } from '../mail-texts.ts';
import { noticeBlock } from './notice-block.ts';
import { noticeHtml } from './notice-html.ts';
import type { NoticeMail } from './notice-mail.ts';
import type { NoticeBlock } from './notice-speech.ts';
import { noticeText } from './notice-text.ts';

/** RFC 5546 3.2.3, 3.2.8: what the calendar part of a notice may be. */
const METHODS = { hosted: 'REPLY', 'hosted-refused': 'REPLY', 'proposal-declined': 'DECLINECOUNTER' } as const;

/** The names of those that are one event's; a digest may be about several. */
const eventOf = (mail: NoticeMail) => {
  if (mail.kind === 'shared-document' || mail.kind === 'account' || mail.kind === 'attention') return undefined;
  if (mail.kind !== 'digest') return mail.event;
  return mail.events.length === 1 ? mail.events[0]?.event : undefined;
};

const linksOf = (mail: NoticeMail): string[] => {
  switch (mail.kind) {
    case 'reminder':
      return [mail.handOverUrl];
    case 'digest':
      return mail.events.map(({ url }) => url);
    case 'proposal':
    case 'not-reached':
    case 'shared-document':
    case 'account':
      return [mail.url];
    case 'capacity':
      return mail.url === undefined ? [] : [mail.url];
    case 'attention':
      return mail.items.map(({ url }) => url);
    case 'after-session':
      return [
        ...mail.recordings.flatMap(({ url }) => url ?? []),
        ...[mail.chat?.url, mail.own?.attendanceUrl, mail.own?.folderUrl].flatMap((url) => url ?? []),
      ];
    default:
      return [];
  }
};

const check = (mail: NoticeMail): void => {
  assertMailboxes(mail.recipient.address, mail.from, ...(mail.sender === undefined ? [] : [mail.sender.address]));
  for (const link of linksOf(mail)) assertWebLink(link);
  // A meeting that is gone has no links.
  if ('meeting' in mail && !(mail.kind === 'hosted' && mail.change === 'cancelled')) assertMeetingLinks(mail.meeting);
};

const calendarPart = (mail: NoticeMail): MimePart[] => {
  if (!('calendar' in mail) || mail.calendar === undefined) return [];
  const method = METHODS[mail.kind];
  if (!new RegExp(`^METHOD:${method}\\r?$`, 'im').test(mail.calendar))
    throw new Error(`The calendar of a mail must be a ${method}`);
  return [{ contentType: `text/calendar; charset=utf-8; method=${method}`, content: mail.calendar }];
};

/** "Début à 10:00 / Starts at 10:00 : Title"; a person's mail has the title alone. */
const subjectOf = (mail: NoticeMail, blocks: readonly NoticeBlock[]): string => {
  const [first] = blocks;
  const isNamedByBlock = ['join-block', 'shared-document', 'attention'].includes(mail.kind);
  const title = isNamedByBlock ? (first?.heading.title ?? '') : (eventOf(mail)?.title ?? '');
  const words = [...new Set(blocks.map(({ subject }) => subject))].filter((text) => text !== '').join(' / ');
  const colon = first !== undefined && words !== '' && title !== '' ? mailTexts(first.lang).colon : '';
  return headerText(`${words}${colon}${title}`);
};

/**
 * One finished mail from what it has to say. What the server sends by itself says so (RFC 3834 5); an invitation in somebody's own
 * words is theirs.
 */
export const composeNotice = (mail: NoticeMail, brand = PLAIN_BRAND): ComposedMail => {
  check(mail);
  const blocks = mail.languages.map((language, index) => noticeBlock(language, mail, index === 0));
  const subject = subjectOf(mail, blocks);
  const domain = mail.from.slice(mail.from.lastIndexOf('@') + 1);
  const id = digest('notice', mail.kind, mail.id);
  const messageId = `<${id}@${domain}>`;
  const event = eventOf(mail);
  const { sender } = mail;
  const automatic = [
    ['Auto-Submitted', 'auto-generated'],
    // Exchange sends no absence notes in answer to these.
    ['X-Auto-Response-Suppress', 'OOF, AutoReply'],
    // The inbox knows by it what is its own.
    [LOOP_HEADER, domain],
  ] as const;
  const mime = writeMessage({
    headers: [
      ['From', formatMailbox(sender === undefined ? brand.product : sender.name || sender.address, mail.from)],
      ...(sender === undefined ? [] : [['Reply-To', formatMailbox(sender.name, sender.address)] as const]),
      ['To', formatMailbox(mail.recipient.name, mail.recipient.address)],
      ['Subject', encodeText(subject)],
      ['Date', formatDate(mail.stampMs)],
      ['Message-ID', messageId],
      ...(event === undefined ? [] : [['References', conversationId(event.uid, domain)] as const]),
      ['Content-Language', mail.languages.join(', ')],
      ...(mail.kind === 'join-block' ? [] : automatic),
    ],
    body: {
      multipart: 'alternative',
      parts: [
        {
          contentType: 'text/plain; charset=utf-8',
          content: `${noticeText(blocks)}${brandText(brand, mail.languages)}`,
        },
        { contentType: 'text/html; charset=utf-8', content: noticeHtml(mail.kind, subject, blocks, brand) },
        ...calendarPart(mail),
      ],
    },
    boundarySeed: id.replace(/[-_]/g, 'x'),
  });
  return { messageId, recipient: mail.recipient.address, envelopeFrom: mail.from, subject, mime };
};
