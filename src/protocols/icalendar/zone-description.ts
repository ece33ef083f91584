import { checkRule } from './check-rule.ts';
import { allOf, type ContentComponent, firstOf } from './read-content.ts';
import { DAY_MS, readDigits } from './read-time.ts';
import { ruleWalls } from './rule-walls.ts';

/** What a VTIMEZONE says: from `atMs` on the offset is `afterMs`. */
interface DescribedChange {
  readonly atMs: number;
  readonly beforeMs: number;
  readonly afterMs: number;
}

/** The time that is asked about. */
export interface DescribedSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Programs that write out every change since 1900 have some hundreds. */
const OBSERVANCES = 1_000;
/** Onsets of all of them together: ten a year over the years that are looked at would be 100. */
const CHANGES = 5_000;
/** Each rule is walked over the years that are looked at. */
const RULES = 100;

const OFFSET = /^([+-])(\d{2})(\d{2})(\d{2})?$/;

const readOffset = (observance: ContentComponent, name: string): number | undefined => {
  const parts = OFFSET.exec(firstOf(observance, name)?.value.trim() ?? '');
  if (parts === null) return undefined;
  const [, sign, hours, minutes, seconds] = parts;
  const offsetMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds ?? 0)) * 1_000;
  return sign === '-' ? -offsetMs : offsetMs;
};

/** UNTIL of an observance is in UTC (RFC 5545 3.6.5). */
const ruledOnsets = (
  text: string,
  startMs: number,
  beforeMs: number,
  { fromMs, toMs }: DescribedSpan,
): number[] | undefined => {
  const rule = checkRule(text.trim());
  if (!rule.ok || rule.value.frequency !== 'YEARLY' || rule.value.count !== undefined) return undefined;
  const until = readDigits(rule.value.until ?? '');
  const lastMs = until === undefined ? toMs : Math.min(toMs, until.wallMs + (until.utc ? beforeMs : DAY_MS - 1));
  // .NET lets rules begin in the year 1: two thousand years are not walked. Two are kept, so that there is a change before `fromMs`.
  return [...ruleWalls(rule.value, startMs, Math.max(startMs, Math.min(fromMs, lastMs) - 800 * DAY_MS), lastMs)];
};

const readObservance = (observance: ContentComponent, span: DescribedSpan): DescribedChange[] | undefined => {
  const start = readDigits(firstOf(observance, 'DTSTART')?.value.trim() ?? '');
  const beforeMs = readOffset(observance, 'TZOFFSETFROM');
  const afterMs = readOffset(observance, 'TZOFFSETTO');
  if (start === undefined || beforeMs === undefined || afterMs === undefined) return undefined;
  const onsets = [start.wallMs];
  for (const { value } of allOf(observance, 'RDATE'))
    for (const item of value.split(',')) {
      const date = readDigits(item.trim());
      if (date !== undefined) onsets.push(date.wallMs);
    }
  const rule = firstOf(observance, 'RRULE');
  const ruled = rule === undefined ? [] : ruledOnsets(rule.value, start.wallMs, beforeMs, span);
  if (ruled === undefined) return undefined;
  return [...onsets, ...ruled].map((wallMs) => ({ atMs: wallMs - beforeMs, beforeMs, afterMs }));
};

/** The offset that a VTIMEZONE gives for a moment of the span; undefined when it cannot be understood. */
export const readDescription = (
  zone: ContentComponent,
  span: DescribedSpan,
): ((momentMs: number) => number) | undefined => {
  const observances = zone.components.filter(({ name }) => name === 'STANDARD' || name === 'DAYLIGHT');
  if (observances.length === 0 || observances.length > OBSERVANCES) return undefined;
  if (observances.filter((observance) => firstOf(observance, 'RRULE')).length > RULES) return undefined;
  const changes: DescribedChange[] = [];
  for (const observance of observances) {
    const found = readObservance(observance, span);
    if (found === undefined) return undefined;
    changes.push(...found);
    if (changes.length > CHANGES) return undefined;
  }
  changes.sort((one, other) => one.atMs - other.atMs);
  const [first] = changes;
  return (momentMs) => changes.findLast(({ atMs }) => atMs <= momentMs)?.afterMs ?? first?.beforeMs ?? 0;
};
