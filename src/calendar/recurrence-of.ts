import { invalidField } from '../base/errors.ts';
import type { RecurrenceFacts } from './event-facts.ts';
import type { EventTimes } from './event-times.ts';

interface WantedRecurrence {
  readonly recurrence?: string | undefined;
  readonly extraDates?: readonly string[] | undefined;
  readonly excludedDates?: readonly string[] | undefined;
}

const asWritten = (path: 'extraDates' | 'excludedDates', list: readonly string[], allDay: boolean): string[] =>
  list.map((date, index) => {
    if ((date.length === 10) !== allDay)
      throw invalidField(`${path}.${index}`, allDay ? 'date-only' : 'time-missing', 'The form of the start is wanted.');
    return date.length === 16 ? `${date}:00` : date;
  });

/** `RRULE:` before the rule is what people paste. */
const bareRule = (rule: string): string => rule.replace(/^RRULE:/i, '').trim();

/** How an event repeats, as it was asked for; undefined when it does not. */
export const recurrenceOf = (wanted: WantedRecurrence, { allDay }: EventTimes): RecurrenceFacts | undefined => {
  const rule = bareRule(wanted.recurrence ?? '');
  const extraDates = asWritten('extraDates', wanted.extraDates ?? [], allDay);
  const excludedDates = asWritten('excludedDates', wanted.excludedDates ?? [], allDay);
  return rule === '' && extraDates.length === 0 ? undefined : { rule, extraDates, excludedDates };
};
