import { formatDay, formatDayRange, formatMonth } from '../../shared/format-date.ts';
import { firstWeekday } from '../parts/first-weekday.ts';
import { startOfWeek } from '../parts/month-weeks.ts';
import type { View } from './calendar-view.ts';
import { daysShown } from './turn-date.ts';

/** What the days on screen are called: "March 2027", "1 – 7 March 2027", "Monday, 1 March 2027". */
export const rangeTitle = (view: View, date: string): string => {
  if (view === 'month') return formatMonth(`${date}T12:00Z`, 'UTC');
  if (view === 'day') return formatDay(`${date}T12:00Z`, 'UTC');
  const { from, to } = daysShown(view, date, (day) => startOfWeek(day, firstWeekday()));
  return formatDayRange(from, to);
};
