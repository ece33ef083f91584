import { FRAME_MS, FRAME_SAMPLES, formatAudioFrame } from '../../../audio/audio-frame.ts';
import { createCaptureClock } from '../../../audio/capture-clock.ts';
import { levelDbov, SILENT_LEVEL, toFrameLevel, toMeter } from '../../../audio/sound-level.ts';
import { createVoiceGate } from '../../../audio/voice-gate.ts';
import type { CapturedFrame } from './frame-messages.ts';
import { createOpusEncoder, type OpusEncoder } from './opus-encoder.ts';

/** Own level told to the page: every third frame. */
const LEVEL_EVERY_FRAMES = 3;
interface FrameTag {
  readonly sequence: number;
  readonly captureMs: number;
  readonly dbov: number;
  readonly endOfTalkspurt: boolean;
}

/** From captured frames to audio frames of the room: gate, encoder, header. */
export interface VoiceSender {
  /** Whatever comes from `port` is sent from now on. */
  start(port: MessagePort): void;
  stop(): void;
  setMuted(muted: boolean): void;
}

interface VoiceSenderDeps {
  readonly send: (frame: Uint8Array) => void;
  /** The own microphone's level, on a meter from 0 to 1, muted or not. */
  readonly onLevel: (level: number) => void;
  /** The level of what is being sent, in dBov, and whether it was the last for now. */
  readonly onSpoken: (dbov: number, ended: boolean) => void;
  readonly onFailure: () => void;
  readonly nowMs: () => number;
}

export const createVoiceSender = ({ send, onLevel, onSpoken, onFailure, nowMs }: VoiceSenderDeps): VoiceSender => {
  const gate = createVoiceGate();
  const clock = createCaptureClock();
  let source: MessagePort | undefined;
  let encoder: Promise<OpusEncoder<FrameTag> | undefined> | undefined;
  let ready: OpusEncoder<FrameTag> | undefined;
  let muted = false;
  let sequence = 0;
  let frames = 0;
  /** The frame before, when it was meant to be heard. */
  let previous: CapturedFrame | undefined;
  /** Of the last frame heard, and of the last one sent. */
  let lastCaptureMs = 0;
  let encodedMs = Number.NEGATIVE_INFINITY;

  const onPacket = (packet: Uint8Array, tag: FrameTag): void => {
    const { captureMs, endOfTalkspurt, dbov } = tag;
    const header = { participant: 0, sequence: tag.sequence, captureMs, level: toFrameLevel(dbov), endOfTalkspurt };
    send(formatAudioFrame(header, packet));
    onSpoken(dbov, endOfTalkspurt);
  };

  const encode = (samples: Float32Array, captureMs: number, dbov: number, endOfTalkspurt: boolean): void => {
    // Sequences go on over talkspurts, and a frame that is lost later leaves its gap.
    sequence = (sequence + 1) >>> 0;
    encodedMs = captureMs;
    ready?.encode(new Float32Array(samples), { sequence, captureMs, dbov, endOfTalkspurt });
  };

  /** Tells the listeners that nothing is missing now. */
  const endTalkspurt = (): void => {
    if (!gate.isOpen()) return;
    gate.close();
    encode(new Float32Array(FRAME_SAMPLES), lastCaptureMs + FRAME_MS, -SILENT_LEVEL, true);
  };

  const take = (frame: CapturedFrame): void => {
    const dbov = levelDbov(frame.samples);
    frames += 1;
    if (frames % LEVEL_EVERY_FRAMES === 0) onLevel(toMeter(dbov));
    const captureMs = clock.stamp(frame.captureMs, nowMs());
    lastCaptureMs = captureMs;
    const before = previous;
    previous = muted ? undefined : frame;
    if (muted) return;
    const decision = gate.decide(dbov);
    if (!decision.send) return;
    if (decision.startOfTalkspurt && before && captureMs - encodedMs > 1.5 * FRAME_MS)
      encode(before.samples, captureMs - FRAME_MS, levelDbov(before.samples), false);
    encode(frame.samples, captureMs, dbov, decision.endOfTalkspurt);
  };

  const detach = (): void => {
    source?.close();
    source = undefined;
    previous = undefined;
    endTalkspurt();
    clock.restart();
    onLevel(0);
  };

  return {
    start: (port) => {
      detach();
      source = port;
      encoder ??= createOpusEncoder<FrameTag>({ onPacket, onFailure });
      encoder.then((opened) => {
        ready = opened;
      }, onFailure);
      port.onmessage = ({ data }: MessageEvent<CapturedFrame>) => take(data);
    },
    stop: detach,
    setMuted: (next) => {
      if (next) endTalkspurt();
      muted = next;
    },
  };
};
