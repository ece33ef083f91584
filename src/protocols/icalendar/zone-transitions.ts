/** One change of a zone's offset from UTC. */
export interface OffsetTransition {
  /** The first millisecond with the new offset. */
  readonly atMs: number;
  readonly beforeMs: number;
  readonly afterMs: number;
}

const DAY_MS = 86_400_000;
/** Morocco's summer time pauses for about thirty days of Ramadan: no shorter period is known. */
const STEP_MS = 14 * DAY_MS;

const makeFormat = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

/** Intl takes any mixture of cases: the spellings of one name are without end, the zones are about 600 with their links. */
const SPELLINGS_AT_MOST = 2_000;
const ZONES_AT_MOST = 600;
const spellings = new Map<string, string | undefined>();
const formats = new Map<string, Intl.DateTimeFormat>();

const findCanonical = (timeZone: string): string | undefined => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
};

/** The name under which this machine keeps the zone (`Asia/Kolkata` may be kept as `Asia/Calcutta`); undefined when unknown. */
export const canonicalZone = (timeZone: string): string | undefined => {
  if (spellings.has(timeZone)) return spellings.get(timeZone);
  // Longer than any zone: a text that someone made up is not kept.
  if (timeZone === '' || timeZone.length > 64) return undefined;
  const canonical = findCanonical(timeZone);
  if (spellings.size >= SPELLINGS_AT_MOST) spellings.clear();
  spellings.set(timeZone, canonical);
  return canonical;
};

const formatFor = (timeZone: string): Intl.DateTimeFormat => {
  const canonical = canonicalZone(timeZone);
  const found = canonical === undefined ? undefined : formats.get(canonical);
  if (found !== undefined) return found;
  const made = makeFormat(timeZone);
  if (formats.size >= ZONES_AT_MOST) formats.clear();
  formats.set(canonical ?? timeZone, made);
  return made;
};

/** Month, day, year, hour, minute, second of `3/28/2027 A, 10:00:00`. */
const NUMBERS = /^(\d+)\/(\d+)\/(\d+) ([AB])\D*(\d+):(\d+):(\d+)$/;

/** What to add to UTC for the local time of an IANA zone, in milliseconds, as this machine's Intl knows it. */
export const offsetAtMs = (timeZone: string, momentMs: number): number => {
  const seconds = Math.floor(momentMs / 1_000) * 1_000;
  // A third of the time of formatToParts.
  const [, month, day, year, era, ...clock] = NUMBERS.exec(formatFor(timeZone).format(seconds)) ?? [];
  const [hour, minute, second] = clock.map(Number);
  const civilYear = era === 'B' ? 1 - Number(year) : Number(year);
  return Date.UTC(civilYear, Number(month) - 1, Number(day), hour, minute, second) - seconds;
};

const pinpoint = (timeZone: string, fromMs: number, toMs: number, beforeMs: number): number => {
  let low = fromMs;
  let high = toMs;
  while (high - low > 1_000) {
    const middle = Math.floor((low + high) / 2_000) * 1_000;
    if (offsetAtMs(timeZone, middle) === beforeMs) low = middle;
    else high = middle;
  }
  return high;
};

/** Every change of the zone's offset in the range, in order. */
export const findTransitions = (timeZone: string, fromMs: number, toMs: number): OffsetTransition[] => {
  const found: OffsetTransition[] = [];
  let beforeMs = offsetAtMs(timeZone, fromMs);
  for (let at = fromMs; at < toMs; at += STEP_MS) {
    const next = Math.min(at + STEP_MS, toMs);
    const afterMs = offsetAtMs(timeZone, next);
    if (afterMs === beforeMs) continue;
    found.push({ atMs: pinpoint(timeZone, at, next, beforeMs), beforeMs, afterMs });
    beforeMs = afterMs;
  }
  return found;
};
