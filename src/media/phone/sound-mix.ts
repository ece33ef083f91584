import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../../audio/audio-frame.ts';
import { createComfortNoise } from '../../audio/comfort-noise.ts';
import { createRateChanger, type RateChanger } from '../../audio/rate-changer.ts';
import { createSoftLimiter } from '../../audio/soft-limiter.ts';
import { LINE_NOISE_DBOV } from './limits.ts';
import { PHONE_CODEC_FACTS, type PhoneEncoder } from './phone-codecs.ts';
import type { PhoneCodec } from './phone-media.ts';

/** What some legs hear alike: summed once, resampled once per rate, encoded once per codec, and only when somebody asks. */
export interface SoundMix {
  /** A new tick: what was made is of the past. */
  renew(): void;
  /** Nothing but the noise of the line. */
  isSilent(): boolean;
  /** 20 ms; valid until the next tick. */
  samples(rateHz: number): Float32Array;
  /** The same bytes for every leg. */
  payload(codec: PhoneCodec): Uint8Array;
  close(): void;
}

/** `addVoices` adds this tick's voices to 20 ms at 48 kHz; answers whether there are any. */
export const createSoundMix = (addVoices: (target: Float32Array) => boolean): SoundMix => {
  const sum = new Float32Array(FRAME_SAMPLES);
  const limiter = createSoftLimiter();
  const noise = createComfortNoise();
  const changers = new Map<number, RateChanger>();
  const encoders = new Map<PhoneCodec, PhoneEncoder>();
  const bands = new Map<number, Float32Array>();
  const payloads = new Map<PhoneCodec, Uint8Array>();
  let summed = false;
  let heard = false;

  const whole = (): Float32Array => {
    if (summed) return sum;
    summed = true;
    sum.fill(0);
    heard = addVoices(sum);
    limiter.process(sum);
    noise.addTo(sum, LINE_NOISE_DBOV);
    return sum;
  };

  const samples = (rateHz: number): Float32Array => {
    const made = bands.get(rateHz);
    if (made !== undefined) return made;
    let changer = changers.get(rateHz);
    if (changer === undefined) {
      changer = createRateChanger(SAMPLE_RATE_HZ, rateHz);
      changers.set(rateHz, changer);
    }
    const band = changer.process(whole());
    bands.set(rateHz, band);
    return band;
  };

  return {
    renew: () => {
      summed = false;
      bands.clear();
      payloads.clear();
    },
    isSilent: () => {
      whole();
      return !heard;
    },
    samples,
    payload: (codec) => {
      const made = payloads.get(codec);
      if (made !== undefined) return made;
      const facts = PHONE_CODEC_FACTS[codec];
      let encoder = encoders.get(codec);
      if (encoder === undefined) {
        encoder = facts.createEncoder();
        encoders.set(codec, encoder);
      }
      const payload = encoder.encode(samples(facts.rateHz));
      payloads.set(codec, payload);
      return payload;
    },
    close: () => {
      for (const encoder of encoders.values()) encoder.close();
      encoders.clear();
    },
  };
};
