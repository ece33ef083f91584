import { SAMPLE_RATE_HZ } from '../../audio/audio-frame.ts';
import { createSoundMix, type SoundMix } from './sound-mix.ts';
import { createSpeakers } from './speaker-sound.ts';

/** What the legs of one room hear. */
export interface PhoneRoom {
  feed(frames: readonly Uint8Array[], nowMs: number): void;
  /** Once per tick, before anybody asks for a mix. */
  advance(nowMs: number): void;
  /** What that participant hears: everyone, without themselves when they are one of those heard. */
  mixFor(number: number): SoundMix;
  /** The room is no more: whoever is still in it hears nobody. */
  empty(): void;
  close(): void;
}

export const createPhoneRoom = (): PhoneRoom => {
  const speakers = createSpeakers(SAMPLE_RATE_HZ);
  const everyone = createSoundMix((target) => speakers.addTo(target, undefined));
  const without = new Map<number, SoundMix>();

  return {
    feed: (frames, nowMs) => {
      for (const frame of frames) speakers.push(frame, nowMs);
    },
    advance: (nowMs) => {
      speakers.advance(nowMs);
      everyone.renew();
      for (const [number, mix] of without) {
        mix.renew();
        if (speakers.has(number)) continue;
        mix.close();
        without.delete(number);
      }
    },
    mixFor: (number) => {
      if (!speakers.has(number)) return everyone;
      const known = without.get(number);
      if (known !== undefined) return known;
      const made = createSoundMix((target) => speakers.addTo(target, number));
      without.set(number, made);
      return made;
    },
    empty: speakers.close,
    close: () => {
      speakers.close();
      everyone.close();
      for (const mix of without.values()) mix.close();
      without.clear();
    },
  };
};
