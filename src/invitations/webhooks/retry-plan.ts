const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000] as const;

/** How long after each attempt the next one comes: thirteen attempts in 24 hours, most of them early, when a restart is the reason. */
const PAUSES_MS = [
  10 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  40 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  5 * HOUR,
  5 * HOUR,
  6 * HOUR,
];

/** Longer than this nobody may ask us to wait. */
const LONGEST_WISH_MS = HOUR;

/** After how long the next attempt comes, when `attempts` have failed; undefined: given up. `wishMs`: what the other side asked for. */
export const pauseAfter = (attempts: number, wishMs = 0): number | undefined => {
  const pause = PAUSES_MS[attempts - 1];
  return pause === undefined ? undefined : Math.max(pause, Math.min(wishMs, LONGEST_WISH_MS));
};

/** Without anything arriving for so long, a webhook is switched off. */
export const SWITCHED_OFF_AFTER_MS = 72 * HOUR;
