import type { DayName, NamedDay } from './recurrence-facts.ts';
import type { Frequency, Weekday } from './recurrence-rule.ts';

/** What days are counted in: the third Monday of the month, of the year, of March. */
export type Within = 'each-month' | 'month' | 'year' | { readonly months: readonly number[] };

/** `YYYY-MM-DD`. */
type DateText = string;

/**
 * The pieces of the sentence in one language. A piece that follows another brings the space or the comma before it.
 * Lists are never empty.
 */
export interface RecurrenceWords {
  /** "every day", "every 2 weeks". */
  every(frequency: Frequency, interval: number): string;
  /** "every Monday and Friday". */
  everyDayNamed(days: readonly DayName[]): string;
  /** "every first and third Tuesday of the month". */
  everyNth(nths: readonly number[], day: DayName): string;
  /** " on Monday and Friday". */
  onDays(days: readonly DayName[]): string;
  /** ", only on Monday and Friday". */
  onlyDays(days: readonly DayName[]): string;
  /** " on Monday of week 20". */
  onDaysOfWeeks(days: readonly DayName[], weeks: readonly number[]): string;
  /** " on the first Monday and the last Friday of March". */
  onNamedDays(days: readonly NamedDay[], within: Within): string;
  /** " on the 1st and the 15th". */
  onMonthDays(days: readonly number[], within: Within): string;
  /** " on the 100th day of the year". */
  onYearDays(days: readonly number[]): string;
  /** ", only if it is a Monday". */
  ifDays(days: readonly NamedDay[], within: Within): string;
  /** ", only if it is the 13th". */
  ifMonthDays(days: readonly number[]): string;
  /** ", in March and June only". */
  inMonths(months: readonly number[]): string;
  /** ", in week 20 only". */
  inWeeks(weeks: readonly number[]): string;
  /** ", only the last of these dates in each month". */
  positions(positions: readonly number[], frequency: Frequency): string;
  /** " at 09:00 and 14:30". */
  atTimes(times: readonly string[]): string;
  /** ", weeks beginning on Sunday". */
  weeksFrom(day: Weekday): string;
  /** " (when there is one)". */
  readonly whenThereIsOne: string;
  /** ", 10 times". */
  count(times: number): string;
  /** " until 31 December 2027". */
  until(date: DateText): string;
  /** ", and on 3 March 2027". */
  plus(dates: readonly DateText[]): string;
  /** ", except on 3 March 2027". */
  except(dates: readonly DateText[]): string;
  /** "on 3 March 2027 and 5 April 2027": dates without a rule. */
  onDates(dates: readonly DateText[]): string;
  /** For a rule that cannot be read. */
  readonly unreadable: string;
}

/** Beyond these, dates are counted, not listed. */
export const DATES_LISTED = 4;
