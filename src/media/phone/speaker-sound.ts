import { audioPayload, FRAME_MS, parseAudioFrame } from '../../audio/audio-frame.ts';
import { createPhonePlayout } from '../../audio/phone-playout.ts';
import { SPEAKER_IDLE_MS, SPEAKERS_MAX } from './limits.ts';
import { createOpusDecoder } from './opus-codec.ts';

type Rate = 8_000 | 16_000 | 48_000;

/** One person's frames as sound, at an even pace. */
interface Speaker {
  push(frame: Uint8Array, nowMs: number): void;
  /** The next 20 ms, valid until the next pull; undefined while they are silent. */
  pull(nowMs: number): Float32Array | undefined;
  idleMs(nowMs: number): number;
  close(): void;
}

const CYCLE = 2 ** 32;

/** 32 bits that wrap around, as a number that goes on. */
const createUnwrap = (): ((value: number) => number) => {
  let last: number | undefined;
  return (value) => {
    const next = last === undefined ? CYCLE + value : last + ((value - last) | 0);
    if (last === undefined || next > last) last = next;
    return next;
  };
};

const createSpeaker = (rateHz: Rate, nowMs: number): Speaker => {
  const decoder = createOpusDecoder(rateHz);
  const playout = createPhonePlayout({ rateHz, ...decoder });
  const sound = new Float32Array(rateHz / 50);
  const [sequences, captures] = [createUnwrap(), createUnwrap()];
  let lastMs = nowMs;
  return {
    push: (frame, atMs) => {
      const header = parseAudioFrame(frame);
      if (header === undefined) return;
      lastMs = atMs;
      const { endOfTalkspurt } = header;
      const sequence = sequences(header.sequence);
      const captureMs = captures(header.captureMs);
      const payload = audioPayload(frame);
      playout.push({ sequence, captureMs, durationMs: FRAME_MS, kind: 'sound', endOfTalkspurt, payload }, atMs);
    },
    pull: (atMs) => (playout.pull(sound, atMs) === 'silence' ? undefined : sound),
    idleMs: (atMs) => atMs - lastMs,
    close: decoder.close,
  };
};

/** Those who are heard at the moment, in a room or by one leg alone; each is decoded once per tick, whoever listens. */
export interface Speakers {
  push(frame: Uint8Array, nowMs: number): void;
  /** Takes the next 20 ms of everyone. */
  advance(nowMs: number): void;
  /** Adds what `advance` took to `target`, but for the speaker `without`; false when nobody spoke. */
  addTo(target: Float32Array, without: number | undefined): boolean;
  /** Whether that one has frames here: their own voice must not come back. */
  has(number: number): boolean;
  isEmpty(): boolean;
  close(): void;
}

export const createSpeakers = (rateHz: Rate): Speakers => {
  const speakers = new Map<number, Speaker>();
  const speaking = new Map<number, Float32Array>();

  const find = (number: number, nowMs: number): Speaker | undefined => {
    const known = speakers.get(number);
    if (known !== undefined || speakers.size >= SPEAKERS_MAX) return known;
    const made = createSpeaker(rateHz, nowMs);
    speakers.set(number, made);
    return made;
  };

  return {
    push: (frame, nowMs) => {
      const number = parseAudioFrame(frame)?.participant;
      if (number !== undefined) find(number, nowMs)?.push(frame, nowMs);
    },
    advance: (nowMs) => {
      speaking.clear();
      for (const [number, speaker] of speakers) {
        const sound = speaker.pull(nowMs);
        if (sound !== undefined) speaking.set(number, sound);
        else if (speaker.idleMs(nowMs) > SPEAKER_IDLE_MS) {
          speaker.close();
          speakers.delete(number);
        }
      }
    },
    addTo: (target, without) => {
      let heard = false;
      for (const [number, sound] of speaking) {
        if (number === without) continue;
        heard = true;
        for (let at = 0; at < target.length; at += 1) target[at] = (target[at] ?? 0) + (sound[at] ?? 0);
      }
      return heard;
    },
    has: (number) => speakers.has(number),
    isEmpty: () => speakers.size === 0,
    close: () => {
      for (const speaker of speakers.values()) speaker.close();
      speakers.clear();
      speaking.clear();
    },
  };
};
