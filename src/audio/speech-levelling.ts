import { SAMPLE_RATE_HZ } from './audio-frame.ts';

/** Where speech ends up: about -19 LUFS, as podcasts are; two voices at once stay below full scale. */
const TARGET_DBOV = -20;
/** A voice softer than this is not raised: it is noise, or somebody far from the microphone. */
const SILENCE_DBOV = -55;
/** Pauses between words, softer than the mean by so much, do not count (after ITU-R BS.1770). */
const PAUSE_DB = 10;
const MOST_GAIN_DB = 20;
const LEAST_GAIN_DB = -20;
/** A difference that nobody hears is left alone: the gain stands still as long as the voice stays the same. */
const UNHEARD_DB = 1;
/** While somebody speaks: too slow to be heard as pumping. */
const DB_PER_SECOND = 1.5;
/** What loudness is counted in: about a syllable. */
const PART_SAMPLES = 9_600;
/** 30 s of one's speech. */
const PARTS = 150;
/** Hum below this does not count as loudness. */
const HUM_SHARE = (2 * Math.PI * 120) / SAMPLE_RATE_HZ;

/** Brings one speaker to the loudness of all others, and follows them when they move away from the microphone. */
export interface SpeechLevelling {
  /** Listens to what will come later: the first words are levelled too. */
  learn(samples: Float32Array): void;
  /** The next sound of this speaker, in place. `anew`: after a pause, where a change of gain is not heard. */
  process(samples: Float32Array, anew: boolean): void;
  gainDb(): number;
}

const decibels = (power: number): number => 10 * Math.log10(power);
const power = (dbov: number): number => 10 ** (dbov / 10);

/** Mean of the parts that are speech; undefined when none is. */
const speechDbov = (parts: Float64Array): number | undefined => {
  const meanAbove = (floor: number): number => {
    let sum = 0;
    let count = 0;
    for (const part of parts) {
      if (part <= floor) continue;
      sum += part;
      count += 1;
    }
    return count === 0 ? 0 : sum / count;
  };
  const loud = meanAbove(power(SILENCE_DBOV));
  if (loud === 0) return undefined;
  return decibels(meanAbove(Math.max(power(SILENCE_DBOV), loud * power(-PAUSE_DB))));
};

export const createSpeechLevelling = (): SpeechLevelling => {
  const parts = new Float64Array(PARTS);
  let count = 0;
  let energy = 0;
  let samplesOfPart = 0;
  let hum = 0;
  let wantedDb = 0;
  let known = false;
  let gainDb = 0;
  let gain = 1;
  let first = true;

  const want = (heard: Float64Array): void => {
    const loudness = speechDbov(heard);
    if (loudness === undefined) return;
    known = true;
    wantedDb = Math.min(MOST_GAIN_DB, Math.max(LEAST_GAIN_DB, TARGET_DBOV - loudness));
  };

  const learn = (samples: Float32Array): void => {
    // Local names: this runs for every sample of every speaker.
    let low = hum;
    let sum = 0;
    for (let at = 0; at < samples.length; at += 1) {
      const sample = samples[at] ?? 0;
      low += (sample - low) * HUM_SHARE;
      sum += (sample - low) * (sample - low);
    }
    hum = low;
    energy += sum;
    samplesOfPart += samples.length;
    if (samplesOfPart < PART_SAMPLES) {
      // A single short word is better than nothing.
      if (!known) want(Float64Array.of(energy / samplesOfPart));
      return;
    }
    parts[count % PARTS] = energy / samplesOfPart;
    count += 1;
    energy = 0;
    samplesOfPart = 0;
    want(parts.subarray(0, Math.min(count, PARTS)));
  };

  const nextGainDb = (seconds: number, anew: boolean): number => {
    const apart = wantedDb - gainDb;
    if (Math.abs(apart) < UNHEARD_DB) return gainDb;
    if (anew) return wantedDb;
    const step = DB_PER_SECOND * seconds;
    return gainDb + Math.min(step, Math.max(-step, apart));
  };

  return {
    learn,
    process: (samples, anew) => {
      learn(samples);
      const jump = known && (anew || first);
      if (known) first = false;
      const nextDb = nextGainDb(samples.length / SAMPLE_RATE_HZ, jump);
      const next = nextDb === gainDb ? gain : 10 ** (nextDb / 20);
      const from = jump ? next : gain;
      const step = (next - from) / samples.length;
      let factor = from;
      for (let at = 0; at < samples.length; at += 1) {
        factor += step;
        samples[at] = (samples[at] ?? 0) * factor;
      }
      gainDb = nextDb;
      gain = next;
    },
    gainDb: () => gainDb,
  };
};
