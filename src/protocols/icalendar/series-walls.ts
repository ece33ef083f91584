import type { RecurrenceRule } from './check-rule.ts';
import { INSTANCES } from './limits.ts';
import { DAY_MS, readDigits } from './read-time.ts';
import { barrenMs, horizonOf, likelySpan, ruleWalls } from './rule-walls.ts';
import type { ZoneClock } from './zone-offsets.ts';

const dayOf = (wallMs: number): number => Math.floor(wallMs / DAY_MS) * DAY_MS;

/**
 * The last local time that UNTIL lets through. RFC 5545 3.3.10 wants the kind of DTSTART; clients mix them: a date ends with its day,
 * a UTC time is read on the clock of the series. For whole days midnight and 23:59:59 in UTC mean their own date.
 */
export const untilWall = (until: string, allDay: boolean, clock: ZoneClock): number => {
  const digits = readDigits(until);
  if (digits === undefined) return Number.NEGATIVE_INFINITY;
  const { wallMs } = digits;
  const endOfDay = (ms: number): number => dayOf(ms) + DAY_MS - 1;
  if (!digits.timed) return endOfDay(wallMs);
  if (!allDay) return digits.utc ? clock.wallOf(wallMs) : wallMs;
  const plain = !digits.utc || wallMs === dayOf(wallMs) || wallMs === dayOf(wallMs) + DAY_MS - 1_000;
  return endOfDay(plain ? wallMs : clock.wallOf(wallMs));
};

/** The dates that a series has by its rule alone, as local times written as if they were UTC. */
export interface SeriesWalls {
  /** In the range, ends included, in order; at most INSTANCES + 1 of them. */
  readonly within: (fromMs: number, toMs: number) => readonly number[];
  readonly first: number;
  /** null: no end. */
  readonly last: number | null;
  /** Beyond it dates were not looked for. */
  readonly knownTo: number;
}

/** COUNT: all of them, at most RULE_COUNT. RFC 5545 3.8.5.3: DTSTART is the first and counts, even one that the rule would not give. */
const countedWalls = (rule: RecurrenceRule, startMs: number, count: number): readonly number[] => {
  const walls = [startMs];
  for (const wallMs of ruleWalls(rule, startMs, startMs, horizonOf(startMs), likelySpan(rule, count))) {
    if (walls.length >= count) break;
    if (wallMs !== startMs) walls.push(wallMs);
  }
  return walls;
};

/** The last date up to `untilMs`, looked for backwards in pieces that double. */
const lastUntil = (rule: RecurrenceRule, startMs: number, untilMs: number): number => {
  const latestMs = Math.min(untilMs, horizonOf(startMs));
  let toMs = latestMs;
  for (let stepMs = 32 * DAY_MS; toMs > startMs && latestMs - toMs <= barrenMs(rule); stepMs *= 2) {
    const fromMs = Math.max(startMs, toMs - stepMs);
    let last: number | undefined;
    for (const wallMs of ruleWalls(rule, startMs, fromMs, toMs)) last = wallMs;
    if (last !== undefined) return last;
    toMs = fromMs - 1;
  }
  return startMs;
};

const collect = (walls: Iterable<number>, startMs: number, fromMs: number, toMs: number): readonly number[] => {
  const found = startMs >= fromMs && startMs <= toMs ? [startMs] : [];
  for (const wallMs of walls) {
    if (found.length > INSTANCES) break;
    if (wallMs !== startMs) found.push(wallMs);
  }
  return found;
};

const countedSeries = (walls: readonly number[], startMs: number, count: number): SeriesWalls => ({
  within: (fromMs, toMs) => walls.filter((wallMs) => wallMs >= fromMs && wallMs <= toMs).slice(0, INSTANCES + 1),
  first: startMs,
  last: walls.at(-1) ?? startMs,
  knownTo: walls.length < count ? horizonOf(startMs) : Number.POSITIVE_INFINITY,
});

const openSeries = (rule: RecurrenceRule, startMs: number, untilMs: number): SeriesWalls => {
  const horizonMs = Math.min(untilMs, horizonOf(startMs));
  return {
    within: (fromMs, toMs) =>
      collect(ruleWalls(rule, startMs, fromMs, Math.min(toMs, horizonMs)), startMs, fromMs, toMs),
    first: startMs,
    last: untilMs === Number.POSITIVE_INFINITY ? null : lastUntil(rule, startMs, untilMs),
    knownTo: horizonMs === untilMs ? Number.POSITIVE_INFINITY : horizonMs,
  };
};

/** RFC 5545 3.3.10: times of day mean nothing where the series is of days. */
const ofDays = (rule: RecurrenceRule): RecurrenceRule => ({ ...rule, byHour: [], byMinute: [], bySecond: [] });

export const seriesWalls = (
  written: RecurrenceRule | undefined,
  startMs: number,
  allDay: boolean,
  clock: ZoneClock,
): SeriesWalls => {
  if (written === undefined) return countedSeries([startMs], startMs, 1);
  const rule = allDay ? ofDays(written) : written;
  if (rule.count !== undefined) return countedSeries(countedWalls(rule, startMs, rule.count), startMs, rule.count);
  const untilMs = rule.until === undefined ? Number.POSITIVE_INFINITY : untilWall(rule.until, allDay, clock);
  return openSeries(rule, startMs, untilMs);
};
