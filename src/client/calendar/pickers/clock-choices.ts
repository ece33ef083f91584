export interface ClockChoice {
  /** `HH:mm` */
  readonly clock: string;
  /** How long after the start, where there is one. */
  readonly minutes?: number;
}

const DAY_MINUTES = 1440;

const clockAt = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The times that are offered: every quarter of an hour, or, after a start, quarters up to an hour and half hours from there. */
export const clockChoices = (after?: string): readonly ClockChoice[] => {
  if (after === undefined)
    return Array.from({ length: DAY_MINUTES / 15 }, (_unused, index) => ({ clock: clockAt(index * 15) }));
  const start = Number(after.slice(0, 2)) * 60 + Number(after.slice(3, 5));
  const lengths = [0, 15, 30, 45, ...Array.from({ length: 46 }, (_unused, index) => 60 + index * 30)];
  return lengths
    .filter((length) => start + length < DAY_MINUTES)
    .map((length) => ({ clock: clockAt(start + length), minutes: length }));
};
