/**
 * Between moments and what a clock on the wall of a time zone shows. `local` is `YYYY-MM-DDTHH:mm`, a date `YYYY-MM-DD`.
 * Done with Intl alone: pages that draw no calendar load no calendar arithmetic.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();

const partsIn = (timeZone: string): Intl.DateTimeFormat => {
  const found =
    formatters.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  formatters.set(timeZone, found);
  return found;
};

/** What the wall shows at a moment. */
export const wallTime = (ms: number, timeZone: string): string => {
  const parts = new Map(
    partsIn(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const year = (parts.get('year') ?? '').padStart(4, '0');
  return `${year}-${parts.get('month')}-${parts.get('day')}T${parts.get('hour')}:${parts.get('minute')}`;
};

export const wallDate = (ms: number, timeZone: string): string => wallTime(ms, timeZone).slice(0, 10);

const asIfUtc = (local: string): number => Date.parse(`${local.slice(0, 16)}Z`);

const DAY_MS = 86_400_000;

/**
 * The moment at which the wall shows `local`: the first of two in autumn. `exists` is false in the gap of spring, and `ms` then
 * is the moment that the clock would have shown without it. Undefined for text that is no local time.
 */
export const momentOf = (
  local: string,
  timeZone: string,
): { readonly ms: number; readonly exists: boolean } | undefined => {
  const wanted = asIfUtc(local);
  if (Number.isNaN(wanted)) return undefined;
  const offsetAt = (ms: number): number => asIfUtc(wallTime(ms, timeZone)) - Math.floor(ms / 60_000) * 60_000;
  // No zone changes twice within two days: one of these offsets holds at the moment sought.
  const before = offsetAt(wanted - DAY_MS);
  const after = offsetAt(wanted + DAY_MS);
  const candidates = [wanted - before, wanted - after].sort((a, b) => a - b);
  const match = candidates.find((ms) => asIfUtc(wallTime(ms, timeZone)) === wanted);
  return match === undefined ? { ms: wanted - before, exists: false } : { ms: match, exists: true };
};

/** `days` later, or earlier when negative. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export const addMinutes = (local: string, minutes: number): string =>
  new Date(asIfUtc(local) + minutes * 60_000).toISOString().slice(0, 16);

/** Minutes on the wall from one local time to another; a change of the clocks between them is not counted. */
export const minutesBetween = (from: string, to: string): number => Math.round((asIfUtc(to) - asIfUtc(from)) / 60_000);

export const daysBetween = (from: string, to: string): number =>
  Math.round(minutesBetween(`${from}T00:00`, `${to}T00:00`) / 1440);
