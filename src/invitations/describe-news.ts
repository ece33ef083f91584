import { sameMoment } from './compare-told.ts';
import { describeMove, joined } from './describe-series.ts';
import { describeTime, type EventSpan } from './describe-time.ts';
import type { DateNews, InvitationMail, MailedChange } from './invitation-mail.ts';
import { fill, type MailLanguage, mailTexts } from './mail-texts.ts';

/** More dates than these are counted. */
const NEWS_LISTED = 12;

const line = (language: MailLanguage, mail: InvitationMail, { was, now, kind, changed }: DateNews): string => {
  const texts = mailTexts(language);
  const { timeZone } = mail.recipient;
  const { date } = describeTime(language, timeZone, was);
  const organizer = mail.organizer.name || mail.organizer.address;
  if (now === undefined || kind === 'cancelled' || kind === 'removed')
    return fill(kind === 'removed' ? texts.news.removed : texts.news.cancelled, { was: date, organizer });
  const move = describeMove(language, timeZone, was, now);
  if (kind === 'restored')
    return fill(sameMoment(was, now) ? texts.news.restored : texts.news.restoredMoved, { ...move, was: date });
  const others = changed.filter((change) => change !== 'time').map((change) => texts.change[change]);
  const list = others.join(', ');
  if (!changed.includes('time')) return fill(texts.news.changed, { was: date, list });
  const moved = fill(texts.news.moved, move);
  return list === '' ? moved : `${moved} ${fill(texts.changed, { list })}`;
};

/** What became of single dates, one a line. */
const dateNews = (language: MailLanguage, mail: InvitationMail): string[] => {
  const news = mail.news ?? [];
  const lines = news.slice(0, NEWS_LISTED).map((one) => line(language, mail, one));
  const more = news.length - NEWS_LISTED;
  return more > 0 ? [...lines, fill(mailTexts(language).news.more, { count: String(more) })] : lines;
};

const movedLine = (language: MailLanguage, mail: InvitationMail, was: EventSpan): string => {
  const [before, after] = [was, mail].map((span) => describeTime(language, mail.recipient.timeZone, span));
  const [from, to] = [before, after].map((words) => joined(words?.date ?? '', words?.time ?? ''));
  return fill(mailTexts(language).movedNews, { was: from ?? '', now: to ?? '' });
};

/** Changes that have a line of their own, by what changed. */
const changeLines = (language: MailLanguage, mail: InvitationMail): ReadonlyMap<MailedChange, string> => {
  const texts = mailTexts(language);
  const lines = new Map<MailedChange, string>();
  if (mail.recurrence?.carries === 'dates') return lines;
  const { changed, was, title, location } = mail;
  // Of a series that is under way the first date says little.
  const ahead = mail.recurrence === undefined || mail.startMs > mail.stampMs;
  if (changed.includes('time') && was !== undefined && ahead) lines.set('time', movedLine(language, mail, was));
  if (changed.includes('title')) lines.set('title', `${texts.subjectChange.title}${texts.colon}${title}`);
  if (changed.includes('location') && location !== '')
    lines.set('location', `${texts.subjectChange.location}${texts.colon}${location}`);
  return lines;
};

/** What changed of the whole and is said in no line of its own. */
export const otherChanges = (language: MailLanguage, mail: InvitationMail): string => {
  const said = changeLines(language, mail);
  const texts = mailTexts(language);
  const list = mail.changed.filter((change) => !said.has(change) && change !== 'organizer');
  return list.length === 0 ? '' : fill(texts.changed, { list: list.map((change) => texts.change[change]).join(', ') });
};

const cancelled = (language: MailLanguage, mail: InvitationMail): string[] => {
  if (mail.kind !== 'cancellation' || mail.recurrence !== undefined) return [];
  const { date, time } = describeTime(language, mail.recipient.timeZone, mail);
  return [fill(mailTexts(language).wouldHaveBeen, { was: joined(date, time) })];
};

/** The first lines: what became of the whole, then of single dates, in the reader's zone. */
export const describeNews = (language: MailLanguage, mail: InvitationMail): string[] => [
  ...changeLines(language, mail).values(),
  ...cancelled(language, mail),
  ...dateNews(language, mail),
];
