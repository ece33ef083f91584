import { EVERYONE, FRAME_MS, FRAME_SAMPLES } from '../../../audio/audio-frame.ts';
import { createCaptureClock } from '../../../audio/capture-clock.ts';
import { levelDbov, SILENT_LEVEL, toMeter } from '../../../audio/sound-level.ts';
import { createVoiceGate } from '../../../audio/voice-gate.ts';
import type { CapturedFrame } from './captured-frame.ts';

/** Own level told to the page: every third frame. */
const LEVEL_EVERY_FRAMES = 3;

/** What belongs to a frame that is to be sent. */
export interface VoiceFrame {
  readonly sequence: number;
  readonly captureMs: number;
  readonly dbov: number;
  readonly endOfTalkspurt: boolean;
  /** For whom: see `speakTo`. */
  readonly listener: number;
  /** When it was whole and went to the encoder, on the clock of `nowMs`. */
  readonly takenMs: number;
}

/** Which of the captured frames are sent, and to whom. Holds no timer, and knows no codec. */
export interface VoiceFrames {
  take(frame: CapturedFrame): void;
  /** The microphone is another one from here on, or none. */
  breakOff(): void;
  /** For everyone; not for one alone. */
  setMuted(muted: boolean): void;
  /**
   * Speaks to one participant alone from now on, muted or not; one's own number is for an echo, 0 for everyone again. Nothing that
   * was said to one reaches the others, nor the other way round.
   */
  speakTo(listener: number): void;
}

interface VoiceFramesDeps {
  readonly encode: (samples: Float32Array<ArrayBuffer>, frame: VoiceFrame) => void;
  /** The own microphone's level, on a meter from 0 to 1 and in dBov, muted or not. */
  readonly onLevel: (level: number, dbov: number) => void;
  readonly nowMs: () => number;
}

export const createVoiceFrames = ({ encode, onLevel, nowMs }: VoiceFramesDeps): VoiceFrames => {
  const gate = createVoiceGate();
  const clock = createCaptureClock();
  let muted = false;
  let listener = EVERYONE;
  /** Frames stamped before this were begun while one spoke to somebody else: they are nobody's. */
  let notBeforeMs = Number.NEGATIVE_INFINITY;
  let sequence = 0;
  let frames = 0;
  /** The frame before, when it was meant to be heard. */
  let previous: CapturedFrame | undefined;
  /** Of the last frame heard, and of the last one sent. */
  let lastCaptureMs = 0;
  let sentMs = Number.NEGATIVE_INFINITY;

  const send = (samples: Float32Array, captureMs: number, dbov: number, endOfTalkspurt: boolean): void => {
    // Sequences go on over talkspurts, and a frame that is lost later leaves its gap.
    sequence = (sequence + 1) >>> 0;
    sentMs = captureMs;
    encode(new Float32Array(samples), { sequence, captureMs, dbov, endOfTalkspurt, listener, takenMs: nowMs() });
  };

  /** Tells the listeners that nothing is missing now. */
  const endTalkspurt = (): void => {
    if (!gate.isOpen()) return;
    gate.close();
    send(new Float32Array(FRAME_SAMPLES), lastCaptureMs + FRAME_MS, -SILENT_LEVEL, true);
  };

  return {
    take: (frame) => {
      const dbov = levelDbov(frame.samples);
      frames += 1;
      if (frames % LEVEL_EVERY_FRAMES === 0) onLevel(toMeter(dbov), dbov);
      const captureMs = clock.stamp(frame.captureMs, nowMs());
      lastCaptureMs = captureMs;
      if (captureMs < notBeforeMs) return;
      const before = previous;
      const silent = muted && listener === EVERYONE;
      previous = silent ? undefined : frame;
      if (silent) return;
      const decision = gate.decide(dbov);
      if (!decision.send) return;
      if (decision.startOfTalkspurt && before && captureMs - sentMs > 1.5 * FRAME_MS)
        send(before.samples, captureMs - FRAME_MS, levelDbov(before.samples), false);
      send(frame.samples, captureMs, dbov, decision.endOfTalkspurt);
    },
    breakOff: () => {
      previous = undefined;
      endTalkspurt();
      clock.restart();
      onLevel(0, -SILENT_LEVEL);
    },
    setMuted: (next) => {
      if (next && listener === EVERYONE) endTalkspurt();
      muted = next;
    },
    speakTo: (next) => {
      if (next === listener) return;
      endTalkspurt();
      previous = undefined;
      listener = next;
      // A frame carries the time at which it was whole, and began 20 ms before.
      notBeforeMs = nowMs() + FRAME_MS;
    },
  };
};
