import { createResampler, type Resampler } from '../../../audio/resampler.ts';
import { PROMPT_RATE_HZ } from '../../../media/phone/phone-media.ts';

/** Sound as a decoder gives it, channel by channel. */
export interface DecodedSound {
  readonly channelData: readonly Float32Array[];
  readonly sampleRate: number;
}

/** Gathers what a decoder gives as one channel at the rate of prompts, so that the whole is never in memory as it came. */
export interface SoundCollector {
  /** False: it is longer than it may be, and nothing more need come. */
  take(sound: DecodedSound): boolean;
  readonly tooLong: boolean;
  finish(): Float32Array;
}

/** What a resampler holds back of the end. */
const TAIL_SAMPLES = 64;
const LEAST_RATE_HZ = 4_000;
const MOST_RATE_HZ = 384_000;

const mixDown = (channels: readonly Float32Array[]): Float32Array => {
  const mono = new Float32Array(channels[0]?.length ?? 0);
  for (const channel of channels)
    for (let at = 0; at < mono.length; at += 1) {
      const sample = channel[at] ?? 0;
      mono[at] = (mono[at] ?? 0) + (Number.isFinite(sample) ? sample / channels.length : 0);
    }
  return mono;
};

export const createSoundCollector = (longestMs: number): SoundCollector => {
  const longest = Math.round((longestMs * PROMPT_RATE_HZ) / 1_000);
  const parts: Float32Array[] = [];
  let samples = 0;
  let rateHz = 0;
  let resampler: Resampler | undefined;

  const add = (part: Float32Array): void => {
    parts.push(part);
    samples += part.length;
  };

  return {
    take({ channelData, sampleRate }) {
      const mono = mixDown(channelData);
      if (mono.length === 0 || sampleRate < LEAST_RATE_HZ || sampleRate > MOST_RATE_HZ) return true;
      if (sampleRate !== rateHz) {
        rateHz = sampleRate;
        resampler = sampleRate === PROMPT_RATE_HZ ? undefined : createResampler(sampleRate, PROMPT_RATE_HZ);
      }
      add(resampler === undefined ? mono : resampler.process(mono));
      return samples <= longest;
    },
    get tooLong() {
      return samples > longest;
    },
    finish() {
      if (resampler !== undefined) add(resampler.process(new Float32Array(TAIL_SAMPLES)));
      const whole = new Float32Array(Math.min(samples, longest));
      let at = 0;
      for (const part of parts) {
        whole.set(part.subarray(0, whole.length - at), at);
        at += Math.min(part.length, whole.length - at);
      }
      return whole;
    },
  };
};
