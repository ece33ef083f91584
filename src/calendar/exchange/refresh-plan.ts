const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How often a calendar is read that does not say how often it wants to be. */
export const INTERVAL_MS = HOUR_MS;
/** Not more often, whatever it says: it costs both sides; not less often: people would take it for broken. */
const SHORTEST_MS = 15 * MINUTE_MS;
const LONGEST_MS = 7 * DAY_MS;
/** However often it failed, it is tried about daily. */
const BACK_OFF_MOST_MS = DAY_MS;

export const intervalFor = (wantedMs: number | undefined): number =>
  Math.min(Math.max(wantedMs ?? INTERVAL_MS, SHORTEST_MS), LONGEST_MS);

/** When to try again after so many failures in a row: twice as long each time. */
export const retryAfterMs = (intervalMs: number, failures: number): number =>
  Math.max(intervalMs, Math.min(intervalMs * 2 ** Math.min(failures - 1, 20), BACK_OFF_MOST_MS));
