import { domainToASCII } from 'node:url';
import type { Result } from '../../base/result.ts';
import { isMailbox } from '../../base/text.ts';
import { statedAuthentic } from './authentication-results.ts';
import { messageIdIn, readDeliveryStatus, readPlainReport } from './delivery-report.ts';
import { type HeaderLine, readHeaderLines, valuesOf } from './header-lines.ts';
import { htmlWords } from './html-words.ts';
import type { CalendarPart, DeliveryReport, IncomingMail } from './incoming-mail.ts';
import { INBOX_LIMITS } from './limits.ts';
import { isAutomatic, isLooped } from './mail-marks.ts';
import { newestWords } from './newest-words.ts';
import { partText } from './part-text.ts';
import { plainLine } from './plain-text.ts';
import { type MailPart, type SplitMail, splitMail } from './split-mail.ts';

/** What is needed to read a mail. Travels to a thread. */
export interface MailToRead {
  readonly mime: Uint8Array;
  /** Nobody sent it: its sender is empty (RFC 5321 4.5.5). */
  readonly nullSender: boolean;
  readonly mailFrom: string;
  readonly loopMark: string;
  /** Whose word on authenticity is taken; '' for nobody's. */
  readonly authservId: string;
}

/** What a mail says by itself. */
export interface ReadMail
  extends Omit<IncomingMail, 'id' | 'receivedMs' | 'recipients' | 'envelopeFrom' | 'authentic'> {
  /** Our own mail server says that it is authentic. */
  readonly statedAuthentic: boolean;
}

export type ReadRefusal = { readonly code: 'unreadable' | 'calendar-too-large' };
export type ReadMailAnswer = Result<ReadMail, ReadRefusal>;

const EMBEDDED = new Set(['message/rfc822', 'message/global']);
const STATUS_TYPES = new Set(['message/delivery-status', 'message/global-delivery-status']);
const ORIGINALS = new Set([...EMBEDDED, 'text/rfc822-headers', 'message/rfc822-headers', 'message/global-headers']);
const CALENDAR_TYPES = new Set(['text/calendar', 'application/ics', 'text/x-vcalendar']);
const TNEF_TYPES = new Set(['application/ms-tnef', 'application/vnd.ms-tnef']);

class CalendarTooLarge extends Error {}

const isCalendar = ({ type, fileName }: MailPart): boolean =>
  CALENDAR_TYPES.has(type) || (!EMBEDDED.has(type) && fileName.endsWith('.ics'));

const toCalendar = ({ content, parameters }: MailPart): CalendarPart => {
  if (content.length > INBOX_LIMITS.calendarBytes) throw new CalendarTooLarge();
  const method = plainLine(parameters.get('method') ?? '', 40).toUpperCase();
  return { method, text: partText(content, parameters.get('charset') ?? '') };
};

/** Many programs send the same calendar twice, to be shown and to be saved. */
const withoutCopies = (calendars: readonly CalendarPart[]): CalendarPart[] => {
  const kept = new Map<string, CalendarPart>();
  for (const part of calendars) {
    const key = part.text.replace(/\r\n?/g, '\n').trim();
    if ((kept.get(key)?.method ?? '') === '') kept.set(key, part);
  }
  if (kept.size > INBOX_LIMITS.calendars) throw new CalendarTooLarge();
  return [...kept.values()];
};

/** All parts that are no text, those of mails in it too. */
const allParts = async ({ parts }: SplitMail, depth = 0): Promise<MailPart[]> => {
  const inner = depth >= INBOX_LIMITS.embedding ? [] : parts.filter(({ type }) => EMBEDDED.has(type));
  const found = [...parts];
  for (const { content } of inner) found.push(...(await allParts(await splitMail(content), depth + 1)));
  if (found.length > INBOX_LIMITS.parts) throw new Error('Too many parts');
  return found;
};

const readReports = (
  { parts, text }: SplitMail,
  lines: readonly HeaderLine[],
  automatic: boolean,
): DeliveryReport[] => {
  const original = parts.find(({ type }) => ORIGINALS.has(type));
  const [own = ''] = original === undefined ? [] : valuesOf(readHeaderLines(original.content), 'message-id');
  const messageId = messageIdIn(own) || messageIdIn(valuesOf(lines, 'in-reply-to').join(' '));
  const reports = parts
    .filter(({ type }) => STATUS_TYPES.has(type))
    .flatMap((part) => readDeliveryStatus(partText(part.content, ''), messageId));
  if (reports.length > 0 || !automatic) return reports.slice(0, INBOX_LIMITS.reports);
  const [failed = ''] = valuesOf(lines, 'x-failed-recipients');
  return readPlainReport(text.slice(0, INBOX_LIMITS.textRead), failed);
};

const readFrom = (mailboxes: SplitMail['from'], lines: readonly HeaderLine[]): IncomingMail['from'] => {
  const [mailbox, ...others] = mailboxes;
  if (valuesOf(lines, 'from').length !== 1 || mailbox === undefined || others.length > 0 || mailbox.group)
    return undefined;
  const written = (mailbox.address ?? '').toLowerCase();
  const at = written.lastIndexOf('@');
  const address = `${written.slice(0, at)}@${domainToASCII(written.slice(at + 1))}`;
  return isMailbox(address) ? { name: plainLine(mailbox.name, INBOX_LIMITS.name), address } : undefined;
};

const toReadMail = async (mail: SplitMail, given: MailToRead): Promise<ReadMail> => {
  const lines = readHeaderLines(given.mime);
  const from = readFrom(mail.from, lines);
  const automatic = isAutomatic(lines, given.nullSender);
  const parts = await allParts(mail);
  const reports = readReports(mail, lines, automatic);
  // The mail that a report brings back is our own.
  const calendars = (reports.length > 0 ? mail.parts : parts).filter(isCalendar).map(toCalendar);
  const answersTo = [...valuesOf(lines, 'in-reply-to'), ...valuesOf(lines, 'references')].flatMap(
    (value) => value.match(/<[^<>\s]{1,250}>/g) ?? [],
  );
  return {
    from,
    subject: plainLine(mail.subject, INBOX_LIMITS.subject),
    messageId: messageIdIn(valuesOf(lines, 'message-id')[0] ?? ''),
    answersTo: [...new Set(answersTo)].slice(0, INBOX_LIMITS.answersTo),
    automatic,
    looped: isLooped(lines, { ...given, from: from?.address ?? '' }),
    words: newestWords(mail.text.trim() === '' ? htmlWords(mail.html) : mail.text),
    calendars: withoutCopies(calendars),
    reports,
    tnef: parts.some((part) => TNEF_TYPES.has(part.type) || part.fileName === 'winmail.dat'),
    statedAuthentic:
      given.authservId !== '' && from !== undefined && statedAuthentic(lines, given.authservId, from.address),
  };
};

/** Reads a mail from anywhere. It may take long and much memory: it runs in a thread of its own. */
export const parseMail = async (given: MailToRead): Promise<ReadMailAnswer> => {
  try {
    const { mime } = given;
    const mail = await splitMail(Buffer.from(mime.buffer, mime.byteOffset, mime.byteLength));
    return { ok: true, value: await toReadMail(mail, given) };
  } catch (error) {
    return { ok: false, code: error instanceof CalendarTooLarge ? 'calendar-too-large' : 'unreadable' };
  }
};
