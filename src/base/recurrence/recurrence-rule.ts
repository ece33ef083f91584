import { ok, type Result } from '../result.ts';

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** One value of BYDAY: `2TU` is the second Tuesday, `-1FR` the last Friday, `MO` (nth 0) every Monday. */
export interface RuleDay {
  readonly nth: number;
  readonly day: Weekday;
}

/** A recurrence rule of RFC 5545 3.3.10, daily or slower, taken apart. */
export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count?: number;
  /** As written: `20271231`, `20271231T225959Z` or `20271231T235959`. */
  readonly until?: string;
  readonly months: readonly number[];
  readonly weekNumbers: readonly number[];
  readonly yearDays: readonly number[];
  readonly monthDays: readonly number[];
  readonly days: readonly RuleDay[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  readonly positions: readonly number[];
  readonly weekStart?: Weekday;
  /** Parts that are not known here, as written (`RSCALE=GREGORIAN`): they stay in the rule. */
  readonly otherParts: readonly string[];
}

export type RuleProblem = { readonly code: 'invalid-rule'; readonly part: string };

export const ruleOf = (
  frequency: Frequency,
  rest: Partial<Omit<RecurrenceRule, 'frequency'>> = {},
): RecurrenceRule => ({
  frequency,
  interval: 1,
  months: [],
  weekNumbers: [],
  yearDays: [],
  monthDays: [],
  days: [],
  hours: [],
  minutes: [],
  seconds: [],
  positions: [],
  otherParts: [],
  ...rest,
});

type Draft = { -readonly [Key in keyof RecurrenceRule]?: RecurrenceRule[Key] };
type PartReader = (value: string) => Draft | undefined;

const oneOf = <One extends string>(all: readonly One[], value: string): One | undefined =>
  all.find((one) => one === value);

const numbersIn = (value: string, lowest: number, highest: number): number[] | undefined => {
  const numbers: number[] = [];
  for (const text of value.split(',')) {
    const number = /^[+-]?\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= lowest && number <= highest) || (number === 0 && lowest < 0)) return undefined;
    numbers.push(number);
  }
  return numbers;
};

type NumberList = 'months' | 'weekNumbers' | 'yearDays' | 'monthDays' | 'hours' | 'minutes' | 'seconds' | 'positions';

const listReader =
  (key: NumberList, lowest: number, highest: number): PartReader =>
  (value) => {
    const numbers = numbersIn(value, lowest, highest);
    return numbers && { [key]: numbers };
  };

const wholeReader =
  (key: 'interval' | 'count'): PartReader =>
  (value) =>
    /^\d{1,15}$/.test(value) && Number(value) > 0 ? { [key]: Number(value) } : undefined;

const readDays: PartReader = (value) => {
  const days: RuleDay[] = [];
  for (const text of value.split(',')) {
    const [, nth = '', name = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text) ?? [];
    const day = oneOf(WEEKDAYS, name);
    if (!day || (nth !== '' && Number(nth) === 0)) return undefined;
    days.push({ nth: Number(nth), day });
  }
  return { days };
};

const PARTS: ReadonlyMap<string, PartReader> = new Map<string, PartReader>([
  [
    'FREQ',
    (value) => {
      const frequency = oneOf(FREQUENCIES, value);
      return frequency && { frequency };
    },
  ],
  ['INTERVAL', wholeReader('interval')],
  ['COUNT', wholeReader('count')],
  ['UNTIL', (value) => (/^\d{8}(T\d{6}Z?)?$/.test(value) ? { until: value } : undefined)],
  ['BYMONTH', listReader('months', 1, 12)],
  ['BYWEEKNO', listReader('weekNumbers', -53, 53)],
  ['BYYEARDAY', listReader('yearDays', -366, 366)],
  ['BYMONTHDAY', listReader('monthDays', -31, 31)],
  ['BYDAY', readDays],
  ['BYHOUR', listReader('hours', 0, 23)],
  ['BYMINUTE', listReader('minutes', 0, 59)],
  ['BYSECOND', listReader('seconds', 0, 60)],
  ['BYSETPOS', listReader('positions', -366, 366)],
  [
    'WKST',
    (value) => {
      const weekStart = oneOf(WEEKDAYS, value);
      return weekStart && { weekStart };
    },
  ],
]);

/** Takes a rule apart, with or without `RRULE:` before it. Rules faster than daily are not rules here. */
export const parseRecurrenceRule = (text: string): Result<RecurrenceRule, RuleProblem> => {
  const draft: Draft = {};
  const otherParts: string[] = [];
  for (const part of text
    .trim()
    .replace(/^RRULE:/i, '')
    .split(';')) {
    if (part === '') continue;
    const [name = '', value = ''] = part.toUpperCase().split('=', 2);
    const read = PARTS.get(name);
    const found = read?.(value);
    if (read && !found) return { ok: false, code: 'invalid-rule', part };
    if (found) Object.assign(draft, found);
    else otherParts.push(part);
  }
  const { frequency, ...rest } = draft;
  if (!frequency) return { ok: false, code: 'invalid-rule', part: 'FREQ' };
  return ok(ruleOf(frequency, { ...rest, otherParts }));
};

const dayText = ({ nth, day }: RuleDay): string => (nth === 0 ? day : `${nth}${day}`);

/** The rule as a calendar program writes it, without `RRULE:`; parts that say nothing are left out. */
export const formatRecurrenceRule = (rule: RecurrenceRule): string => {
  const parts: readonly (readonly [string, string | number | undefined])[] = [
    ['FREQ', rule.frequency],
    ['INTERVAL', rule.interval === 1 ? undefined : rule.interval],
    ['BYMONTH', rule.months.join(',')],
    ['BYWEEKNO', rule.weekNumbers.join(',')],
    ['BYYEARDAY', rule.yearDays.join(',')],
    ['BYMONTHDAY', rule.monthDays.join(',')],
    ['BYDAY', rule.days.map(dayText).join(',')],
    ['BYHOUR', rule.hours.join(',')],
    ['BYMINUTE', rule.minutes.join(',')],
    ['BYSECOND', rule.seconds.join(',')],
    ['BYSETPOS', rule.positions.join(',')],
    ['WKST', rule.weekStart],
    ['COUNT', rule.count],
    ['UNTIL', rule.until],
  ];
  const written = parts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`${name}=${value}`]));
  return [...written, ...rule.otherParts].join(';');
};

/** The day of the week of `YYYY-MM-DD…`. */
export const weekdayOf = (date: string): Weekday => {
  const [year = 1970, month = 1, day = 1] = date.slice(0, 10).split('-').map(Number);
  return WEEKDAYS[(new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7] ?? 'MO';
};
