import { createPressRun } from './press-run.ts';
import { createTonePairMeter } from './tone-pair.ts';

/** Hears the keys of a telephone in its sound (DTMF, ITU-T Q.23 and Q.24), for calls without RFC 4733. */
export interface ToneDetector {
  /** Any number of samples (-1 to 1); answers the keys that were pressed in them, each press once: `0`–`9`, `*`, `#`, `A`–`D`. */
  hear(samples: Float32Array): string;
}

/**
 * Length of sound that is looked at. So short a piece lets through tones that are 1.5 % off, as Q.24 asks for, and is still long enough
 * to tell neighbours in a group apart, which are 73 Hz away.
 */
const WINDOW_S = 0.012_75;

/** For sound at `rateHz`, 8 kHz and more. */
export const createToneDetector = (rateHz: number): ToneDetector => {
  const window = new Float32Array(Math.round(WINDOW_S * rateHz));
  const hop = window.length >> 1;
  const meter = createTonePairMeter(window.length, rateHz);
  const run = createPressRun();
  let filled = 0;
  return {
    hear: (samples) => {
      let keys = '';
      for (let at = 0; at < samples.length; ) {
        const taken = Math.min(samples.length - at, window.length - filled);
        window.set(samples.subarray(at, at + taken), filled);
        at += taken;
        filled += taken;
        if (filled < window.length) break;
        keys += run.hear(meter.measure(window)) ?? '';
        window.copyWithin(0, hop);
        filled -= hop;
      }
      return keys;
    },
  };
};
