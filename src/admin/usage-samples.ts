import { type OverviewSpan, USAGE_NAMES, type UsageValues } from '../contract/http/overview.ts';

/** How it was at one moment, or at the fullest moment of the time that begins there. */
export interface UsageSample {
  readonly atMs: number;
  readonly values: UsageValues;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How far each picture goes back, and how far apart its points are: 60 to 180 of them. */
export const SPANS: Readonly<Record<OverviewSpan, { readonly lengthMs: number; readonly stepMs: number }>> = {
  hour: { lengthMs: HOUR_MS, stepMs: MINUTE_MS },
  day: { lengthMs: DAY_MS, stepMs: 10 * MINUTE_MS },
  week: { lengthMs: 7 * DAY_MS, stepMs: HOUR_MS },
  month: { lengthMs: 30 * DAY_MS, stepMs: 4 * HOUR_MS },
};

/** The most of each: an average hides what hurts. */
export const mostOf = (all: readonly UsageValues[]): UsageValues => {
  const most: UsageValues = {};
  for (const name of USAGE_NAMES) {
    const found = all.flatMap((values) => values[name] ?? []);
    if (found.length > 0) most[name] = Math.max(...found);
  }
  return most;
};

/** One sample for each step of time in which there is any, by the clock: 10:00, 10:10 … */
export const inSteps = (samples: readonly UsageSample[], stepMs: number): UsageSample[] => {
  const steps = new Map<number, UsageValues[]>();
  for (const { atMs, values } of samples) {
    const step = Math.floor(atMs / stepMs) * stepMs;
    const list = steps.get(step) ?? [];
    steps.set(step, list);
    list.push(values);
  }
  return [...steps].toSorted(([one], [other]) => one - other).map(([atMs, all]) => ({ atMs, values: mostOf(all) }));
};

/** What the database holds may be older than the names, or written by hand. */
export const readValues = (text: string): UsageValues => {
  let stored: Readonly<Record<string, unknown>>;
  try {
    stored = Object(JSON.parse(text));
  } catch {
    return {};
  }
  const values: UsageValues = {};
  for (const name of USAGE_NAMES) {
    const value = stored[name];
    if (typeof value === 'number' && Number.isFinite(value)) values[name] = value;
  }
  return values;
};
