import { allLines, firstLine, type Lines } from './event-lines.ts';
import { valueIn } from './property-text.ts';
import { DAY_MS, readDigits } from './read-time.ts';

/** From the first to the last moment in which the times of an object lie, to a day or so. */
export interface SpanMs {
  readonly fromMs: number;
  readonly toMs: number;
}

const YEAR_MS = 366 * DAY_MS;
/** What has no end, or one further away, is described this far: zones change their rules sooner. */
const ENDLESS_MS = 5 * YEAR_MS;
const FURTHEST_MS = 30 * YEAR_MS;

const PERIOD_MS: Record<string, number> = {
  DAILY: DAY_MS,
  WEEKLY: 7 * DAY_MS,
  MONTHLY: 31 * DAY_MS,
  YEARLY: YEAR_MS,
};

const partOf = (rule: string, name: string): string | undefined =>
  new RegExp(`(?:^|;)\\s*${name}\\s*=([^;]*)`, 'i').exec(rule)?.[1]?.trim().toUpperCase();

/** Not before the rule's last date, when its lists pass over no period; `nowMs` is when the object was last written. */
const ruleEndMs = (rule: string, startMs: number, nowMs: number): number => {
  const until = readDigits(partOf(rule, 'UNTIL') ?? '');
  if (until !== undefined) return Math.min(until.wallMs, startMs + FURTHEST_MS);
  const count = Number(partOf(rule, 'COUNT') ?? Number.NaN);
  if (Number.isNaN(count)) return Math.max(startMs, nowMs) + ENDLESS_MS;
  const period = (PERIOD_MS[partOf(rule, 'FREQ') ?? ''] ?? YEAR_MS) * Number(partOf(rule, 'INTERVAL') ?? 1);
  return startMs + Math.min(period * count, FURTHEST_MS);
};

const timesOf = (lines: Lines, name: string): number[] =>
  allLines(lines, name).flatMap(({ text }) =>
    valueIn(text)
      .split(',')
      .flatMap((token) => readDigits((token.split('/', 1)[0] ?? '').trim())?.wallMs ?? []),
  );

const eventTimes = (lines: Lines): number[] => {
  const times = ['DTSTART', 'DTEND', 'RDATE'].flatMap((name) => timesOf(lines, name));
  const rule = firstLine(lines, 'RRULE');
  const [startMs] = timesOf(lines, 'DTSTART');
  const [nowMs = 0] = timesOf(lines, 'DTSTAMP');
  return rule === undefined || startMs === undefined
    ? times
    : [...times, ruleEndMs(valueIn(rule.text), startMs, nowMs)];
};

/** `events`: the lines of each VEVENT of an object; undefined when they have no times. */
export const seriesSpan = (events: readonly Lines[]): SpanMs | undefined => {
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const lines of events)
    for (const ms of eventTimes(lines)) [fromMs, toMs] = [Math.min(fromMs, ms), Math.max(toMs, ms)];
  if (fromMs > toMs) return undefined;
  // Times outside these are nobody's meeting, and each year of a zone takes its time to look up.
  const beginMs = Math.max(fromMs, 0);
  return { fromMs: beginMs, toMs: Math.max(beginMs, Math.min(toMs, beginMs + FURTHEST_MS)) };
};
