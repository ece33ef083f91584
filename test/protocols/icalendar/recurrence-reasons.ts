import type { RecurrenceRule } from '../../../src/protocols/icalendar/check-rule.ts';

/** Why a reference gives other dates for a class of rules; each is written out in docs/recurrence.md under its name. */
export interface Reason {
  readonly name: string;
  readonly applies: (rule: RecurrenceRule, startIsOne: boolean) => boolean;
}

const hasTimes = (rule: RecurrenceRule): boolean =>
  rule.byHour.length > 1 || rule.byMinute.length > 1 || rule.bySecond.length > 1;

const countsFromBothEnds = (list: readonly number[]): boolean =>
  list.some((place) => place < 0) && list.some((place) => place > 0);

const atYearsEnd = (rule: RecurrenceRule): boolean => rule.byWeekNumber.some((week) => Math.abs(week) >= 52);

export const DATEUTIL_REASONS: readonly Reason[] = [
  {
    name: 'dateutil-numbered-and-plain-days',
    applies: ({ byDay }) => byDay.some(({ ordinal }) => ordinal === 0) && byDay.some(({ ordinal }) => ordinal !== 0),
  },
  {
    name: 'dateutil-week-without-a-day',
    applies: (rule) => rule.byWeekNumber.length > 0 && rule.byDay.length === 0,
  },
  {
    name: 'dateutil-first-week',
    applies: (rule) => rule.frequency === 'WEEKLY' && rule.bySetPosition.length > 0,
  },
  { name: 'dateutil-weeks-at-years-end', applies: atYearsEnd },
];

export const LIBICAL_REASONS: readonly Reason[] = [
  {
    name: 'libical-month-days-of-a-year',
    applies: (rule) => rule.frequency === 'YEARLY' && rule.byMonthDay.length > 0 && rule.byMonth.length === 0,
  },
  {
    name: 'libical-days-from-the-end',
    applies: (rule) => rule.frequency === 'DAILY' && rule.byMonthDay.some((day) => day < 0),
  },
  {
    name: 'libical-positions',
    applies: (rule) =>
      rule.bySetPosition.length > 0 && (hasTimes(rule) || rule.frequency === 'WEEKLY' || rule.frequency === 'DAILY'),
  },
  {
    name: 'libical-days-from-both-ends',
    applies: (rule) => countsFromBothEnds(rule.byMonthDay) || countsFromBothEnds(rule.byYearDay),
  },
  {
    name: 'libical-week-numbers',
    applies: (rule) =>
      rule.byWeekNumber.length > 0 &&
      (rule.byDay.length === 0 || atYearsEnd(rule) || rule.byWeekNumber.some((week) => week <= 1)),
  },
  {
    name: 'libical-year-days-in-months',
    applies: (rule) => rule.byYearDay.length > 0 && rule.byMonth.length + rule.byMonthDay.length > 0,
  },
  {
    name: 'libical-first-week',
    applies: (rule, startIsOne) => rule.frequency === 'WEEKLY' && rule.interval > 1 && !startIsOne,
  },
];
