/** One second of frames. */
const KEPT = 50;
/** Before so many the median jumps about. */
const TELLING = 5;
/** A figure that trembles cannot be read, nor read out: it changes when it differs by so much. */
const LEAST_CHANGE_MS = 5;
const LEAST_CHANGE_SHARE = 0.2;

/** Round trips as one figure for a screen: the median of the last second, so that one late frame does not move it. */
export interface RoundTrips {
  add(ms: number): void;
  /** Whole ms; undefined before there are enough. */
  shownMs(): number | undefined;
}

export const createRoundTrips = (): RoundTrips => {
  let last: number[] = [];
  let shown: number | undefined;
  return {
    add(ms) {
      last = [...last, ms].slice(-KEPT);
      if (last.length < TELLING) return;
      const sorted = [...last].sort((a, b) => a - b);
      const median = Math.round(sorted[sorted.length >> 1] ?? 0);
      const change = Math.abs(median - (shown ?? Number.NEGATIVE_INFINITY));
      if (change >= Math.max(LEAST_CHANGE_MS, median * LEAST_CHANGE_SHARE)) shown = median;
    },
    shownMs: () => shown,
  };
};
