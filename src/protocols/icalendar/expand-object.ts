import { ok, type Result } from '../../base/result.ts';
import type { CalendarObject, ObjectEvent } from './calendar-object.ts';
import { checkRule, type RecurrenceRule } from './check-rule.ts';
import type { EventTime } from './event-draft.ts';
import { INSTANCES } from './limits.ts';
import type { RuleProblem } from './object-problem.ts';
import { DAY_MS, dateText, localText, wallOf, wallOfTime } from './read-time.ts';
import { type SeriesWalls, seriesWalls } from './series-walls.ts';
import { type ZoneClock, zoneClock } from './zone-offsets.ts';

/** One date of an event: when it really is. */
export interface Instance {
  readonly recurrenceId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly overridden: boolean;
}

export interface ExpandOptions {
  /** Instances that overlap the time from `fromMs` to before `toMs` are given (RFC 4791 9.9). */
  readonly fromMs: number;
  readonly toMs: number;
  /** IANA zone of the calendar's owner, in which whole days and floating times are. */
  readonly homeZone: string;
}

export interface Expansion {
  /** By start; cancelled overrides are left out. */
  readonly instances: readonly Instance[];
  /** Start of the earliest instance of all, in the range or not. */
  readonly firstMs: number;
  /** End of the last of all; null when the series has no end. */
  readonly lastEndMs: number | null;
  /** False when there were more than INSTANCES in the range, and the rest is missing. */
  readonly complete: boolean;
}

export type ExpandProblem = RuleProblem | 'unknown-time-zone' | 'bad-time';

type Expanded<Value> = Result<Value, { readonly code: ExpandProblem }>;

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** How times of one event become moments. */
type ClockFinder = (timeZone: string) => ZoneClock | undefined;

const clockFinder = (homeZone: string): ClockFinder => {
  const clocks = new Map<string, ZoneClock | undefined>();
  return (timeZone) => {
    const zone = timeZone === '' ? homeZone : timeZone;
    if (!clocks.has(zone)) clocks.set(zone, zoneClock(zone));
    return clocks.get(zone);
  };
};

const zoneOf = (time: EventTime): string => ('date' in time ? '' : time.timeZone);

const momentOf = (time: EventTime, find: ClockFinder, daysAfter = 0): number | undefined => {
  const wallMs = wallOfTime(time) + daysAfter * DAY_MS;
  const momentMs = find(zoneOf(time))?.momentOf(wallMs);
  return momentMs === undefined || Number.isNaN(momentMs) ? undefined : momentMs;
};

/** The day after the last one ends whole days. */
const spanOf = (event: ObjectEvent, find: ClockFinder): Span | undefined => {
  const startMs = momentOf(event.start, find);
  const endMs = momentOf(event.end, find, event.allDay ? 1 : 0);
  return startMs === undefined || endMs === undefined ? undefined : { startMs, endMs: Math.max(startMs, endMs) };
};

/** The span of the occurrence whose local start is `wallMs`. Whole days count days; times keep their exact length (RFC 5545 3.8.5.3). */
const spanMaker = (main: ObjectEvent, first: Span, clock: ZoneClock): ((wallMs: number) => Span) => {
  const days = main.allDay
    ? Math.round((wallOfTime(main.end) - wallOfTime(main.start)) / DAY_MS) + 1
    : (main.durationDays ?? 0);
  const nominalEndMs = clock.momentOf(wallOfTime(main.start) + days * DAY_MS);
  const exactMs = main.allDay ? 0 : Math.max(0, first.endMs - (days > 0 ? nominalEndMs : first.startMs));
  return (wallMs) => {
    const startMs = clock.momentOf(wallMs);
    return { startMs, endMs: (days > 0 ? clock.momentOf(wallMs + days * DAY_MS) : startMs) + exactMs };
  };
};

interface Series {
  readonly walls: SeriesWalls;
  readonly clock: ZoneClock;
  readonly span: (wallMs: number) => Span;
  readonly nameOf: (wallMs: number) => string;
  readonly rdates: readonly number[];
  /** Names of dates that are not, or are otherwise. */
  readonly skipped: ReadonlySet<string>;
  /** Longest that an occurrence may last beyond its local start. */
  readonly lengthMs: number;
}

const readRule = (text: string): Expanded<RecurrenceRule | undefined> =>
  text === '' ? ok(undefined) : checkRule(text);

const readSeries = (object: CalendarObject, main: ObjectEvent, find: ClockFinder): Expanded<Series> => {
  const rule = readRule(object.rrule);
  if (!rule.ok) return rule;
  const clock = find(zoneOf(main.start));
  if (clock === undefined) return { ok: false, code: 'unknown-time-zone' };
  const first = spanOf(main, find);
  if (first === undefined)
    return { ok: false, code: zoneOf(main.end) === zoneOf(main.start) ? 'bad-time' : 'unknown-time-zone' };
  const startMs = wallOfTime(main.start);
  return ok({
    walls: seriesWalls(rule.value, startMs, main.allDay, clock),
    clock,
    span: spanMaker(main, first, clock),
    nameOf: main.allDay ? dateText : localText,
    rdates: object.rdates.map(wallOf).filter((wallMs) => !Number.isNaN(wallMs)),
    skipped: new Set([...object.exdates, ...object.overrides.map(({ recurrenceId }) => recurrenceId)]),
    // A day more: the days of a length may be 25 hours long, and clocks of two zones 26 hours apart.
    lengthMs: first.endMs - first.startMs + 2 * DAY_MS,
  });
};

const overlaps = ({ startMs, endMs }: Span, { fromMs, toMs }: ExpandOptions): boolean =>
  startMs < toMs && (endMs > fromMs || (startMs === endMs && startMs >= fromMs));

