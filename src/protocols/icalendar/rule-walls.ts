import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { RecurrenceRule, RuleDay } from './check-rule.ts';
import { BARREN_PERIODS, HORIZON_YEARS, INSTANCES } from './limits.ts';
import { periodWalls, picksFromPeriods } from './period-walls.ts';

const DAY_MS = 86_400_000;
const LAST_WALL_MS = Date.UTC(9999, 11, 31, 23, 59, 59);
/** Below this the cost of a look is that of beginning it. */
const FIRST_DAYS = 92;

const dayText = ({ ordinal, weekday }: RuleDay): string => (ordinal === 0 ? weekday : `${ordinal}${weekday}`);
const orNothing = <Value>(name: string, list: readonly Value[]): Record<string, Value[]> =>
  list.length === 0 ? {} : { [name]: [...list] };

/** COUNT and UNTIL stay out: who walks the dates counts them. Local times go as UTC, so that no clock changes in between. */
const makeRule = (rule: RecurrenceRule, startMs: number): RRuleTemporal =>
  new RRuleTemporal({
    freq: rule.frequency,
    interval: rule.interval,
    wkst: rule.weekStart,
    ...orNothing('byMonth', rule.byMonth),
    ...orNothing('byWeekNo', rule.byWeekNumber),
    ...orNothing('byYearDay', rule.byYearDay),
    ...orNothing('byMonthDay', rule.byMonthDay),
    ...orNothing('byDay', rule.byDay.map(dayText)),
    ...orNothing('byHour', rule.byHour),
    ...orNothing('byMinute', rule.byMinute),
    ...orNothing('bySecond', rule.bySecond),
    ...orNothing('bySetPos', rule.bySetPosition),
    dtstart: new Temporal.ZonedDateTime(BigInt(startMs) * 1_000_000n, 'UTC'),
    tzid: 'UTC',
    cache: false,
  });

const timesADay = (rule: RecurrenceRule): number =>
  Math.max(1, rule.byHour.length) * Math.max(1, rule.byMinute.length) * Math.max(1, rule.bySecond.length);

/** Where the walk of a rule ends at the latest. */
export const horizonOf = (startMs: number): number =>
  Math.min(LAST_WALL_MS, startMs + HORIZON_YEARS * 365.2425 * DAY_MS);

const PERIOD_DAYS = { DAILY: 1, WEEKLY: 7, MONTHLY: 30.44, YEARLY: 365.25 } as const;

/** How long a rule may go without a date before it is taken to have no more. */
export const barrenMs = (rule: RecurrenceRule): number =>
  BARREN_PERIODS[rule.frequency] * PERIOD_DAYS[rule.frequency] * rule.interval * DAY_MS;

/** The greatest number of dates in one period. */
const widestPeriod = (rule: RecurrenceRule): number => {
  const times = timesADay(rule);
  if (rule.frequency === 'DAILY') return times;
  if (rule.frequency === 'WEEKLY') return times * Math.max(1, rule.byDay.length);
  return times * (rule.frequency === 'MONTHLY' ? 31 : 366);
};

/** BYSETPOS=3 of two dates: rrule-temporal would look for it period by period. */
const neverComes = (rule: RecurrenceRule): boolean =>
  rule.bySetPosition.length > 0 && rule.bySetPosition.every((position) => Math.abs(position) > widestPeriod(rule));

function* engineWalls(
  rule: RecurrenceRule,
  startMs: number,
  fromMs: number,
  toMs: number,
  likelyMs: number,
): Generator<number, void, void> {
  const engine = makeRule(rule, startMs);
  const mostMs = Math.max(2, Math.floor(INSTANCES / timesADay(rule))) * DAY_MS;
  const patienceMs = barrenMs(rule);
  let stepMs = Math.min(mostMs, Math.max(likelyMs, FIRST_DAYS * DAY_MS));
  let seenMs = Math.max(fromMs, startMs);
  for (let atMs = seenMs; atMs <= toMs && atMs - seenMs <= patienceMs; ) {
    const endMs = Math.min(toMs, atMs + stepMs);
    for (const date of engine.between(new Date(atMs), new Date(endMs), true)) {
      seenMs = date.epochMilliseconds;
      yield seenMs;
    }
    atMs = endMs + 1;
    stepMs = Math.min(mostMs, stepMs * 2);
  }
}

/**
 * The dates of a rule, from `fromMs` to `toMs` included, in order, COUNT and UNTIL not looked at: local times as if they were UTC.
 * They are worked out piece by piece, never more than INSTANCES of them at once; a rule without dates ends too. `likelyMs`: how much
 * of the range is likely to be wanted.
 */
export const ruleWalls = (
  rule: RecurrenceRule,
  startMs: number,
  fromMs: number,
  toMs: number,
  likelyMs = toMs - fromMs,
): Iterable<number> => {
  if (neverComes(rule)) return [];
  return picksFromPeriods(rule)
    ? periodWalls(rule, startMs, fromMs, toMs, barrenMs(rule))
    : engineWalls(rule, startMs, fromMs, toMs, likelyMs);
};

/** How long so many dates take, where each period has one. */
export const likelySpan = (rule: RecurrenceRule, count: number): number =>
  count * rule.interval * PERIOD_DAYS[rule.frequency] * DAY_MS;
