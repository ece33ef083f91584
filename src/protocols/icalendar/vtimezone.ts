import ICAL from 'ical.js';
import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library';
import { findSteadyRules, observanceLines, type SteadyRules } from './zone-observances.ts';
import { transitionsIn, zoneClock } from './zone-offsets.ts';
import { canonicalZone, type OffsetTransition } from './zone-transitions.ts';

const DAY_MS = 86_400_000;
/** Shorter than any summer time, or pause of one. */
const BETWEEN_MS = 14 * DAY_MS;
/** Years before the start and after the end that are described too. */
const YEARS_BEFORE = 1;
const YEARS_AFTER = 5;
/** At most so many in all; each costs up to a millisecond of Intl. Steady rules go on after them. */
const YEARS_AT_MOST = 50;
/** Intl describes no zone before clocks were told by law; Date has no years above 9999 in four digits. */
const FIRST_YEAR = 1850;
const LAST_YEAR = 9_900;

interface YearRange {
  readonly first: number;
  readonly last: number;
}

/** One observance for each change of the offset that Intl knows in the range; then two by rule where they are the same each year. */
const explicitLines = (
  timeZone: string,
  { first, last }: YearRange,
  transitions: readonly OffsetTransition[],
): string[] => {
  const fromMs = Date.UTC(first, 0, 1);
  const firstMs = zoneClock(timeZone)?.offsetAt(fromMs) ?? 0;
  const steady: SteadyRules | undefined = findSteadyRules(timeZone, first, last);
  const untilMs = steady === undefined ? Number.POSITIVE_INFINITY : Date.UTC(steady.fromYear, 0, 1);
  const single = transitions.filter(({ atMs }) => atMs < untilMs);
  const standardMs = Math.min(firstMs, ...transitions.map(({ afterMs }) => afterMs));
  const opening: OffsetTransition = { atMs: fromMs, beforeMs: firstMs, afterMs: firstMs };
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${timeZone}`,
    ...[opening, ...single].flatMap((transition) => observanceLines(transition, standardMs)),
    ...(steady?.changes ?? []).flatMap(({ transition, rule }) => observanceLines(transition, standardMs, rule)),
    'END:VTIMEZONE',
  ];
};

/** The library prints to the console when it is asked for a name that it does not know. */
let libraryNames: ReadonlySet<string> | undefined;

/** The library knows some zones only by the name that they are a link to; their description is the same. */
const libraryLines = (timeZone: string): string[] | undefined => {
  libraryNames ??= new Set(tzlib_get_timezones());
  if (!libraryNames.has(timeZone)) return undefined;
  const answer = tzlib_get_ical_block(timeZone);
  const block = Array.isArray(answer) ? answer[0] : undefined;
  return block?.split(/\r?\n/).map((line) => line.replace(/^(TZID|X-LIC-LOCATION):.*/, `$1:${timeZone}`));
};

/** True when the component, read as a calendar program reads it, has Intl's offset at all these moments. */
const agreesWithIntl = (lines: readonly string[], timeZone: string, momentsMs: readonly number[]): boolean => {
  const component = new ICAL.Component(ICAL.parse(lines.join('\r\n')));
  const zone = new ICAL.Timezone({ component, tzid: timeZone });
  const clock = zoneClock(timeZone);
  return momentsMs.every((momentMs) => {
    const offsetMs = clock?.offsetAt(momentMs);
    const local = ICAL.Time.fromJSDate(new Date(momentMs + (offsetMs ?? 0)), true);
    return zone.utcOffset(local) * 1_000 === offsetMs;
  });
};

/** Around every change, now and then between, where the library may change and Intl does not, and at the end. */
const momentsToCheck = ({ first, last }: YearRange, transitions: readonly OffsetTransition[]): number[] => {
  // Two hours on either side: beyond the hour that happens twice or never, where a local time has no one offset.
  const around = transitions.flatMap(({ atMs }) => [atMs - 7_200_000, atMs + 7_200_000]);
  const between: number[] = [];
  const toMs = Date.UTC(last + 1, 0, 1);
  for (let momentMs = Date.UTC(first, 0, 1); momentMs < toMs; momentMs += BETWEEN_MS) between.push(momentMs);
  const clear = between.filter((momentMs) => transitions.every(({ atMs }) => Math.abs(atMs - momentMs) > 7_200_000));
  return [...around, ...clear, toMs];
};

const describeZone = (timeZone: string, range: YearRange): readonly string[] => {
  const transitions = transitionsIn(timeZone, range.first, range.last);
  const library = libraryLines(timeZone);
  if (library !== undefined && agreesWithIntl(library, timeZone, momentsToCheck(range, transitions))) return library;
  return explicitLines(timeZone, range, transitions);
};

/** Whether the two sources of time-zone data, this machine's and the library's, say the same of the years around `nowMs`. */
export const zoneSourcesAgree = (timeZone: string, nowMs: number): boolean => {
  const range = rangeOf(nowMs, nowMs);
  const library = libraryLines(timeZone);
  const moments = momentsToCheck(range, transitionsIn(timeZone, range.first, range.last));
  return library !== undefined && agreesWithIntl(library, timeZone, moments);
};

/** Descriptions already worked out; they follow from their key alone. */
const known = new Map<string, readonly string[]>();
const KNOWN_AT_MOST = 200;

const yearOf = (momentMs: number): number =>
  Math.min(LAST_YEAR, Math.max(FIRST_YEAR, new Date(momentMs).getUTCFullYear() || FIRST_YEAR));

const rangeOf = (startMs: number, endMs: number): YearRange => {
  const first = yearOf(startMs) - YEARS_BEFORE;
  const last = Math.max(first, yearOf(endMs) + YEARS_AFTER);
  return { first, last: Math.min(last, first + YEARS_AT_MOST - 1) };
};

/**
 * RFC 5545 3.6.5: the unfolded lines of a VTIMEZONE with the offsets that this machine knows (Intl), from a year before
 * `startMs` to five years after `endMs`, widened to whole years, fifty at the most. The compact description of
 * timezones-ical-library is taken when its offsets are the same over that range; else each change is written out, and after them
 * the rules by which the changes go on, where there are such.
 */
export const vtimezoneLines = (timeZone: string, startMs: number, endMs: number): readonly string[] => {
  const range = rangeOf(startMs, endMs);
  const key = `${canonicalZone(timeZone) === undefined ? '?' : timeZone} ${range.first} ${range.last}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const lines = describeZone(timeZone, range);
  if (known.size >= KNOWN_AT_MOST) known.clear();
  known.set(key, lines);
  return lines;
};
