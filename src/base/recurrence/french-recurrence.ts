import type { DayName, NamedDay } from './recurrence-facts.ts';
import { DATES_LISTED, type RecurrenceWords, type Within } from './recurrence-words.ts';

const EVERY = {
  DAILY: ['tous les jours', 'tous les', 'jours'],
  WEEKLY: ['toutes les semaines', 'toutes les', 'semaines'],
  MONTHLY: ['tous les mois', 'tous les', 'mois'],
  YEARLY: ['tous les ans', 'tous les', 'ans'],
} as const;
const EACH = {
  DAILY: 'de chaque jour',
  WEEKLY: 'de chaque semaine',
  MONTHLY: 'de chaque mois',
  YEARLY: 'de chaque année',
} as const;
const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];
/** Singular, plural, and what follows either. */
const DAYS: Readonly<Record<DayName, readonly [string, string, string]>> = {
  MO: ['lundi', 'lundis', ''],
  TU: ['mardi', 'mardis', ''],
  WE: ['mercredi', 'mercredis', ''],
  TH: ['jeudi', 'jeudis', ''],
  FR: ['vendredi', 'vendredis', ''],
  SA: ['samedi', 'samedis', ''],
  SU: ['dimanche', 'dimanches', ''],
  WORK: ['jour de semaine', 'jours de semaine', ' (du lundi au vendredi)'],
  WEEKEND: ['jour de week-end', 'jours de week-end', ''],
  ANY: ['jour', 'jours', ''],
};
const ORDINALS = ['', 'premier', 'deuxième', 'troisième', 'quatrième', 'cinquième'];
const FROM_THE_END = ' en partant de la fin';

const month = (number: number): string => MONTHS[number - 1] ?? '';
const ofMonth = (number: number): string =>
  /^[ao]/.test(month(number)) ? `d’${month(number)}` : `de ${month(number)}`;

