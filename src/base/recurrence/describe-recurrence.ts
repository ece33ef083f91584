import type { Language } from '../languages.ts';
import { englishRecurrence } from './english-recurrence.ts';
import { frenchRecurrence } from './french-recurrence.ts';
import { dayGroup, type RecurrenceFacts, recurrenceFacts, weekStartMatters } from './recurrence-facts.ts';
import { parseRecurrenceRule, type RecurrenceRule, type Weekday } from './recurrence-rule.ts';
import type { RecurrenceWords, Within } from './recurrence-words.ts';
import { untilDate } from './until-date.ts';

const WORDS: Readonly<Record<Language, RecurrenceWords>> = { en: englishRecurrence, fr: frenchRecurrence };
const FIRST_DAY: Readonly<Record<Language, Weekday>> = { en: 'SU', fr: 'MO' };

export interface DescribedRecurrence {
  /** RRULE text, with or without `RRULE:`; empty when there are only extra dates. */
  readonly rule: string;
  /** Local start of the series, `2027-03-01T10:00` (or with seconds) or `2027-03-01`: it decides what the rule leaves open. */
  readonly start: string;
  /** Where `start` is read, for an UNTIL in UTC; empty or absent: as it stands. */
  readonly timeZone?: string;
  /** Local starts or dates. */
  readonly extraDates?: readonly string[];
  readonly excludedDates?: readonly string[];
  /** The day that begins the reader's week; absent: that of the language. */
  readonly firstDay?: Weekday;
}

const names = (facts: RecurrenceFacts) => {
  const group = dayGroup(facts.days);
  return group === undefined ? facts.days.map(({ day }) => day) : [group];
};

const within = (facts: RecurrenceFacts): Within => {
  if (facts.frequency === 'MONTHLY') return 'month';
  return facts.months.length > 0 ? { months: facts.months } : 'year';
};

/** "every second Tuesday of the month": where one phrase says frequency and days. */
const shortForm = (facts: RecurrenceFacts, words: RecurrenceWords): string | undefined => {
  const [first] = facts.days;
  if (facts.interval > 1 || !first || facts.monthDays.length > 0 || facts.positions.length > 0) return undefined;
  if (facts.frequency === 'WEEKLY') return words.everyDayNamed(names(facts));
  const oneDay = facts.days.every(({ nth, day }) => day === first.day && nth !== 0 && nth > -3);
  if (facts.frequency !== 'MONTHLY' || !oneDay || facts.yearDays.length > 0) return undefined;
  return words.everyNth(
    facts.days.map(({ nth }) => nth),
    first.day,
  );
};

const weekdays = (facts: RecurrenceFacts, words: RecurrenceWords): string => {
  const plain = facts.days.every(({ nth }) => nth === 0);
  if (facts.frequency === 'DAILY') return words.onlyDays(names(facts));
  if (facts.frequency === 'WEEKLY') return words.onDays(names(facts));
  if (plain && facts.weekNumbers.length > 0) return words.onDaysOfWeeks(names(facts), facts.weekNumbers);
  return words.onNamedDays(facts.days, within(facts));
};

interface Days {
  readonly text: string;
  /** Whether the months, the weeks have been said with them. */
  readonly saysMonths: boolean;
  readonly saysWeeks: boolean;
}

/** The days, by the first of the parts that name some; those that follow are conditions. */
const dayPhrase = (facts: RecurrenceFacts, words: RecurrenceWords): Days => {
  const { days, monthDays, yearDays, months } = facts;
  const yearly = facts.frequency === 'YEARLY' && months.length > 0;
  if (yearDays.length === 0 && monthDays.length === 0 && days.length > 0) {
    const saysWeeks = facts.weekNumbers.length > 0 && days.every(({ nth }) => nth === 0);
    return { text: weekdays(facts, words), saysWeeks, saysMonths: yearly && !saysWeeks };
  }
  const ifDays = days.length > 0 ? words.ifDays(days, within(facts)) : '';
  if (yearDays.length > 0) {
    const ifMonthDays = monthDays.length > 0 ? words.ifMonthDays(monthDays) : '';
    return { text: `${words.onYearDays(yearDays)}${ifMonthDays}${ifDays}`, saysWeeks: false, saysMonths: false };
  }
  if (monthDays.length === 0) return { text: '', saysWeeks: false, saysMonths: false };
  if (facts.frequency === 'DAILY')
    return { text: `${words.ifMonthDays(monthDays)}${ifDays}`, saysWeeks: false, saysMonths: false };
  const scope = facts.frequency === 'YEARLY' && !yearly ? 'each-month' : within(facts);
  return { text: `${words.onMonthDays(monthDays, scope)}${ifDays}`, saysWeeks: false, saysMonths: yearly };
};

