const MINUTE_MS = 60_000;
const FIRST_DELAYS_MS = [1, 5, 15, 60, 240].map((minutes) => minutes * MINUTE_MS);
const LATER_DELAY_MS = 240 * MINUTE_MS;
const GIVE_UP_AFTER_MS = 5 * 24 * 60 * MINUTE_MS;

/**
 * How long to wait after so many attempts, in milliseconds: 1, 5, 15, 60, 240 minutes, then every four hours; undefined when the
 * waits together would pass five days and the mail is given up.
 */
export const retryDelayMs = (attempts: number): number | undefined => {
  const quickMs = FIRST_DELAYS_MS.slice(0, attempts).reduce((sum, delayMs) => sum + delayMs, 0);
  const waitedMs = quickMs + Math.max(0, attempts - FIRST_DELAYS_MS.length) * LATER_DELAY_MS;
  return waitedMs > GIVE_UP_AFTER_MS ? undefined : (FIRST_DELAYS_MS[attempts - 1] ?? LATER_DELAY_MS);
};
