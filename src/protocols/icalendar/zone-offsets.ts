import { canonicalZone, findTransitions, type OffsetTransition, offsetAtMs } from './zone-transitions.ts';

/** The offsets of one zone in one UTC year: the one it begins with, then each change. */
interface YearOffsets {
  readonly firstMs: number;
  readonly changes: readonly OffsetTransition[];
}

const DAY_MS = 86_400_000;
/** Years of zones that are kept: 100 zones over 40 years, some hundred bytes each. */
const YEARS_AT_MOST = 4_000;
const years = new Map<string, YearOffsets>();

const readYear = (timeZone: string, year: number): YearOffsets => {
  const fromMs = Date.UTC(year, 0, 1);
  return {
    firstMs: offsetAtMs(timeZone, fromMs),
    changes: findTransitions(timeZone, fromMs, Date.UTC(year + 1, 0, 1)),
  };
};

const yearOffsets = (timeZone: string, year: number): YearOffsets => {
  const key = `${timeZone} ${year}`;
  const found = years.get(key);
  if (found !== undefined) return found;
  const made = readYear(timeZone, year);
  if (years.size >= YEARS_AT_MOST) years.clear();
  years.set(key, made);
  return made;
};

/** The clock of one zone, by tables that are made once a year of it; for many conversions of the same zone. */
export interface ZoneClock {
  /** What to add to UTC at that moment. */
  readonly offsetAt: (momentMs: number) => number;
  /**
   * The moment at which the clock shows `wallMs` (a local time written as if it were UTC). RFC 5545 3.3.5: a time shown twice is the
   * first of the two; one that is skipped is read with the offset from before the gap.
   */
  readonly momentOf: (wallMs: number) => number;
  readonly wallOf: (momentMs: number) => number;
}

const UTC_CLOCK: ZoneClock = { offsetAt: () => 0, momentOf: (wallMs) => wallMs, wallOf: (momentMs) => momentMs };

const makeClock = (zone: string): ZoneClock => {
  let table: YearOffsets | undefined;
  let [fromMs, toMs] = [0, 0];
  const tableAt = (momentMs: number): YearOffsets => {
    if (table !== undefined && momentMs >= fromMs && momentMs < toMs) return table;
    const year = new Date(momentMs).getUTCFullYear();
    [fromMs, toMs] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
    table = yearOffsets(zone, year);
    return table;
  };
  const offsetAt = (momentMs: number): number => {
    const { firstMs, changes } = tableAt(momentMs);
    let offsetMs = firstMs;
    for (const { atMs, afterMs } of changes) if (atMs <= momentMs) offsetMs = afterMs;
    return offsetMs;
  };
  const momentOf = (wallMs: number): number => {
    const beforeMs = offsetAt(wallMs - DAY_MS);
    const afterMs = offsetAt(wallMs + DAY_MS);
    if (beforeMs === afterMs || offsetAt(wallMs - beforeMs) === beforeMs) return wallMs - beforeMs;
    return offsetAt(wallMs - afterMs) === afterMs ? wallMs - afterMs : wallMs - beforeMs;
  };
  return { offsetAt, momentOf, wallOf: (momentMs) => momentMs + offsetAt(momentMs) };
};

/** undefined for a zone that this machine does not know. */
export const zoneClock = (timeZone: string): ZoneClock | undefined => {
  const zone = canonicalZone(timeZone);
  if (zone === undefined) return undefined;
  return zone === 'UTC' ? UTC_CLOCK : makeClock(zone);
};

/** Every change of the offset in those UTC years, the last one included, from the same tables. Throws RangeError on an unknown zone. */
export const transitionsIn = (timeZone: string, firstYear: number, lastYear: number): OffsetTransition[] => {
  const zone = canonicalZone(timeZone) ?? timeZone;
  const found: OffsetTransition[] = [];
  for (let year = firstYear; year <= lastYear; year += 1) found.push(...yearOffsets(zone, year).changes);
  return found;
};
