import { findPeriod, MAX_PERIOD_SAMPLES, PERIOD_SEARCH_SAMPLES } from './pitch-period.ts';

/** 10 ms at full loudness, then down to nothing at 80 ms: longer, a held vowel sounds like a machine. */
const HOLD_SAMPLES = 480;
const FADE_SAMPLES = 3360;

/** Sound made up while nothing comes: the last pitch period over and over, fading. */
export interface Concealment {
  /** Starts from the last `PERIOD_SEARCH_SAMPLES` samples heard. */
  start(past: Float32Array): void;
  /** Writes the next `count` samples to `target`. */
  next(target: Float32Array, count: number): void;
}

export const createConcealment = (): Concealment => {
  const cycle = new Float32Array(MAX_PERIOD_SAMPLES);
  let length = MAX_PERIOD_SAMPLES;
  let made = 0;

  return {
    start: (past) => {
      length = findPeriod(past, 0).samples;
      made = 0;
      const last = PERIOD_SEARCH_SAMPLES - length;
      // The last quarter leads into what stood before the period, so that the cycle closes without a click.
      const seam = length >> 2;
      for (let at = 0; at < length; at += 1) {
        const weight = Math.max(0, (at - (length - seam) + 0.5) / seam);
        cycle[at] = (past[last + at] ?? 0) * (1 - weight) + (past[last - length + at] ?? 0) * weight;
      }
    },
    next: (target, count) => {
      for (let at = 0; at < count; at += 1) {
        const gain = Math.max(0, 1 - Math.max(0, made - HOLD_SAMPLES) / FADE_SAMPLES);
        target[at] = (cycle[made % length] ?? 0) * gain;
        made += 1;
      }
    },
  };
};
