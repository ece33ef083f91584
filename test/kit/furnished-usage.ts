import type { UsageValues } from '../../src/contract/http/overview.ts';

const STEP_MS = 10 * 60_000;
const DAYS = 8;
const MEGABYTE = 1_048_576;

/** Busy between nine and six, with a break at noon: 0 to 1. */
const busy = (hour: number): number => {
  if (hour < 8 || hour > 18.5) return 0;
  return Math.max(0, Math.sin(((hour - 8) / 10.5) * Math.PI)) * (hour > 12 && hour < 13.5 ? 0.4 : 1);
};

/** How the last days went, the same each time. */
export const usageOf = (nowMs: number): Array<{ readonly atMs: number; readonly values: UsageValues }> => {
  const samples = [];
  for (let atMs = Math.floor((nowMs - DAYS * 86_400_000) / STEP_MS) * STEP_MS; atMs < nowMs; atMs += STEP_MS) {
    const wave = Math.abs(Math.sin(atMs / 5_431_000));
    const full = busy(((atMs / 3_600_000) % 24) + 1) * (0.6 + 0.4 * wave);
    samples.push({
      atMs,
      values: {
        peopleWeb: Math.round(34 * full),
        peoplePhone: Math.round(9 * full),
        peopleWaiting: Math.round(2 * full * wave),
        rooms: Math.round(8 * full),
        calls: Math.round(9 * full),
        mailsWaiting: Math.round(3 * wave * full),
        mailsFailed: 0,
        mailsSent: Math.round(40 * full),
        loadPercent: Math.round(4 + 38 * full + 4 * wave),
        loopDelayMs: Math.round(11 + 9 * full),
        memoryBytes: Math.round((140 + 60 * full) * MEGABYTE),
      },
    });
  }
  return samples;
};
