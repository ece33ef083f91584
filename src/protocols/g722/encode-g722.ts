import { adaptHigh, adaptLow, clamp16 } from './adapt-band.ts';
import { type G722State, PREDICTION, SCALE_FACTOR } from './g722-state.ts';
import { HIGH_LIMIT, HIGH_VALUES, LOW_LIMITS } from './quantizers.ts';
import { evenSum, oddSum, pushPair } from './split-bands.ts';

/** A step in the middle, where the search begins for sound that is not soft. */
const MIDDLE_STEP = 9;
const MIDDLE_LIMIT = 370;

/** The 6 bits nearest to how far `sample` is from what was foretold: G.722 3.3. */
const quantizeLow = (band: Int32Array, sample: number): number => {
  const difference = clamp16(sample - (band[PREDICTION] ?? 0));
  const scale = band[SCALE_FACTOR] ?? 0;
  const size = ((difference < 0 ? ~difference : difference) + 1) << 10;
  let step = size > Math.imul(MIDDLE_LIMIT, scale) ? MIDDLE_STEP : 0;
  while (step < LOW_LIMITS.length && size > Math.imul(LOW_LIMITS[step] ?? 0, scale)) step += 1;
  if (difference >= 0) return 61 - step;
  // The two least negative steps have codes of their own, since a low band of no bits at all must not occur.
  return (step < 2 ? 63 : 33) - step;
};

/** The same in 2 bits for the high band. */
const quantizeHigh = (band: Int32Array, sample: number): number => {
  const difference = clamp16(sample - (band[PREDICTION] ?? 0));
  const limit = Math.imul(HIGH_LIMIT, band[SCALE_FACTOR] ?? 0) >> 8;
  const near = (difference < 0 ? ~difference : difference) < limit ? 1 : 0;
  return difference < 0 ? near : 2 + near;
};

/** 16 kHz samples, an even number of them, to 64 kbit/s: one byte in `out` for two samples. Exact to ITU-T G.722. */
export const encodeG722 = (state: G722State, samples: Int16Array, out: Uint8Array): void => {
  const { low, high } = state;
  for (let at = 0; at + 1 < samples.length; at += 2) {
    pushPair(state, samples[at] ?? 0, samples[at + 1] ?? 0);
    const even = evenSum(state);
    const odd = oddSum(state);
    const lowCode = quantizeLow(low, (even + odd) >> 14);
    const highCode = quantizeHigh(high, (odd - even) >> 14);
    adaptHigh(high, Math.imul(high[SCALE_FACTOR] ?? 0, HIGH_VALUES[highCode] ?? 0) >> 10, highCode);
    adaptLow(low, lowCode >> 2);
    out[at >> 1] = (highCode << 6) | lowCode;
  }
};
