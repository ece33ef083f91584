import { findPeriod, PERIOD_SEARCH_SAMPLES } from './pitch-period.ts';

/**
 * Shortening, lengthening and making up sound by whole pitch periods, so that pitch and timbre stay. All work on the same
 * picture: `past` holds the last `PERIOD_SEARCH_SAMPLES` samples heard, `ahead` what comes next.
 */

/** Blends `from` into `to` over `count` samples, linearly. Any of the three may be the same array. */
export const crossfade = (
  target: Float32Array,
  from: Float32Array,
  fromOffset: number,
  to: Float32Array,
  toOffset: number,
  count: number,
): void => {
  for (let at = 0; at < count; at += 1) {
    const weight = (at + 0.5) / count;
    target[at] = (from[fromOffset + at] ?? 0) * (1 - weight) + (to[toOffset + at] ?? 0) * weight;
  }
};

/**
 * Melts the first two periods of `ahead` into one in `target`. Returns its length: twice as many samples are used up, or 0 when
 * the sound is less alike than `likeness`.
 */
export const shorten = (target: Float32Array, ahead: Float32Array, likeness: number): number => {
  const period = findPeriod(ahead, 0);
  if (period.likeness < likeness) return 0;
  crossfade(target, ahead, 0, ahead, period.samples, period.samples);
  return period.samples;
};

/**
 * Repeats the last period of `past`, leading over from the `aheadCount` samples of `ahead` that were to come. None of these is
 * used up. Returns the samples written, or 0 when the sound is less alike than `likeness`.
 */
export const lengthen = (
  target: Float32Array,
  past: Float32Array,
  ahead: Float32Array,
  aheadCount: number,
  likeness: number,
): number => {
  const period = findPeriod(past, 0);
  if (period.likeness < likeness) return 0;
  const start = PERIOD_SEARCH_SAMPLES - period.samples;
  const blended = Math.min(aheadCount, period.samples);
  crossfade(target, ahead, 0, past, start, blended);
  for (let at = blended; at < period.samples; at += 1) target[at] = past[start + at] ?? 0;
  return period.samples;
};
