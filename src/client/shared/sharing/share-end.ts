/** When a link stops working. A chosen day counts whole. */
export const ENDINGS = ['day', 'week', 'month', 'year', 'never', 'date'] as const;
export type Ending = (typeof ENDINGS)[number];

const DAYS: Readonly<Record<'day' | 'week' | 'month' | 'year', number>> = { day: 1, week: 7, month: 30, year: 365 };

/** The end of a day on this clock's wall. */
const endOfDay = (year: number, month: number, day: number): Date => new Date(year, month, day, 23, 59, 59, 999);

/** An instant; null: without end; undefined: no day, or one that is over. */
export const endOf = (ending: Ending, date: string, nowMs: number): string | null | undefined => {
  if (ending === 'never') return null;
  const now = new Date(nowMs);
  if (ending !== 'date') return endOfDay(now.getFullYear(), now.getMonth(), now.getDate() + DAYS[ending]).toISOString();
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (year === undefined) return undefined;
  const end = endOfDay(Number(year), Number(month) - 1, Number(day));
  return Number.isNaN(end.getTime()) || end.getTime() < nowMs ? undefined : end.toISOString();
};
