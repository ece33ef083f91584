import { adaptHigh, adaptLow, clamp16 } from './adapt-band.ts';
import { type G722State, PREDICTION, SCALE_FACTOR } from './g722-state.ts';
import { HIGH_VALUES, LOW_VALUES_6 } from './quantizers.ts';
import { evenSum, oddSum, pushPair } from './split-bands.ts';

/** Samples of a band have 15 bits: G.722 4.2. */
const clamp15 = (value: number): number => (value < -0x4000 ? -0x4000 : value > 0x3fff ? 0x3fff : value);

/** 64 kbit/s to 16 kHz samples: two in `out` for each byte. Exact to ITU-T G.722, mode 1. */
export const decodeG722 = (state: G722State, bytes: Uint8Array, out: Int16Array): void => {
  const { low, high } = state;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const lowCode = byte & 63;
    const highCode = byte >> 6;
    const lowStep = Math.imul(low[SCALE_FACTOR] ?? 0, LOW_VALUES_6[lowCode] ?? 0) >> 10;
    const highStep = Math.imul(high[SCALE_FACTOR] ?? 0, HIGH_VALUES[highCode] ?? 0) >> 10;
    const lowSample = clamp15(lowStep + (low[PREDICTION] ?? 0));
    const highSample = clamp15(highStep + (high[PREDICTION] ?? 0));
    adaptLow(low, lowCode >> 2);
    adaptHigh(high, highStep, highCode);
    pushPair(state, lowSample + highSample, lowSample - highSample);
    out[2 * at] = clamp16(oddSum(state) >> 11);
    out[2 * at + 1] = clamp16(evenSum(state) >> 11);
  }
};
