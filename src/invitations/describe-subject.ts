import type { MailTexts } from '../base/i18n/mail-language.ts';
import { headerText } from '../protocols/mime/header.ts';
import { describeShort, describeTime, type EventSpan, type ShortTime } from './describe-time.ts';
import type { InvitationMail } from './invitation-mail.ts';
import { fill, type MailLanguage, mailTexts, noticeTexts } from './mail-texts.ts';

type ChangeWord = keyof MailTexts['subjectChange'];

const DAY_MS = 86_400_000;

/** The Monday of its week, counted in days. */
const weekOf = ({ day }: ShortTime): number => {
  const days = Date.parse(`${day}T00:00:00Z`) / DAY_MS;
  return days - ((days + 3) % 7);
};

const spaced = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

const endAlone = (was: EventSpan, now: EventSpan): boolean =>
  was.allDay === now.allDay && (was.allDay ? was.start === now.start : was.startMs === now.startMs);

/**
 * "from Tue 10:00 to Thu 15:00"; with dates where the weeks differ, or where it is about one date of many. When only the end is
 * another: "12:00 instead of 11:00".
 */
export const describeShift = (
  language: MailLanguage,
  timeZone: string,
  was: EventSpan,
  now: EventSpan,
  withDates: boolean,
): string => {
  const texts = mailTexts(language);
  const which = endAlone(was, now) ? 'end' : 'start';
  const [before, after] = [was, now].map((span) => describeShort(language, timeZone, span, which)) as [
    ShortTime,
    ShortTime,
  ];
  const dated = withDates || weekOf(before) !== weekOf(after);
  const otherYear = before.day.slice(0, 4) !== after.day.slice(0, 4);
  const dayOf = (one: ShortTime): string => (otherYear ? one.dateOfYear : dated ? one.date : one.weekday);
  const sameDay = before.day === after.day && before.clock !== '' && after.clock !== '';
  if (which === 'end' && sameDay) {
    const ends = fill(texts.subjectEnd, { was: before.clock, now: after.clock });
    return withDates ? `${after.date}${texts.colon}${ends}` : ends;
  }
  const [from, to] = [spaced(dayOf(before), before.clock), spaced(dayOf(after), after.clock)];
  if (which === 'end') return fill(texts.subjectEnd, { was: from, now: to });
  return fill(dated || otherYear ? texts.subjectMoveDates : texts.subjectMove, { was: from, now: to });
};

interface SubjectNews {
  readonly word: ChangeWord;
  /** What follows the word, in the reader's first language. */
  readonly detail: string;
}

const movedFrom = (mail: InvitationMail, was: EventSpan, now: EventSpan, withDates: boolean): SubjectNews => {
  const [language = 'en'] = mail.languages;
  const { timeZone } = mail.recipient;
  const word = endAlone(was, now) ? 'end' : 'moved';
  const [before, after] = [describeShort(language, timeZone, was), describeShort(language, timeZone, now)];
  // The first dates of a series that is under way are long over: only their weekdays say something.
  const over = mail.recurrence?.carries === 'series' && mail.startMs <= mail.stampMs;
  const detail = describeShift(language, timeZone, was, now, withDates);
  return { word, detail: over && weekOf(before) !== weekOf(after) ? '' : detail };
};

/** What one date of a series became; undefined where one word does not say it. */
const newsOfDate = (mail: InvitationMail): SubjectNews | undefined => {
  const [one, ...more] = mail.news ?? [];
  if (one === undefined || more.length > 0) return undefined;
  if (one.kind === 'restored') return { word: 'restored', detail: '' };
  if (one.kind !== 'changed' || one.now === undefined) return undefined;
  if (one.changed.includes('time')) return movedFrom(mail, one.was, one.now, true);
  const [change, ...others] = one.changed;
  return change === undefined || change === 'time' || others.length > 0 ? undefined : { word: change, detail: '' };
};

/** What became of the single event, or of the series as a whole. */
const newsOfAll = (mail: InvitationMail): SubjectNews | undefined => {
  const { changed, was, news = [] } = mail;
  if (changed.includes('organizer')) return { word: 'organizer', detail: mail.organizer.name };
  if (changed.includes('time'))
    return was === undefined ? { word: 'moved', detail: '' } : movedFrom(mail, was, mail, false);
  const [change, ...others] = changed;
  return change === undefined || change === 'time' || others.length > 0 || news.length > 0
    ? undefined
    : { word: change, detail: '' };
};

const subjectNews = (mail: InvitationMail): SubjectNews | undefined => {
  if (mail.kind !== 'update' && mail.kind !== 'organizerUpdate') return undefined;
  return mail.recurrence?.carries === 'dates' ? newsOfDate(mail) : newsOfAll(mail);
};

/** Of a mail about single dates which one: the one that its reader has in the calendar. Of what is cancelled, when it would have been. */
const whenOf = (mail: InvitationMail, language: MailLanguage): string => {
  const { recurrence, news = [], kind, recipient } = mail;
  if (recurrence?.carries === 'dates') {
    if (recurrence.dates.length > 1) return ` (${recurrence.dates.length} dates)`;
    return ` (${describeTime(language, recipient.timeZone, news[0]?.was ?? mail).date})`;
  }
  if (recurrence !== undefined || (kind !== 'cancellation' && kind !== 'removal')) return '';
  const { date, clock } = describeShort(language, recipient.timeZone, mail);
  return ` (${spaced(date, clock)})`;
};

/**
 * "Moved / Déplacé: from Tue 10:00 to Thu 15:00 – Title": the word in each language, so that every reader knows what it is, the rest
 * in the reader's.
 */
export const describeSubject = (mail: InvitationMail): string => {
  const [language = 'en'] = mail.languages;
  const title = mail.title || noticeTexts(language).untitled;
  const news = subjectNews(mail);
  const words = mail.languages.map((one) => {
    const texts = mailTexts(one);
    return news === undefined ? texts.subject[mail.kind] : texts.subjectChange[news.word];
  });
  const opening = `${[...new Set(words)].join(' / ')}${mailTexts(language).colon}`;
  if (news !== undefined && news.detail !== '') return headerText(`${opening}${news.detail} – ${title}`);
  return headerText(`${opening}${title}${whenOf(mail, language)}`);
};
