import { WEEKDAYS } from '../../base/recurrence/recurrence-rule.ts';
import type { RecurrenceRule, RuleDay } from './check-rule.ts';

const DAY_MS = 86_400_000;

/** One day of a year with what a rule can ask of it. */
interface YearDay {
  readonly dayMs: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly monthLength: number;
  /** From 1. */
  readonly yearDay: number;
  readonly yearLength: number;
  /** 0 is Monday, as in WEEKDAYS. */
  readonly weekday: number;
}

const dayOf = (wallMs: number): number => Math.floor(wallMs / DAY_MS) * DAY_MS;

/** 1 January 1970 was a Thursday. */
const weekdayOf = (dayMs: number): number => (((dayMs / DAY_MS + 3) % 7) + 7) % 7;

const describe = (dayMs: number): YearDay => {
  const date = new Date(dayMs);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + 1;
  const firstMs = Date.UTC(year, 0, 1);
  return {
    dayMs,
    year,
    month,
    day: date.getUTCDate(),
    monthLength: (Date.UTC(year, month, 1) - Date.UTC(year, month - 1, 1)) / DAY_MS,
    yearDay: (dayMs - firstMs) / DAY_MS + 1,
    yearLength: (Date.UTC(year + 1, 0, 1) - firstMs) / DAY_MS,
    weekday: weekdayOf(dayMs),
  };
};

/** In a list where -1 is the last of `length`; an empty list lets all through. */
const listed = (list: readonly number[], place: number, length: number): boolean =>
  list.length === 0 || list.includes(place) || list.includes(place - length - 1);

/** The first day of week 1: the first week with four of its days in the year (RFC 5545 3.3.10 WKST). */
const firstWeekMs = (year: number, weekStart: number): number => {
  const fourthMs = Date.UTC(year, 0, 4);
  return fourthMs - ((weekdayOf(fourthMs) - weekStart + 7) % 7) * DAY_MS;
};

/** Its days at either end of the calendar year can be of a week of the year before or after. */
const inListedWeek = (list: readonly number[], dayMs: number, year: number, weekStart: number): boolean => {
  if (list.length === 0) return true;
  const own = [year - 1, year, year + 1].findLast((one) => firstWeekMs(one, weekStart) <= dayMs) ?? year;
  const beginMs = firstWeekMs(own, weekStart);
  const weeks = (firstWeekMs(own + 1, weekStart) - beginMs) / (7 * DAY_MS);
  return listed(list, Math.floor((dayMs - beginMs) / (7 * DAY_MS)) + 1, weeks);
};

/** The `ordinal`th such weekday of a period of `length` days, the day being its `place`th. */
const isNth = ({ ordinal, weekday }: RuleDay, one: YearDay, place: number, length: number): boolean => {
  if (WEEKDAYS[one.weekday] !== weekday) return false;
  if (ordinal === 0) return true;
  return ordinal > 0 ? Math.ceil(place / 7) === ordinal : Math.ceil((length - place + 1) / 7) === -ordinal;
};

/** Ordinals count within the month where BYMONTH names months, else within the year. */
const onListedDay = (rule: RecurrenceRule, one: YearDay): boolean => {
  if (rule.byDay.length === 0) return true;
  const [place, length] = rule.byMonth.length > 0 ? [one.day, one.monthLength] : [one.yearDay, one.yearLength];
  return rule.byDay.some((day) => isNth(day, one, place, length));
};

const matches = (rule: RecurrenceRule, one: YearDay): boolean =>
  listed(rule.byMonth, one.month, 12) &&
  listed(rule.byMonthDay, one.day, one.monthLength) &&
  listed(rule.byYearDay, one.yearDay, one.yearLength) &&
  onListedDay(rule, one) &&
  inListedWeek(rule.byWeekNumber, one.dayMs, one.year, WEEKDAYS.indexOf(rule.weekStart));

/** What the rule does not say of the time of day is that of DTSTART. */
const timesOf = (rule: RecurrenceRule, startMs: number): number[] => {
  const start = new Date(startMs);
  const orOwn = (list: readonly number[], own: number): readonly number[] => (list.length === 0 ? [own] : list);
  return orOwn(rule.byHour, start.getUTCHours()).flatMap((hour) =>
    orOwn(rule.byMinute, start.getUTCMinutes()).flatMap((minute) =>
      orOwn(rule.bySecond, start.getUTCSeconds()).map((second) => ((hour * 60 + minute) * 60 + second) * 1_000),
    ),
  );
};

