import { addDays } from '../../shared/wall-time.ts';

/** `YYYY-MM` of a date. */
export const monthOf = (date: string): string => date.slice(0, 7);

/** 0 for Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00Z`).getUTCDay();

/** The first day of the week that holds `date`. `firstDay`: 0 for Sunday, 1 for Monday. */
export const startOfWeek = (date: string, firstDay: number): string =>
  addDays(date, -((weekdayOf(date) - firstDay + 7) % 7));

/** Six weeks of seven dates around a month: always six, so that nothing moves from month to month. */
export const monthWeeks = (month: string, firstDay: number): readonly (readonly string[])[] => {
  const start = startOfWeek(`${month}-01`, firstDay);
  return Array.from({ length: 6 }, (_week, week) =>
    Array.from({ length: 7 }, (_day, day) => addDays(start, week * 7 + day)),
  );
};

export const addMonths = (month: string, count: number): string => {
  const [year = 0, index = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, index - 1 + count, 1)).toISOString().slice(0, 7);
};

/** The same day of another month, or that month's last day. */
export const sameDayIn = (month: string, date: string): string => {
  const [year = 0, index = 1] = month.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, index, 0)).getUTCDate();
  return `${month}-${String(Math.min(Number(date.slice(8, 10)), lastDay)).padStart(2, '0')}`;
};
