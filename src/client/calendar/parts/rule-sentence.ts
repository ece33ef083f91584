import { describeRecurrence } from '../../../base/recurrence/describe-recurrence.ts';
import { WEEKDAYS, type Weekday } from '../../../base/recurrence/recurrence-rule.ts';
import { language } from '../../shared/language.ts';
import { firstWeekday } from './first-weekday.ts';

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The day that begins the week of the person. */
export const firstDay = (): Weekday => WEEKDAYS[(firstWeekday() + 6) % 7] ?? 'MO';

interface Dates {
  readonly extraDates?: readonly string[];
  readonly excludedDates?: readonly string[];
}

/** A rule as a sentence in the language of the screen, with a capital. */
export const ruleSentence = (
  rule: string,
  { start, timeZone }: { readonly start: string; readonly timeZone: string },
  dates: Dates = {},
): string => capital(describeRecurrence({ rule, start, timeZone, ...dates, firstDay: firstDay() }, language.value));
