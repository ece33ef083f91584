import type { DayName, NamedDay } from './recurrence-facts.ts';
import { DATES_LISTED, type RecurrenceWords, type Within } from './recurrence-words.ts';

const UNITS = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS: Readonly<Record<DayName, string>> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
  WORK: 'weekday (Monday to Friday)',
  WEEKEND: 'weekend day',
  ANY: 'day',
};
const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth'];

const month = (number: number): string => MONTHS[number - 1] ?? '';

const join = (items: readonly string[], word: 'and' | 'or' = 'and'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;

/** 1st, 2nd, 11th, 23rd. */
const short = (number: number): string => {
  const teen = number % 100 > 10 && number % 100 < 14;
  return `${number}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`;
};

const spelt = (number: number): string => ORDINALS[number] ?? short(number);

const nth = (number: number, spell: (number: number) => string = spelt): string => {
  if (number > 0) return spell(number);
  return number === -1 ? 'last' : `${spelt(-number)} to last`;
};

const ofWithin = (within: Within): string => {
  if (within === 'month') return '';
  if (within === 'each-month') return ' of each month';
  return within === 'year' ? ' of the year' : ` of ${join(within.months.map(month))}`;
};

const plainDays = (days: readonly DayName[]): string | undefined => {
  if (days.length !== 1) return undefined;
  const phrases: Partial<Record<DayName, string>> = {
    WORK: 'from Monday to Friday',
    WEEKEND: 'on Saturday and Sunday',
    ANY: 'on every day',
  };
  return days[0] && phrases[days[0]];
};

const onPlain = (days: readonly DayName[]): string => plainDays(days) ?? `on ${join(days.map((day) => DAYS[day]))}`;

const namedDay = ({ nth: number, day }: NamedDay): string =>
  number === 0 ? `every ${DAYS[day]}` : `the ${nth(number)} ${DAYS[day]}`;

const ifNamedDay = ({ nth: number, day }: NamedDay): string =>
  number === 0 ? `a ${DAYS[day]}` : `the ${nth(number)} ${DAYS[day]}`;

const monthDay = (day: number): string => (day > 0 ? `the ${short(day)}` : `the ${nth(day)} day`);

const week = (number: number): string => (number > 0 ? `week ${number}` : `the ${nth(number)} week`);

const date = (text: string): string =>
  `${Number(text.slice(8, 10))} ${month(Number(text.slice(5, 7)))} ${text.slice(0, 4)}`;

const dateList = (dates: readonly string[]): string =>
  dates.length > DATES_LISTED ? `${dates.length} dates` : join(dates.map(date));

/** "15 March", "1 April and 1 August"; "the last day of March and June" where that does not do. */
const monthDays = (days: readonly number[], within: Within): string => {
  const months = typeof within === 'object' ? within.months : [];
  const [first = 1] = months;
  const forward = days.every((day) => day > 0);
  if (months.length === 1 && forward) return `${join(days.map(String))} ${month(first)}`;
  if (months.length > 0 && forward && months.length * days.length <= 4)
    return join(months.flatMap((one) => days.map((day) => `${day} ${month(one)}`)));
  return `${join(days.map(monthDay))}${ofWithin(within)}`;
};

export const englishRecurrence: RecurrenceWords = {
  every: (frequency, interval) =>
    interval === 1 ? `every ${UNITS[frequency]}` : `every ${interval} ${UNITS[frequency]}s`,
  everyDayNamed: (days) => {
    const phrase = plainDays(days);
    if (days[0] === 'WEEKEND') return 'every Saturday and Sunday';
    return phrase ? `every day${days[0] === 'ANY' ? '' : ` ${phrase}`}` : `every ${join(days.map((day) => DAYS[day]))}`;
  },
  everyNth: (nths, day) => `every ${join(nths.map((one) => nth(one)))} ${DAYS[day]} of the month`,
  onDays: (days) => ` ${onPlain(days)}`,
  onlyDays: (days) => `, only ${onPlain(days)}`,
  onDaysOfWeeks: (days, weeks) =>
    ` ${onPlain(days)} of ${join(weeks.map(week))}${weeks.some((one) => one < 0) ? ' of the year' : ''}`,
  onNamedDays: (days, within) => ` on ${join(days.map(namedDay))}${ofWithin(within)}`,
  onMonthDays: (days, within) => ` on ${monthDays(days, within)}`,
  onYearDays: (days) => ` on ${join(days.map((day) => `the ${nth(day, short)} day`))} of the year`,
  ifDays: (days, within) =>
    `, only if it is ${join(days.map(ifNamedDay), 'or')}${days.some((day) => day.nth !== 0) ? ofWithin(within) || ' of the month' : ''}`,
  ifMonthDays: (days) => `, only if it is ${join(days.map(monthDay), 'or')} of the month`,
  inMonths: (months) => `, in ${join(months.map(month))} only`,
  inWeeks: (weeks) => `, in ${join(weeks.map(week))}${weeks.some((one) => one < 0) ? ' of the year' : ''} only`,
  positions: (positions, frequency) =>
    `, only ${join(positions.map((one) => `the ${nth(one)}`))} of these dates in each ${UNITS[frequency]}`,
  atTimes: (times) => (times.length > 8 ? `, ${times.length} times a day` : ` at ${join(times)}`),
  weeksFrom: (day) => `, weeks beginning on ${DAYS[day]}`,
  whenThereIsOne: ' (when there is one)',
  count: (times) => (times === 1 ? ', once' : `, ${times} times`),
  until: (text) => ` until ${date(text)}`,
  plus: (dates) =>
    dates.length > DATES_LISTED ? `, and on ${dates.length} other dates` : `, and on ${dateList(dates)}`,
  except: (dates) => `, except on ${dateList(dates)}`,
  onDates: (dates) => `on ${dateList(dates)}`,
  unreadable: 'on dates set by another program',
};
