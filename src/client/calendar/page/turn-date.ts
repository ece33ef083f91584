import { addDays } from '../../shared/wall-time.ts';
import { addMonths, monthOf, sameDayIn } from '../parts/month-weeks.ts';
import type { View } from './calendar-view.ts';

/** How many days the agenda holds. */
export const AGENDA_DAYS = 30;

const DAYS: Readonly<Record<Exclude<View, 'month'>, number>> = { week: 7, days: 3, day: 1, agenda: AGENDA_DAYS };

/** The day that the view is about after one step forward or back. */
export const turnDate = (view: View, date: string, direction: 1 | -1): string =>
  view === 'month' ? sameDayIn(addMonths(monthOf(date), direction), date) : addDays(date, direction * DAYS[view]);

/** The days that a view shows, both included; a month with the weeks around it. */
export const daysShown = (
  view: View,
  date: string,
  weekStart: (date: string) => string,
): { readonly from: string; readonly to: string } => {
  if (view === 'month') {
    const from = weekStart(`${monthOf(date)}-01`);
    return { from, to: addDays(from, 41) };
  }
  const from = view === 'week' ? weekStart(date) : date;
  return { from, to: addDays(from, DAYS[view] - 1) };
};