/** Whether some of the days do not exist in every month or year. */
const sometimesMissing = (facts: RecurrenceFacts): boolean => {
  const { days, monthDays, yearDays, weekNumbers, months } = facts;
  const mostOfADay = within(facts) === 'year' ? 53 : 5;
  const longest = months.length === 0 ? 28 : Math.min(...months.map(leastDays));
  return (
    monthDays.some((day) => Math.abs(day) > longest) ||
    yearDays.some((day) => Math.abs(day) === 366) ||
    weekNumbers.some((week) => Math.abs(week) === 53) ||
    days.some(({ nth, day }) => Math.abs(nth) >= mostOfADay && day.length === 2)
  );
};

const leastDays = (month: number): number => (month === 2 ? 28 : [4, 6, 9, 11].includes(month) ? 30 : 31);

const two = (number: number | string): string => String(number).padStart(2, '0');

/** The times of a day, where the rule names some. */
const timesOf = ({ hours, minutes, seconds }: RecurrenceRule, start: string): string[] => {
  if (hours.length + minutes.length + seconds.length === 0) return [];
  const [hour = '00', minute = '00', second = '00'] = start.slice(11).split(':');
  const listed = (numbers: readonly number[], own: string): string[] =>
    numbers.length > 0 ? numbers.map(two) : [two(own)];
  const withSeconds = seconds.some((one) => one !== 0);
  return listed(hours, hour)
    .flatMap((h) =>
      listed(minutes, minute).flatMap((m) =>
        listed(seconds, second).map((s) => (withSeconds ? `${h}:${m}:${s}` : `${h}:${m}`)),
      ),
    )
    .sort();
};

const ending = (rule: RecurrenceRule, start: string, timeZone: string, words: RecurrenceWords): string => {
  if (rule.count !== undefined) return words.count(rule.count);
  return rule.until === undefined ? '' : words.until(untilDate(rule.until, start, timeZone));
};

const ruleSentence = (
  rule: RecurrenceRule,
  asked: DescribedRecurrence,
  words: RecurrenceWords,
  firstDay: Weekday,
): string => {
  const facts = recurrenceFacts(rule, asked.start, firstDay);
  const short = shortForm(facts, words);
  const days = short === undefined ? dayPhrase(facts, words) : { text: '', saysMonths: false, saysWeeks: false };
  const times = timesOf(rule, asked.start);
  return [
    short ?? words.every(facts.frequency, facts.interval),
    days.text,
    sometimesMissing(facts) ? words.whenThereIsOne : '',
    facts.months.length > 0 && !days.saysMonths ? words.inMonths(facts.months) : '',
    facts.weekNumbers.length > 0 && !days.saysWeeks ? words.inWeeks(facts.weekNumbers) : '',
    times.length > 0 ? words.atTimes(times) : '',
    facts.positions.length > 0 ? words.positions(facts.positions, facts.frequency) : '',
    weekStartMatters(facts, asked.start, firstDay) ? words.weeksFrom(rule.weekStart ?? 'MO') : '',
    ending(rule, asked.start, asked.timeZone ?? '', words),
  ].join('');
};

const datesOf = (texts: readonly string[] | undefined): string[] =>
  [...new Set((texts ?? []).map((text) => text.slice(0, 10)))].sort();

/** `describeRecurrence` in the words of any language, whose week begins with `firstDay`. */
export const describeInWords = (asked: DescribedRecurrence, words: RecurrenceWords, firstDay: Weekday): string => {
  const [extra, excluded] = [datesOf(asked.extraDates), datesOf(asked.excludedDates)];
  const except = excluded.length > 0 ? words.except(excluded) : '';
  if (asked.rule === '') return extra.length > 0 ? `${words.onDates(datesOf([asked.start, ...extra]))}${except}` : '';
  const rule = parseRecurrenceRule(asked.rule);
  if (!rule.ok) return words.unreadable;
  return `${ruleSentence(rule.value, asked, words, asked.firstDay ?? firstDay)}${extra.length > 0 ? words.plus(extra) : ''}${except}`;
};

/**
 * A series in plain words, without a capital letter and without a full stop: "every last Friday of the month until 31 December
 * 2027". Empty when nothing repeats.
 */
export const describeRecurrence = (asked: DescribedRecurrence, language: Language): string =>
  describeInWords(asked, WORDS[language], FIRST_DAY[language]);
