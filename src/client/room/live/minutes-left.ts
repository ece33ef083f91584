const MINUTE_MS = 60_000;

/** Whole minutes that are left, at least one: nobody plans by seconds. */
export const minutesLeft = (atMs: number, nowMs: number): number => Math.max(1, Math.round((atMs - nowMs) / MINUTE_MS));