/** Local starts in the range that neither EXDATE nor an override takes away. */
const wallsWithin = (series: Series, fromMs: number, toMs: number): { walls: number[]; complete: boolean } => {
  const ruled = series.walls.within(fromMs, toMs);
  const all = new Set(ruled);
  for (const wallMs of series.rdates) if (wallMs >= fromMs && wallMs <= toMs) all.add(wallMs);
  const walls = [...all].filter((wallMs) => !series.skipped.has(series.nameOf(wallMs)));
  return {
    walls: walls.sort((one, other) => one - other),
    complete: ruled.length <= INSTANCES && toMs <= series.walls.knownTo,
  };
};

/** Dates that the rule, RDATE and EXDATE leave, in the range. */
const plainInstances = (series: Series, options: ExpandOptions): { instances: Instance[]; complete: boolean } => {
  const { walls, complete } = wallsWithin(series, options.fromMs - series.lengthMs, options.toMs + DAY_MS);
  const instances: Instance[] = [];
  for (const wallMs of walls) {
    const span = series.span(wallMs);
    if (overlaps(span, options)) instances.push({ recurrenceId: series.nameOf(wallMs), ...span, overridden: false });
  }
  return { instances, complete };
};

/** RFC 5545 3.8.4.4. One that is excluded too stays away; one whose date the rule no longer gives is shown rather than lost. */
const overrideInstances = (object: CalendarObject, find: ClockFinder): Expanded<Instance[]> => {
  const excluded = new Set(object.exdates);
  const instances: Instance[] = [];
  for (const event of object.overrides) {
    if (event.status === 'CANCELLED' || excluded.has(event.recurrenceId)) continue;
    const span = spanOf(event, find);
    if (span === undefined) return { ok: false, code: 'unknown-time-zone' };
    instances.push({ recurrenceId: event.recurrenceId, ...span, overridden: true });
  }
  return ok(instances);
};

/** Spans in which the first or last date that is left is looked for: mostly it is the first or last of all. */
const SEARCH_DAYS = [400, 1_600, 6_400, 25_600, 146_100] as const;

/** The first date of the series that neither EXDATE nor an override takes away. */
const firstPlain = (series: Series): number | undefined => {
  const { first } = series.walls;
  if (!series.skipped.has(series.nameOf(first))) return first;
  for (const days of SEARCH_DAYS) {
    const [wallMs] = wallsWithin(series, first, first + days * DAY_MS).walls;
    if (wallMs !== undefined) return wallMs;
  }
  return undefined;
};

/** The last one; with more dates than can be looked at, the last that the rule gives. */
const lastPlain = (series: Series): number | null | undefined => {
  const { first, last } = series.walls;
  if (last === null) return null;
  const latest = series.rdates.reduce((one, other) => Math.max(one, other), last);
  if (!series.skipped.has(series.nameOf(latest))) return latest;
  for (const days of SEARCH_DAYS) {
    const { walls, complete } = wallsWithin(series, Math.max(first, latest - days * DAY_MS), latest);
    if (!complete) return latest;
    if (walls.length > 0) return walls.at(-1);
  }
  return undefined;
};

const extentOf = (
  series: Series | undefined,
  overrides: readonly Instance[],
): { first: number[]; last: (number | null)[] } => {
  const first = overrides.map(({ startMs }) => startMs);
  const last: (number | null)[] = overrides.map(({ endMs }) => endMs);
  if (series === undefined) return { first, last };
  const [firstMs, lastMs] = [firstPlain(series), lastPlain(series)];
  if (firstMs !== undefined) first.push(series.span(firstMs).startMs);
  for (const wallMs of series.rdates)
    if (!series.skipped.has(series.nameOf(wallMs))) first.push(series.span(wallMs).startMs);
  if (lastMs === null) last.push(null);
  else if (lastMs !== undefined) last.push(series.span(lastMs).endMs);
  return { first, last };
};

const fallbackOf = (object: CalendarObject, find: ClockFinder): Span => {
  const event = object.main ?? object.overrides[0];
  return (event && spanOf(event, find)) ?? { startMs: 0, endMs: 0 };
};

const latestOf = (ends: readonly (number | null)[], fallbackMs: number): number | null => {
  if (ends.includes(null)) return null;
  const known = ends.filter((endMs) => endMs !== null);
  return known.length === 0 ? fallbackMs : known.reduce((one, other) => Math.max(one, other));
};

/** The instances of an object in a range, and where the whole of it begins and ends. Never throws, always ends. */
export const expandObject = (object: CalendarObject, options: ExpandOptions): Expanded<Expansion> => {
  const find = clockFinder(options.homeZone);
  if (find('') === undefined) return { ok: false, code: 'unknown-time-zone' };
  const series = object.main && readSeries(object, object.main, find);
  if (series?.ok === false) return series;
  const overrides = overrideInstances(object, find);
  if (!overrides.ok) return overrides;
  const plain = series ? plainInstances(series.value, options) : { instances: [], complete: true };
  const moved = overrides.value.filter((instance) => overlaps(instance, options));
  const instances = [...plain.instances, ...moved].sort((one, other) => one.startMs - other.startMs);
  const extent = extentOf(series?.value, overrides.value);
  const fallback = fallbackOf(object, find);
  return ok({
    instances: instances.slice(0, INSTANCES),
    firstMs: extent.first.length === 0 ? fallback.startMs : extent.first.reduce((one, other) => Math.min(one, other)),
    lastEndMs: latestOf(extent.last, fallback.endMs),
    complete: plain.complete && instances.length <= INSTANCES,
  });
};