const join = (items: readonly string[], word: 'et' | 'ou' = 'et'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;

const ordinal = (number: number): string => ORDINALS[number] ?? `${number}e`;

/** The adjective before the noun, and what comes after the noun. */
const nth = (number: number): readonly [string, string] => {
  if (number > 0) return [ordinal(number), ''];
  if (number >= -2) return [number === -1 ? 'dernier' : 'avant-dernier', ''];
  return [ordinal(-number), FROM_THE_END];
};
const nthOf = (number: number, noun: string): string => `${nth(number)[0]} ${noun}${nth(number)[1]}`;

/** "la première semaine", "l’avant-dernière"; without a noun, "la première". */
const feminine = (number: number, noun = ''): string => {
  const [adjective, after] = nth(number);
  const agreeing = adjective.replace(/(prem|dern)ier$/, '$1ière');
  return `${agreeing.startsWith('a') ? 'l’' : 'la '}${agreeing}${noun}${after}`;
};

const ofWithin = (within: Within): string => {
  if (within === 'month') return '';
  if (within === 'each-month') return ' de chaque mois';
  return within === 'year' ? ' de l’année' : ` ${join(within.months.map(ofMonth))}`;
};

/** "le dernier", but "l’avant-dernier". */
const definite = (words: string): string => (/^[aeiou]/.test(words) ? `l’${words}` : `le ${words}`);

const PLAIN: Partial<Record<DayName, string>> = {
  WORK: 'du lundi au vendredi',
  WEEKEND: 'le samedi et le dimanche',
  ANY: 'chaque jour',
};

const onPlain = (days: readonly DayName[]): string => join(days.map((day) => PLAIN[day] ?? `le ${DAYS[day][0]}`));

const nthDay = ({ nth: number, day }: NamedDay): string => definite(`${nthOf(number, DAYS[day][0])}${DAYS[day][2]}`);
const namedDay = (one: NamedDay): string => (one.nth === 0 ? `chaque ${DAYS[one.day][0]}` : nthDay(one));
const ifNamedDay = (one: NamedDay): string => (one.nth === 0 ? `un ${DAYS[one.day][0]}` : nthDay(one));

const monthDay = (day: number): string => {
  if (day > 0) return day === 1 ? 'le 1er' : `le ${day}`;
  return definite(nthOf(day, 'jour'));
};

const week = (number: number): string => (number > 0 ? `la semaine ${number}` : feminine(number, ' semaine'));
const weekList = (weeks: readonly number[], before = ''): string =>
  `${join(weeks.map((one) => `${before}${week(one)}`))}${weeks.some((one) => one < 0) ? ' de l’année' : ''}`;

const date = (text: string): string => {
  const day = Number(text.slice(8, 10));
  return `${day === 1 ? '1er' : day} ${month(Number(text.slice(5, 7)))} ${text.slice(0, 4)}`;
};
const dateList = (dates: readonly string[]): string => join(dates.map((text) => `le ${date(text)}`));

const monthDays = (days: readonly number[], within: Within): string => {
  const months = typeof within === 'object' ? within.months : [];
  const [first = 1] = months;
  const forward = days.every((day) => day > 0);
  if (months.length === 1 && forward) return `${join(days.map(monthDay))} ${month(first)}`;
  if (months.length > 0 && forward && months.length * days.length <= 4)
    return join(months.flatMap((one) => days.map((day) => `${monthDay(day)} ${month(one)}`)));
  return `${join(days.map(monthDay))}${ofWithin(within)}`;
};

const everyDayNamed = (days: readonly DayName[]): string => {
  const [first] = days;
  if (first === 'ANY') return 'tous les jours';
  if (first === 'WORK') return 'tous les jours du lundi au vendredi';
  if (first === 'WEEKEND') return 'tous les samedis et dimanches';
  return `tous les ${join(days.map((day) => DAYS[day][1]))}`;
};

export const frenchRecurrence: RecurrenceWords = {
  every: (frequency, interval) => {
    const [one, many, unit] = EVERY[frequency];
    return interval === 1 ? one : `${many} ${interval} ${unit}`;
  },
  everyDayNamed,
  everyNth: (nths, day) =>
    `tous les ${join(nths.map((one) => `${nth(one)[0]}s`))} ${DAYS[day][1]} du mois${DAYS[day][2]}`,
  onDays: (days) => `, ${onPlain(days)}`,
  onlyDays: (days) => `, seulement ${onPlain(days)}`,
  onDaysOfWeeks: (days, weeks) => `, ${onPlain(days)} ${weekList(weeks, 'de ')}`,
  onNamedDays: (days, within) => `, ${join(days.map(namedDay))}${ofWithin(within)}`,
  onMonthDays: (days, within) => `, ${monthDays(days, within)}`,
  onYearDays: (days) => `, ${join(days.map((day) => definite(nthOf(day, 'jour'))))} de l’année`,
  ifDays: (days, within) =>
    `, seulement si c’est ${join(days.map(ifNamedDay), 'ou')}${days.some((day) => day.nth !== 0) ? ofWithin(within) || ' du mois' : ''}`,
  ifMonthDays: (days) => `, seulement si c’est ${join(days.map(monthDay), 'ou')} du mois`,
  inMonths: (months) => `, en ${join(months.map(month))} seulement`,
  inWeeks: (weeks) => `, ${weekList(weeks)} seulement`,
  positions: (positions, frequency) =>
    `, seulement ${join(positions.map((one) => feminine(one)))} de ces dates ${EACH[frequency]}`,
  atTimes: (times) => (times.length > 8 ? `, ${times.length} fois par jour` : ` à ${join(times)}`),
  weeksFrom: (day) => `, semaines commençant le ${DAYS[day][0]}`,
  whenThereIsOne: ' (quand il existe)',
  count: (times) => `, ${times} fois`,
  until: (text) => ` jusqu’au ${date(text)}`,
  plus: (dates) => (dates.length > DATES_LISTED ? `, et à ${dates.length} autres dates` : `, et ${dateList(dates)}`),
  except: (dates) => (dates.length > DATES_LISTED ? `, sauf à ${dates.length} dates` : `, sauf ${dateList(dates)}`),
  onDates: (dates) => (dates.length > DATES_LISTED ? `à ${dates.length} dates` : dateList(dates)),
  unreadable: 'à des dates fixées par un autre logiciel',
};
