/** The newest of how many days, weeks and months. */
export interface Keeping {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

const dayOf = (ms: number): string => {
  const date = new Date(ms);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
};

/** By the day of its Monday. */
const weekOf = (ms: number): string => {
  const date = new Date(ms);
  const sinceMonday = (date.getDay() + 6) % 7;
  return dayOf(new Date(date.getFullYear(), date.getMonth(), date.getDate() - sinceMonday).getTime());
};

const monthOf = (ms: number): string => {
  const date = new Date(ms);
  return `${date.getFullYear()}-${date.getMonth()}`;
};

/**
 * Which of some backups are kept: the newest of each of the last days, weeks and months that have one. Days without any do not count,
 * so that a server that was off for a month keeps what it has; and the newest of all always stays.
 */
export const chooseKept = <Backup extends { readonly startedMs: number }>(
  backups: readonly Backup[],
  { daily, weekly, monthly }: Keeping,
): ReadonlySet<Backup> => {
  const newestFirst = [...backups].sort((a, b) => b.startedMs - a.startedMs);
  const newestOfEach = (periodOf: (ms: number) => string, most: number): Backup[] => {
    const periods = new Map<string, Backup>();
    for (const backup of newestFirst) {
      const period = periodOf(backup.startedMs);
      if (!periods.has(period)) periods.set(period, backup);
    }
    return [...periods.values()].slice(0, most);
  };
  return new Set([
    ...newestFirst.slice(0, 1),
    ...newestOfEach(dayOf, daily),
    ...newestOfEach(weekOf, weekly),
    ...newestOfEach(monthOf, monthly),
  ]);
};
