import {
  type Frequency,
  formatRecurrenceRule,
  parseRecurrenceRule,
  type RecurrenceRule,
  ruleOf,
  WEEKDAYS,
  type Weekday,
  weekdayOf,
} from '../../../base/recurrence/recurrence-rule.ts';
import { untilDate } from '../../../base/recurrence/until-date.ts';
import { addDays } from '../../shared/wall-time.ts';
import type { SeriesStart } from './rule-until.ts';

export type RepeatEnd =
  | { readonly kind: 'never' }
  | { readonly kind: 'until'; readonly date: string }
  | { readonly kind: 'count'; readonly count: number };

/** How the day of a month or of a year is chosen: by its figure, by its weekday, from the end. */
export type Pattern = 'date' | 'nth' | 'lastDay';

/** A rule that the builder can show: what its fields hold. */
export interface Repeat {
  readonly frequency: Frequency;
  readonly interval: number;
  /** Weekly. */
  readonly weekdays: readonly Weekday[];
  readonly weekStart?: Weekday;
  /** Monthly and yearly; `date`: the day of the month on which the series starts. */
  readonly pattern: Pattern;
  /** 1 to 5, or -1 for the last. */
  readonly nth: number;
  readonly weekday: Weekday;
  readonly end: RepeatEnd;
}

export const NTHS = [1, 2, 3, 4, 5, -1] as const;

const dayOf = (date: string): number => Number(date.slice(8, 10));
const monthOf = (date: string): number => Number(date.slice(5, 7));

/** "The second" of "the second Tuesday" that a date is. */
export const nthOf = (date: string): number => Math.ceil(dayOf(date) / 7);

/** Whether the same weekday does not come again in the month of the date. */
export const isLastOfMonth = (date: string): boolean => monthOf(addDays(date, 7)) !== monthOf(date);

/** Every week on the day of the start: where the builder begins. */
export const weeklyFrom = (startDate: string): Repeat => ({
  frequency: 'WEEKLY',
  interval: 1,
  weekdays: [weekdayOf(startDate)],
  pattern: 'date',
  nth: isLastOfMonth(startDate) ? -1 : nthOf(startDate),
  weekday: weekdayOf(startDate),
  end: { kind: 'never' },
});

const endOf = (rule: RecurrenceRule, { start, timeZone }: SeriesStart): RepeatEnd => {
  if (rule.count !== undefined) return { kind: 'count', count: rule.count };
  return rule.until === undefined ? { kind: 'never' } : { kind: 'until', date: untilDate(rule.until, start, timeZone) };
};

/** What the builder has no fields for. */
const isBeyond = (rule: RecurrenceRule): boolean =>
  [rule.otherParts, rule.hours, rule.minutes, rule.seconds, rule.weekNumbers, rule.yearDays].some(
    (list) => list.length > 0,
  );

/** `-1FR`, or `FR` with the position -1. */
const nthDay = (rule: RecurrenceRule): { readonly nth: number; readonly weekday: Weekday } | undefined => {
  const [day, second] = rule.days;
  const [position, other] = rule.positions;
  if (!day || second || other !== undefined || rule.monthDays.length > 0) return undefined;
  const nth = day.nth !== 0 && position === undefined ? day.nth : day.nth === 0 ? position : undefined;
  return NTHS.some((one) => one === nth) && nth !== undefined ? { nth, weekday: day.day } : undefined;
};

type Days = Partial<Pick<Repeat, 'weekdays' | 'pattern' | 'nth' | 'weekday'>>;

const readers: Readonly<Record<Frequency, (rule: RecurrenceRule, startDate: string) => Days | undefined>> = {
  DAILY: (rule) => (rule.months.length + rule.monthDays.length + rule.days.length > 0 ? undefined : {}),
  WEEKLY: (rule) => {
    const plain = rule.days.every(({ nth }) => nth === 0) && rule.months.length + rule.monthDays.length === 0;
    if (!plain || rule.positions.length > 0) return undefined;
    return rule.days.length === 0 ? {} : { weekdays: rule.days.map(({ day }) => day) };
  },
  MONTHLY: (rule, startDate) => {
    if (rule.months.length > 0) return undefined;
    const byWeekday = nthDay(rule);
    if (byWeekday) return { pattern: 'nth', ...byWeekday };
    if (rule.days.length > 0 || rule.monthDays.length > 1 || rule.positions.length > 0) return undefined;
    const [day = dayOf(startDate)] = rule.monthDays;
    if (day === -1) return { pattern: 'lastDay' };
    return day === dayOf(startDate) ? { pattern: 'date' } : undefined;
  },
  YEARLY: (rule, startDate) => {
    const sameMonth = rule.months.length === 1 && rule.months[0] === monthOf(startDate);
    const byWeekday = nthDay(rule);
    if (byWeekday && sameMonth) return { pattern: 'nth', ...byWeekday };
    if (rule.days.length > 0 || rule.monthDays.length > 1 || rule.positions.length > 0) return undefined;
    const [day = dayOf(startDate)] = rule.monthDays;
    if (rule.months.length === 0) return rule.monthDays.length === 0 ? { pattern: 'date' } : undefined;
    return sameMonth && day === dayOf(startDate) ? { pattern: 'date' } : undefined;
  },
};

