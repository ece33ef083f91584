/** 5 s of frames: the minimum over them is the base that delays are counted from, and follows two clocks that drift apart. */
const BASE_FRAMES = 250;
/** 8 s of frames: what a delay is learned from. */
const HISTORY_FRAMES = 400;
/** A jump this large is no network but another clock: the sender came back with a new page. */
const CLOCK_JUMP_MS = 5_000;
/** Earlier than anything of the last seconds by this much: the sound here stood still, or a long jam is over. */
const FRESH_START_MS = 60;

/** How long frames took from capture to arrival, on two unrelated clocks: only differences mean something. */
export interface TransitHistory {
  /**
   * `typical` false: a frame that says little about the network, like the first of a talkspurt, which is sent late on purpose.
   * Returns true when the clocks jumped: what was captured before has nothing to do with what comes now.
   */
  observe(transitMs: number, typical: boolean): boolean;
  /** The least transit of the last seconds; 0 before the first frame. */
  baseMs(): number;
  /** The lateness over the base that the share `quantile` (0 to 1) of the last frames stayed below, in ms. */
  lateness(quantile: number): number;
}

export const createTransitHistory = (): TransitHistory => {
  const transits = new Float64Array(HISTORY_FRAMES);
  const sorted = new Float64Array(HISTORY_FRAMES);
  let count = 0;
  let base = 0;

  const recentMinimum = (): number => {
    let least = Number.POSITIVE_INFINITY;
    for (let back = 1; back <= Math.min(count, BASE_FRAMES); back += 1)
      least = Math.min(least, transits[(count - back) % HISTORY_FRAMES] ?? least);
    return least;
  };

  return {
    observe: (transitMs, typical) => {
      const jumped = count > 0 && Math.abs(transitMs - base) > CLOCK_JUMP_MS;
      if (!typical && !jumped && count > 0 && transitMs > base) return false;
      if (jumped || transitMs < base - FRESH_START_MS) count = 0;
      const leaving = count < BASE_FRAMES ? undefined : transits[(count - BASE_FRAMES) % HISTORY_FRAMES];
      const first = count === 0;
      transits[count % HISTORY_FRAMES] = transitMs;
      count += 1;
      if (first || transitMs <= base) base = transitMs;
      // Only when the least one has left: it is looked for among all.
      else if (leaving !== undefined && leaving <= base) base = recentMinimum();
      return jumped;
    },
    baseMs: () => base,
    lateness: (quantile) => {
      const filled = Math.min(count, HISTORY_FRAMES);
      if (filled === 0) return 0;
      const ordered = sorted.subarray(0, filled);
      ordered.set(transits.subarray(0, filled));
      ordered.sort();
      const at = Math.min(filled - 1, Math.floor(quantile * filled));
      return Math.max(0, (ordered[at] ?? base) - base);
    },
  };
};
