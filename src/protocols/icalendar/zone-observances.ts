import { WEEKDAYS } from '../../base/recurrence/recurrence-rule.ts';
import { transitionsIn } from './zone-offsets.ts';
import type { OffsetTransition } from './zone-transitions.ts';

const DAY_MS = 86_400_000;

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** RFC 5545 3.3.14 UTC-OFFSET; seconds only when there are some. */
const formatOffset = (offsetMs: number): string => {
  const seconds = Math.round(Math.abs(offsetMs) / 1_000);
  const text = `${offsetMs < 0 ? '-' : '+'}${pad(Math.floor(seconds / 3_600))}${pad(Math.floor(seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? text : text + pad(seconds % 60);
};

const formatLocal = (localMs: number): string => new Date(localMs).toISOString().slice(0, 19).replace(/[-:]/g, '');

/** RFC 5545 3.6.5: the onset is a local time, read with the offset in force before it. */
const onsetOf = ({ atMs, beforeMs }: OffsetTransition): Date => new Date(atMs + beforeMs);

/** One STANDARD or DAYLIGHT; `rule` makes it come back every year. */
export const observanceLines = (transition: OffsetTransition, standardMs: number, rule?: string): string[] => {
  const kind = transition.afterMs > standardMs ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    `DTSTART:${formatLocal(onsetOf(transition).getTime())}`,
    ...(rule === undefined ? [] : [`RRULE:${rule}`]),
    `TZOFFSETFROM:${formatOffset(transition.beforeMs)}`,
    `TZOFFSETTO:${formatOffset(transition.afterMs)}`,
    `END:${kind}`,
  ];
};

/** The ways to name the day of an onset: the nth weekday of its month, or the last. */
const rulesFor = (transition: OffsetTransition): string[] => {
  const onset = onsetOf(transition);
  const day = onset.getUTCDate();
  const monthDays = new Date(Date.UTC(onset.getUTCFullYear(), onset.getUTCMonth() + 1, 0)).getUTCDate();
  const weekday = WEEKDAYS[(onset.getUTCDay() + 6) % 7] ?? 'MO';
  const rule = (ordinal: number): string => `FREQ=YEARLY;BYMONTH=${onset.getUTCMonth() + 1};BYDAY=${ordinal}${weekday}`;
  return day + 7 > monthDays ? [rule(-1), rule(Math.ceil(day / 7))] : [rule(Math.ceil(day / 7))];
};

const timeOf = (transition: OffsetTransition): number => onsetOf(transition).getTime() % DAY_MS;

const alike = (one: OffsetTransition, other: OffsetTransition): boolean =>
  one.beforeMs === other.beforeMs && one.afterMs === other.afterMs && timeOf(one) === timeOf(other);

/** The rule that fits every one of them, a year apart each. */
const ruleOfAll = (transitions: readonly OffsetTransition[]): string | undefined => {
  const [first, ...rest] = transitions;
  if (first === undefined || !rest.every((other) => alike(first, other))) return undefined;
  return rulesFor(first).find((rule) => rest.every((other) => rulesFor(other).includes(rule)));
};

/** Two changes a year by unchanging rules, from the first year on. */
export interface SteadyRules {
  readonly fromYear: number;
  readonly changes: readonly { readonly transition: OffsetTransition; readonly rule: string }[];
}

/** Less could be a chance: two weekdays of a month tell apart only over some years. */
const STEADY_YEARS = 12;

const steadyFrom = (timeZone: string, year: number): SteadyRules['changes'] | undefined => {
  const changes = transitionsIn(timeZone, year, year + STEADY_YEARS - 1);
  if (changes.length !== 2 * STEADY_YEARS) return undefined;
  const series = [0, 1].map((half) => changes.filter((_, index) => index % 2 === half));
  const rules = series.map(ruleOfAll);
  return series.flatMap(([transition], half) => {
    const rule = rules[half];
    return transition !== undefined && rule !== undefined ? [{ transition, rule }] : [];
  });
};

/** The rules that hold from some year of the range to the end of time, as far as Intl knows; undefined when they never settle. */
export const findSteadyRules = (timeZone: string, firstYear: number, lastYear: number): SteadyRules | undefined => {
  let found: SteadyRules | undefined;
  for (let year = lastYear; year >= firstYear; year -= 1) {
    const changes = steadyFrom(timeZone, year);
    if (changes?.length !== 2) return found;
    const known = found?.changes;
    if (known !== undefined && changes.some(({ rule }, half) => rule !== known[half]?.rule)) return found;
    found = { fromYear: year, changes };
  }
  return found;
};