const weekdaysOnly = (rule: RecurrenceRule): RecurrenceRule =>
  // "Daily, on Monday to Friday" and "weekly, on Monday to Friday" are one.
  rule.frequency === 'DAILY' && rule.interval === 1 && rule.days.length > 0 ? { ...rule, frequency: 'WEEKLY' } : rule;

/** The rule in the builder's fields; undefined for one that they cannot show without losing something. */
export const readRepeat = (text: string, series: SeriesStart): Repeat | undefined => {
  const parsed = parseRecurrenceRule(text);
  if (!parsed.ok || isBeyond(parsed.value)) return undefined;
  const rule = weekdaysOnly(parsed.value);
  const startDate = series.start.slice(0, 10);
  const days = readers[rule.frequency](rule, startDate);
  return (
    days && {
      ...weeklyFrom(startDate),
      ...days,
      frequency: rule.frequency,
      interval: rule.interval,
      ...(rule.weekStart === undefined ? {} : { weekStart: rule.weekStart }),
      end: endOf(rule, series),
    }
  );
};

const inOrder = (days: readonly Weekday[]): Weekday[] => WEEKDAYS.filter((day) => days.includes(day));

type Written = Partial<Omit<RecurrenceRule, 'frequency'>>;

/** What the start says by itself is left to it, so that the rule follows when the start is moved. */
const writers: Readonly<Record<Frequency, (repeat: Repeat, startDate: string) => Written>> = {
  DAILY: () => ({}),
  WEEKLY: ({ weekdays, interval, weekStart }, startDate) => {
    if (weekdays.length === 1 && weekdays[0] === weekdayOf(startDate)) return {};
    return {
      days: inOrder(weekdays).map((day) => ({ nth: 0, day })),
      ...(interval > 1 && weekStart !== undefined ? { weekStart } : {}),
    };
  },
  MONTHLY: ({ pattern, nth, weekday }) => {
    if (pattern === 'nth') return { days: [{ nth, day: weekday }] };
    return pattern === 'lastDay' ? { monthDays: [-1] } : {};
  },
  YEARLY: ({ pattern, nth, weekday }, startDate) =>
    pattern === 'nth' ? { months: [monthOf(startDate)], days: [{ nth, day: weekday }] } : {},
};

const endParts = (end: RepeatEnd): Written => {
  if (end.kind === 'count') return { count: end.count };
  return end.kind === 'until' ? { until: end.date.replaceAll('-', '') } : {};
};

/** The fields as a rule; its UNTIL is a date. */
export const writeRepeat = (repeat: Repeat, startDate: string): string =>
  formatRecurrenceRule(
    ruleOf(repeat.frequency, {
      interval: repeat.interval,
      ...writers[repeat.frequency](repeat, startDate),
      ...endParts(repeat.end),
    }),
  );

/** Whether the builder's rule gives that date, if the series started there. */
export const fitsRepeat = (repeat: Repeat, date: string): boolean => {
  if (repeat.frequency === 'DAILY') return true;
  if (repeat.frequency === 'WEEKLY') return repeat.weekdays.includes(weekdayOf(date));
  if (repeat.pattern === 'date') return true;
  if (repeat.pattern === 'lastDay') return repeat.frequency === 'YEARLY' || monthOf(addDays(date, 1)) !== monthOf(date);
  if (weekdayOf(date) !== repeat.weekday) return false;
  return repeat.nth === -1 ? isLastOfMonth(date) : nthOf(date) === repeat.nth;
};

/** No fifth weekday is further away: 29 February and a fifth of it aside, which come with the year. */
const FURTHEST_DAYS = 400;

/** The first date from `from` on that the rule gives. */
export const firstDate = (repeat: Repeat, from: string): string => {
  for (let days = 0; days < FURTHEST_DAYS; days += 1) {
    const date = addDays(from, days);
    if (fitsRepeat(repeat, date)) return date;
  }
  return from;
};
