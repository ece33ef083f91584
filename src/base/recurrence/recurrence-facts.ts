import { type RecurrenceRule, WEEKDAYS, type Weekday, weekdayOf } from './recurrence-rule.ts';

/** A day of the week, or a group that people have one word for: Monday to Friday, Saturday and Sunday, any. */
export type DayName = Weekday | 'WORK' | 'WEEKEND' | 'ANY';

export interface NamedDay {
  /** 0: every one; -1: the last. */
  readonly nth: number;
  readonly day: DayName;
}

/** A rule with what its start decides filled in, in the simplest of the forms that mean the same. */
export interface RecurrenceFacts extends Omit<RecurrenceRule, 'days'> {
  readonly days: readonly NamedDay[];
}

const sorted = (numbers: readonly number[]): number[] =>
  // 1, 2, 3 … before …, -2, -1: the order of the calendar.
  [...new Set(numbers)].sort((a, b) => (a >= 0 === b >= 0 ? a - b : b - a));

/** What RFC 5545 3.3.10 takes from DTSTART: the day that no BY part names. */
const withStart = (rule: RecurrenceFacts, start: string): RecurrenceFacts => {
  const sameDay = { nth: 0, day: weekdayOf(start) };
  const [month, monthDay] = [Number(start.slice(5, 7)), Number(start.slice(8, 10))];
  const namesDay = rule.days.length > 0 || rule.monthDays.length > 0 || rule.yearDays.length > 0;
  if (namesDay || rule.frequency === 'DAILY') return rule;
  if (rule.frequency === 'WEEKLY' || rule.weekNumbers.length > 0) return { ...rule, days: [sameDay] };
  if (rule.frequency === 'MONTHLY') return { ...rule, monthDays: [monthDay] };
  return { ...rule, monthDays: [monthDay], months: rule.months.length > 0 ? rule.months : [month] };
};

const groupOf = (days: readonly NamedDay[]): DayName | undefined => {
  if (days.some(({ nth }) => nth !== 0)) return undefined;
  const names = WEEKDAYS.filter((name) => days.some(({ day }) => day === name));
  if (names.length === 1) return names[0];
  const written = names.join();
  if (written === 'MO,TU,WE,TH,FR') return 'WORK';
  if (written === 'SA,SU') return 'WEEKEND';
  return names.length === 7 ? 'ANY' : undefined;
};

/** "The last of the Fridays" is the last Friday. */
const positionsAsNth = (rule: RecurrenceFacts): RecurrenceFacts => {
  const { frequency, days, positions, months } = rule;
  const group = groupOf(days);
  const oneMonthOrYear = frequency === 'MONTHLY' || (frequency === 'YEARLY' && months.length <= 1);
  const daysAlone = rule.monthDays.length + rule.yearDays.length + rule.weekNumbers.length === 0;
  if (!group || !oneMonthOrYear || !daysAlone || positions.length === 0 || timesPerDay(rule) > 1) return rule;
  return { ...rule, positions: [], days: sorted(positions).map((nth) => ({ nth, day: group })) };
};

const timesPerDay = ({ hours, minutes, seconds }: RecurrenceFacts): number =>
  Math.max(1, hours.length) * Math.max(1, minutes.length) * Math.max(1, seconds.length);

/** With one date a day, the first of a day's dates is all of them. */
const withoutIdlePositions = (rule: RecurrenceFacts): RecurrenceFacts => {
  const idle = rule.frequency === 'DAILY' && timesPerDay(rule) === 1;
  return idle && rule.positions.some((one) => one === 1 || one === -1) ? { ...rule, positions: [] } : rule;
};

/** With an interval of one, a slower frequency says the same when the days are the same: `DAILY;BYDAY=MO` is weekly on Monday. */
const slower = (rule: RecurrenceFacts): RecurrenceFacts => {
  const { frequency, days, monthDays, yearDays, weekNumbers } = rule;
  if (rule.interval > 1 || rule.positions.length > 0 || yearDays.length > 0 || weekNumbers.length > 0) return rule;
  const plainDays = days.length > 0 && days.every(({ nth }) => nth === 0);
  if (monthDays.length === 0 && plainDays) return { ...rule, frequency: 'WEEKLY' };
  if (frequency === 'DAILY' && monthDays.length > 0) return slower({ ...rule, frequency: 'MONTHLY' });
  const named = monthDays.length > 0 || days.length > 0;
  if (frequency === 'MONTHLY' && rule.months.length > 0 && named) return { ...rule, frequency: 'YEARLY' };
  if (frequency === 'YEARLY' && rule.months.length === 0 && monthDays.length > 0 && plainOrNone(days))
    return { ...rule, frequency: 'MONTHLY' };
  return rule;
};

const plainOrNone = (days: readonly NamedDay[]): boolean => days.every(({ nth }) => nth === 0);

const dayOrder = (firstDay: Weekday, day: DayName): number =>
  (WEEKDAYS.indexOf(day as Weekday) - WEEKDAYS.indexOf(firstDay) + 7) % 7;

/** Each day once, in the order of the reader's week. Only monthly and yearly rules know "the second" of a day. */
const daysInOrder = (rule: RecurrenceRule, firstDay: Weekday): NamedDay[] => {
  const counts = rule.frequency === 'MONTHLY' || rule.frequency === 'YEARLY';
  const seen = new Map(
    rule.days.map(({ nth, day }) => [`${counts ? nth : 0}${day}`, { nth: counts ? nth : 0, day }] as const),
  );
  const nths = sorted([...seen.values()].map(({ nth }) => nth));
  return [...seen.values()].sort(
    (a, b) => nths.indexOf(a.nth) - nths.indexOf(b.nth) || dayOrder(firstDay, a.day) - dayOrder(firstDay, b.day),
  );
};

/** `start` is the local start of the series; `firstDay` begins the reader's week. */
export const recurrenceFacts = (rule: RecurrenceRule, start: string, firstDay: Weekday): RecurrenceFacts => {
  const tidy: RecurrenceFacts = {
    ...rule,
    months: sorted(rule.months),
    weekNumbers: sorted(rule.weekNumbers),
    yearDays: sorted(rule.yearDays),
    monthDays: sorted(rule.monthDays),
    positions: sorted(rule.positions),
    days: daysInOrder(rule, firstDay),
  };
  return slower(withoutIdlePositions(positionsAsNth(withStart(tidy, start))));
};

/**
 * Whether it matters on which day the rule's weeks begin: every second week on Sunday and Monday, the pair depends on it.
 * Compared with weeks that begin on `firstDay`.
 */
export const weekStartMatters = (rule: RecurrenceFacts, start: string, firstDay: Weekday): boolean => {
  const own = rule.weekStart ?? 'MO';
  // Numbers of weeks are ISO 8601's, unless the rule says otherwise.
  if (rule.weekNumbers.length > 0) return own !== 'MO';
  if (own === firstDay) return false;
  if (rule.frequency !== 'WEEKLY' || rule.interval === 1) return false;
  const first = weekdayOf(start);
  const before = (day: DayName, weekStart: Weekday): boolean => dayOrder(weekStart, day) < dayOrder(weekStart, first);
  return rule.days.some(({ day }) => before(day, own) !== before(day, firstDay));
};

/** `WORK` and the like for a set of plain days that has a name. */
export const dayGroup = groupOf;
