import { addDays } from '../../shared/wall-time.ts';
import type { View } from '../page/calendar-view.ts';
import { daysShown } from '../page/turn-date.ts';
import { addMonths, monthOf } from '../parts/month-weeks.ts';

/** The days that go on paper, both included: those of the view, and of a month its own alone. */
export const printRange = (
  view: View,
  date: string,
  weekStart: (date: string) => string,
): { readonly from: string; readonly to: string } => {
  if (view !== 'month') return daysShown(view, date, weekStart);
  const month = monthOf(date);
  return { from: `${month}-01`, to: addDays(`${addMonths(month, 1)}-01`, -1) };
};
