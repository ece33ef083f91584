import type { MailTexts } from '../base/i18n/mail-language.ts';
import { describeInWords } from '../base/recurrence/describe-recurrence.ts';
import { englishRecurrence } from '../base/recurrence/english-recurrence.ts';
import { utcToZoned } from '../protocols/icalendar/zoned-time.ts';
import { regularDate, sameMoment } from './compare-told.ts';
import { describeTime, type EventSpan, zoneAllYear } from './describe-time.ts';
import type { InvitationMail, MailedDate, MailedRecurrence } from './invitation-mail.ts';
import { fill, type MailLanguage, mailRules, mailTexts } from './mail-texts.ts';
import { upcomingDates } from './upcoming-dates.ts';

type SeriesPart = Extract<MailedRecurrence, { carries: 'series' }>;

/** A series in the words of one language. Empty: not said. */
export interface SeriesWords {
  /** The date that is shown. */
  readonly span: EventSpan;
  /** "First date". */
  readonly which: string;
  /** "Every last Friday of the month until 31 December 2027". */
  readonly repeats: string;
  /** Dates that differ, one a line. */
  readonly exceptions: readonly string[];
  /** That the clocks of reader and series do not change together. */
  readonly zoneNote: string;
}

/** Of a language that does not say yet how events repeat. */
const ENGLISH = { words: englishRecurrence, firstDay: 'MO' } as const;

/** More exceptions than these are counted. */
const EXCEPTIONS_LISTED = 6;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A date of the series by the clock of its zone, as the contract writes it. */
const spanAt = (mail: InvitationMail, startMs: number, endMs: number, timeZone: string): EventSpan => {
  if (!mail.allDay) {
    const [start, end] = [utcToZoned(startMs, timeZone), utcToZoned(endMs, timeZone)];
    return { start, end, allDay: false, startMs, endMs };
  }
  // The end of whole days is the first moment of the day after.
  const [start, end] = [utcToZoned(startMs, timeZone), utcToZoned(endMs - 1, timeZone)];
  return { start: start.slice(0, 10), end: end.slice(0, 10), allDay: true, startMs, endMs };
};

const nextSpan = (mail: InvitationMail, series: SeriesPart): EventSpan => {
  const [next] = upcomingDates(mail, series);
  if (next === undefined) return mail;
  const changed = series.dates.find(({ recurrenceId }) => recurrenceId === next.recurrenceId);
  return changed ?? spanAt(mail, next.startMs, next.endMs, series.timeZone);
};

/** Dates that are over are left out: the reader looks ahead. */
const repetition = (language: MailLanguage, mail: InvitationMail, series: SeriesPart): string => {
  const today = utcToZoned(mail.stampMs, series.timeZone).slice(0, 10);
  const ahead = (dates: readonly string[]): string[] => dates.filter((date) => date.slice(0, 10) >= today);
  const { rule, timeZone, extraDates, excludedDates } = series;
  const asked = { rule, start: mail.start, timeZone };
  const dates = { extraDates: rule === '' ? extraDates : ahead(extraDates), excludedDates: ahead(excludedDates) };
  const { words, firstDay } = mailRules(language).recurrence ?? ENGLISH;
  return capital(describeInWords({ ...asked, ...dates }, words, firstDay));
};

/** The parts that say something. */
export const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

/** When a date was, or would have been, and when it is: the time of the first only where the day is the same. */
export const describeMove = (language: MailLanguage, timeZone: string, was: EventSpan, now: EventSpan) => {
  const [before, after] = [describeTime(language, timeZone, was), describeTime(language, timeZone, now)];
  const sameDay = before.date === after.date;
  return { was: sameDay ? joined(before.date, before.time) : before.date, now: joined(after.date, after.time) };
};

const exception = (
  texts: MailTexts,
  language: MailLanguage,
  mail: InvitationMail,
  date: MailedDate,
  regular: EventSpan,
) => {
  const { timeZone } = mail.recipient;
  const renamed = date.title === mail.title ? '' : date.title;
  if (sameMoment(regular, date)) {
    const { date: was } = describeTime(language, timeZone, regular);
    return renamed === '' ? '' : `${was}${texts.colon}${renamed}`;
  }
  const [before, after] = [describeTime(language, timeZone, regular), describeTime(language, timeZone, date)];
  const now = joined(after.date, after.time);
  const words =
    before.date === after.date && before.time !== ''
      ? fill(texts.insteadOfTime, { now, was: before.time })
      : fill(texts.instead, { now, was: before.date });
  return renamed === '' ? words : `${words} (${renamed})`;
};

const exceptions = (texts: MailTexts, language: MailLanguage, mail: InvitationMail, series: SeriesPart): string[] => {
  // What is news is said already.
  const said = new Set((mail.news ?? []).map(({ was }) => was.startMs));
  const lines = series.dates
    .filter(({ endMs }) => endMs > mail.stampMs)
    .toSorted((one, other) => one.startMs - other.startMs)
    .flatMap((date) => {
      const regular = regularDate(mail, series, date.recurrenceId);
      const line = said.has(regular.startMs) ? '' : exception(texts, language, mail, date, regular);
      return line === '' ? [] : [line];
    });
  const more = lines.length - EXCEPTIONS_LISTED;
  return more > 0 ? [...lines.slice(0, EXCEPTIONS_LISTED), fill(texts.moreExceptions, { count: String(more) })] : lines;
};

/** Of a date that the reader's clock shows at another time than the next one. */
const zoneNote = (texts: MailTexts, language: MailLanguage, mail: InvitationMail, series: SeriesPart): string => {
  const { timeZone } = mail.recipient;
  if (mail.allDay || timeZone === series.timeZone) return '';
  const regular = upcomingDates(mail, series).filter(({ overridden }) => !overridden);
  const clockOf = ({ startMs }: { readonly startMs: number }): string => utcToZoned(startMs, timeZone).slice(11);
  const [first] = regular;
  const other = first && regular.find((date) => clockOf(date) !== clockOf(first));
  if (other === undefined) return '';
  const { date, time } = describeTime(language, timeZone, spanAt(mail, other.startMs, other.endMs, timeZone));
  return fill(texts.zoneNote, {
    zone: zoneAllYear(language, series.timeZone, timeZone, other.startMs),
    example: joined(date, time),
  });
};

export const describeSeries = (language: MailLanguage, mail: InvitationMail, series: SeriesPart): SeriesWords => {
  const texts = mailTexts(language);
  return {
    span: nextSpan(mail, series),
    which: mail.startMs > mail.stampMs || upcomingDates(mail, series).length === 0 ? texts.firstDate : texts.nextDate,
    repeats: repetition(language, mail, series),
    exceptions: exceptions(texts, language, mail, series),
    zoneNote: zoneNote(texts, language, mail, series),
  };
};