const atPositions = (walls: readonly number[], positions: readonly number[]): readonly number[] =>
  positions.length === 0 ? walls : walls.filter((_, index) => listed(positions, index + 1, walls.length));

/** A week alone says no day: it is the weekday of DTSTART. */
const withOwnDay = (rule: RecurrenceRule, startMs: number): RecurrenceRule => {
  const { frequency, byWeekNumber, byDay, byYearDay, byMonthDay } = rule;
  const weekly = frequency === 'WEEKLY' || byWeekNumber.length > 0;
  if (!weekly || byDay.length + byYearDay.length + byMonthDay.length > 0) return rule;
  return { ...rule, byDay: [{ ordinal: 0, weekday: WEEKDAYS[weekdayOf(dayOf(startMs))] ?? 'MO' }] };
};

/** First day and number of days of the rule's `index`th period. */
type PeriodFinder = (index: number) => { readonly firstMs: number; readonly days: number };

const yearPeriods = (startMs: number): PeriodFinder => {
  const startYear = new Date(startMs).getUTCFullYear();
  return (index) => {
    const firstMs = Date.UTC(startYear + index, 0, 1);
    return { firstMs, days: (Date.UTC(startYear + index + 1, 0, 1) - firstMs) / DAY_MS };
  };
};

const weekPeriods = (startMs: number, weekStart: number): PeriodFinder => {
  const startDayMs = dayOf(startMs);
  const firstMs = startDayMs - ((weekdayOf(startDayMs) - weekStart + 7) % 7) * DAY_MS;
  return (index) => ({ firstMs: firstMs + index * 7 * DAY_MS, days: 7 });
};

const periodsOf = (rule: RecurrenceRule, startMs: number): PeriodFinder => {
  if (rule.frequency === 'YEARLY') return yearPeriods(startMs);
  if (rule.frequency === 'WEEKLY') return weekPeriods(startMs, WEEKDAYS.indexOf(rule.weekStart));
  return (index) => ({ firstMs: dayOf(startMs) + index * DAY_MS, days: 1 });
};

const LONGEST_MS = { DAILY: DAY_MS, WEEKLY: 7 * DAY_MS, MONTHLY: 31 * DAY_MS, YEARLY: 366 * DAY_MS } as const;

/**
 * The rules that rrule-temporal 2.2 does not do: yearly ones that choose days by weekday, week or day of the year, of which it gives
 * many wrongly; and days and weeks that a month or a position picks, where it takes some tens of milliseconds a year.
 */
export const picksFromPeriods = (rule: RecurrenceRule): boolean => {
  const { frequency, byMonth, byMonthDay, bySetPosition } = rule;
  if (frequency === 'YEARLY') return rule.byDay.length + rule.byWeekNumber.length + rule.byYearDay.length > 0;
  return frequency !== 'MONTHLY' && byMonth.length + byMonthDay.length + bySetPosition.length > 0;
};

/** The dates of one period. RFC 5545 3.3.10: a day is in it when every part of the rule lets it through; BYSETPOS counts them. */
const periodWallsAt = (
  rule: RecurrenceRule,
  { firstMs, days }: ReturnType<PeriodFinder>,
  times: readonly number[],
): readonly number[] => {
  const walls: number[] = [];
  for (let index = 0; index < days; index += 1) {
    const one = describe(firstMs + index * DAY_MS);
    if (matches(rule, one)) for (const timeMs of times) walls.push(one.dayMs + timeMs);
  }
  return atPositions(walls, rule.bySetPosition);
};

/** The dates of such a rule, like ruleWalls; `patienceMs` is how long it may go without one. */
export function* periodWalls(
  given: RecurrenceRule,
  startMs: number,
  fromMs: number,
  toMs: number,
  patienceMs: number,
): Generator<number, void, void> {
  const rule = withOwnDay(given, startMs);
  const times = timesOf(rule, startMs);
  const periodAt = periodsOf(rule, startMs);
  let seenMs = Math.max(fromMs, startMs);
  // One period less: periods differ in length by a day.
  const skipped = Math.max(0, Math.floor((seenMs - startMs) / (LONGEST_MS[rule.frequency] * rule.interval)) - 1);
  for (let index = skipped * rule.interval; ; index += rule.interval) {
    const period = periodAt(index);
    if (period.firstMs > toMs || period.firstMs - seenMs > patienceMs) return;
    for (const wallMs of periodWallsAt(rule, period, times)) {
      if (wallMs < startMs || wallMs < fromMs || wallMs > toMs) continue;
      seenMs = wallMs;
      yield wallMs;
    }
  }
}
