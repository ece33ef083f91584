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

const formats = new Map<string, Intl.DateTimeFormat>();

const formatFor = (timeZone: string): Intl.DateTimeFormat => {
  const found = formats.get(timeZone);
  if (found !== undefined) return found;
  const made = new Intl.DateTimeFormat('en-US', {
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
  formats.set(timeZone, made);
  return made;
};

/** What to add to UTC for the local time of an IANA zone, in milliseconds, as this machine's Intl knows it. */
export const offsetAtMs = (timeZone: string, momentMs: number): number => {
  const seconds = Math.floor(momentMs / 1_000) * 1_000;
  const part = new Map(
    formatFor(timeZone)
      .formatToParts(seconds)
      .map(({ type, value }) => [type, value]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes): number => Number(part.get(type));
  const year = part.get('era') === 'BC' ? 1 - read('year') : read('year');
  return Date.UTC(year, read('month') - 1, read('day'), read('hour'), read('minute'), read('second')) - seconds;
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
