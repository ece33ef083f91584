export const SHARE_ENDS = ['week', 'month', 'year', 'never', 'date'] as const;
export type ShareEnd = (typeof SHARE_ENDS)[number];

const DAYS: Readonly<Record<Exclude<ShareEnd, 'never' | 'date'>, number>> = { week: 7, month: 30, year: 365 };
const DAY_MS = 86_400_000;

/**
 * When a share ends that is made now. `date`: the last day on which it works, in the zone of this browser.
 * null: never. Undefined: no such day, or one that is over.
 */
export const shareEnd = (end: ShareEnd, date: string, nowMs: number): string | null | undefined => {
  if (end === 'never') return null;
  if (end !== 'date') return new Date(nowMs + DAYS[end] * DAY_MS).toISOString();
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!parts) return undefined;
  const [, year, month, day] = parts.map(Number);
  const last = new Date(year ?? 0, (month ?? 1) - 1, day ?? 1, 23, 59, 59);
  return last.getTime() > nowMs ? last.toISOString() : undefined;
};
