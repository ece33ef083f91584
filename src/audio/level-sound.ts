import { createSoftLimiter } from './soft-limiter.ts';

/** Where spoken words end up, as voices of the room do (`speech-levelling.ts`). */
export const SPEECH_DBOV = -20;
/** Softer than any part of a recording: noise. */
const SILENCE_DBOV = -60;
/** Pauses, softer than the mean by so much, do not count (after ITU-R BS.1770). */
const PAUSE_DB = 10;
/** Beyond that it is noise that is raised, not a voice. */
const MOST_GAIN_DB = 36;
/** What loudness is counted in: about a syllable. */
const PART_MS = 200;
/** Hum below this does not count as loudness: a telephone does not carry it. */
const HUM_HZ = 120;
/** What the limiter turns down at a time. */
const LIMITED_MS = 2.5;

const power = (dbov: number): number => 10 ** (dbov / 10);

/** The mean power of each part without its hum. */
const partPowers = (samples: Float32Array, rateHz: number): number[] => {
  const partSamples = Math.max(1, Math.round((rateHz * PART_MS) / 1_000));
  const share = Math.min(1, (2 * Math.PI * HUM_HZ) / rateHz);
  const powers: number[] = [];
  let hum = 0;
  for (let from = 0; from < samples.length; from += partSamples) {
    const until = Math.min(samples.length, from + partSamples);
    let sum = 0;
    for (let at = from; at < until; at += 1) {
      const sample = samples[at] ?? 0;
      hum += (sample - hum) * share;
      sum += (sample - hum) * (sample - hum);
    }
    powers.push(sum / (until - from));
  }
  return powers;
};

const meanAbove = (powers: readonly number[], floor: number): number => {
  let sum = 0;
  let count = 0;
  for (const one of powers) {
    if (one <= floor) continue;
    sum += one;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
};

/** How loud a whole sound is where it is not silent, in dBov; undefined for silence. */
export const loudnessDbov = (samples: Float32Array, rateHz: number): number | undefined => {
  const powers = partPowers(samples, rateHz);
  const loud = meanAbove(powers, power(SILENCE_DBOV));
  if (loud === 0) return undefined;
  return 10 * Math.log10(meanAbove(powers, Math.max(power(SILENCE_DBOV), loud * power(-PAUSE_DB))));
};

/** Brings a whole sound to a loudness, in place, by one gain; peaks that pass full scale then are turned down softly. */
export const levelSound = (samples: Float32Array, rateHz: number, targetDbov: number): void => {
  const loudness = loudnessDbov(samples, rateHz);
  if (loudness === undefined) return;
  const gain = 10 ** (Math.min(MOST_GAIN_DB, targetDbov - loudness) / 20);
  for (let at = 0; at < samples.length; at += 1) samples[at] = (samples[at] ?? 0) * gain;
  const limiter = createSoftLimiter();
  const block = Math.max(1, Math.round((rateHz * LIMITED_MS) / 1_000));
  for (let from = 0; from < samples.length; from += block) limiter.process(samples.subarray(from, from + block));
};
