const MINUTE_MS = 60_000;
const FIRST_DELAYS_MS = [1, 5, 15, 60, 240].map((minutes) => minutes * MINUTE_MS);
const LATER_DELAY_MS = 240 * MINUTE_MS;
const GIVE_UP_AFTER_MS = 5 * 24 * 60 * MINUTE_MS;

/** How long nothing is tried after the mail server could not be reached. */
export const UNREACHABLE_PAUSE_MS = MINUTE_MS;

/** Whether a mail that would wait so long in all is given up. */
export const isGivenUp = (waitedMs: number): boolean => waitedMs > GIVE_UP_AFTER_MS;

/** No mail waits longer for its next attempt. */
export const LONGEST_DELAY_MS = LATER_DELAY_MS;

/** How long to wait after so many attempts, in milliseconds: 1, 5, 15, 60, 240 minutes, then every four hours. */
export const retryDelayMs = (attempts: number): number => FIRST_DELAYS_MS[attempts - 1] ?? LATER_DELAY_MS;
