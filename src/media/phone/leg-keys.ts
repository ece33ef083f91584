import { createRateChanger, type RateChanger } from '../../audio/rate-changer.ts';
import { createToneDetector, type ToneDetector } from '../../audio/tone-detector.ts';
import { createKeyPresses, type KeyPresses } from '../../protocols/rtp/key-presses.ts';
import type { RtpPacket } from '../../protocols/rtp/types.ts';
import type { HeardFrame } from './leg-ear.ts';
import { SAME_PRESS_MS } from './limits.ts';
import type { LegFormat } from './phone-media.ts';

/** The keys that one leg presses, however they come, each press once. */
export interface LegKeys {
  configure(format: LegFormat, rateHz: number): void;
  /** A packet of the agreed payload type of events. `ssrc`: another one begins anew. */
  event(packet: RtpPacket, nowMs: number): void;
  /** 20 ms of their sound. */
  sound(heard: Pick<HeardFrame, 'samples' | 'dbov'>, nowMs: number): void;
}

/** Tones of keys are far louder; what is softer only tells one press from the next, and the first of it is enough. */
const SOFTEST_TONE_DBOV = -45;
const SOFT_FRAMES_HEARD = 3;

const TONE_RATE_HZ = 8_000;
/** Full-band codecs are brought down to where tones are. */
const toToneRate = (rateHz: number): RateChanger => createRateChanger(rateHz, TONE_RATE_HZ);

export const createLegKeys = (press: (digit: string) => void): LegKeys => {
  let presses: KeyPresses | undefined;
  let clockRateHz: number | undefined;
  let ssrc: number | undefined;
  let changer = toToneRate(TONE_RATE_HZ);
  let soundHz = TONE_RATE_HZ;
  let tones: ToneDetector = createToneDetector(TONE_RATE_HZ);
  /** Whoever sends events means them: tones that leak into the sound are the same presses. */
  let sendsEvents = false;
  let softFrames = 0;
  /** Heard in the band and told already: their events may still come. */
  let heardTones: ReadonlyArray<{ readonly key: string; readonly atMs: number }> = [];

  const toldAlready = (key: string, nowMs: number): boolean => {
    heardTones = heardTones.filter(({ atMs }) => nowMs - atMs < SAME_PRESS_MS);
    const at = heardTones.findIndex((tone) => tone.key === key);
    if (at < 0) return false;
    heardTones = heardTones.filter((_, index) => index !== at);
    return true;
  };

  return {
    configure: ({ events }, rateHz) => {
      if (events?.clockRateHz !== clockRateHz) {
        clockRateHz = events?.clockRateHz;
        presses = clockRateHz === undefined ? undefined : createKeyPresses(clockRateHz);
        sendsEvents = false;
      }
      if (rateHz === soundHz) return;
      soundHz = rateHz;
      changer = toToneRate(rateHz);
      tones = createToneDetector(TONE_RATE_HZ);
    },
    event: (packet, nowMs) => {
      if (packet.ssrc !== ssrc && clockRateHz !== undefined) presses = createKeyPresses(clockRateHz);
      ({ ssrc } = packet);
      const key = presses?.hear(packet);
      if (key === undefined) return;
      sendsEvents = true;
      if (!toldAlready(key, nowMs)) press(key);
    },
    sound: ({ samples, dbov }, nowMs) => {
      if (sendsEvents) return;
      softFrames = dbov < SOFTEST_TONE_DBOV ? softFrames + 1 : 0;
      if (softFrames > SOFT_FRAMES_HEARD) return;
      for (const key of tones.hear(changer.process(samples))) {
        heardTones = [...heardTones, { key, atMs: nowMs }];
        press(key);
      }
    },
  };
};
