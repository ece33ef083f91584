const two = (number: number): string => String(number).padStart(2, '0');

const dateText = (utcMs: number): string => {
  const date = new Date(utcMs);
  return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
};

const partsOf = (until: string): readonly [number, number, number, number, number, number] => {
  const part = (from: number, to: number): number => Number(until.slice(from, to) || '0');
  return [part(0, 4), part(4, 6) - 1, part(6, 8), part(9, 11), part(11, 13), part(13, 15)];
};

/** What clocks of the zone show at that moment, as `YYYY-MM-DDTHH:mm:ss`. An unknown zone counts as UTC. */
const wallClock = (utcMs: number, timeZone: string): string => {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: timeZone || 'UTC', dateStyle: 'short', timeStyle: 'medium' })
      .format(utcMs)
      .replace(' ', 'T');
  } catch {
    return wallClock(utcMs, 'UTC');
  }
};

/**
 * The last day on which a series that starts at `start` (local) can have a date, as `YYYY-MM-DD`. An UNTIL at midnight ends a
 * series of ten o'clock on the day before.
 */
export const untilDate = (until: string, start: string, timeZone: string): string => {
  const [year, month, day, hour, minute, second] = partsOf(until);
  const asWritten = Date.UTC(year, month, day, hour, minute, second);
  if (!until.includes('T') || !start.includes('T')) return dateText(Date.UTC(year, month, day));
  const local = until.endsWith('Z') ? wallClock(asWritten, timeZone) : wallClock(asWritten, 'UTC');
  const date = local.slice(0, 10);
  if (local.slice(11, 19) >= `${start.slice(11)}:00`.slice(0, 8)) return date;
  return dateText(Date.parse(`${date}T00:00:00Z`) - 86_400_000);
};
