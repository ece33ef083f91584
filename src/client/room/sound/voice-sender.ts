import { EVERYONE, formatAudioFrame } from '../../../audio/audio-frame.ts';
import { toFrameLevel } from '../../../audio/sound-level.ts';
import type { CapturedFrame } from './captured-frame.ts';
import { createOpusEncoder, type OpusEncoder } from './opus-encoder.ts';
import { createVoiceFrames, type VoiceFrame, type VoiceFrames } from './voice-frames.ts';

/** From captured frames to audio frames of the room: gate, encoder, header. */
export interface VoiceSender extends Pick<VoiceFrames, 'setMuted' | 'speakTo'> {
  /** Whatever comes from `port` is sent from now on. */
  start(port: MessagePort): void;
  stop(): void;
}

interface VoiceSenderDeps {
  readonly send: (bytes: Uint8Array, frame: VoiceFrame) => void;
  /** The own microphone's level, on a meter from 0 to 1 and in dBov, muted or not. */
  readonly onLevel: (level: number, dbov: number) => void;
  /** The level of what is being sent to everyone, in dBov, and whether it was the last for now. */
  readonly onSpoken: (dbov: number, ended: boolean) => void;
  readonly onFailure: () => void;
  readonly nowMs: () => number;
}

export const createVoiceSender = ({ send, onLevel, onSpoken, onFailure, nowMs }: VoiceSenderDeps): VoiceSender => {
  let source: MessagePort | undefined;
  let encoder: Promise<OpusEncoder<VoiceFrame> | undefined> | undefined;
  let ready: OpusEncoder<VoiceFrame> | undefined;
  const frames = createVoiceFrames({ encode: (samples, frame) => ready?.encode(samples, frame), onLevel, nowMs });

  const onPacket = (packet: Uint8Array, frame: VoiceFrame): void => {
    const { sequence, captureMs, endOfTalkspurt, dbov, listener } = frame;
    const header = { participant: listener, sequence, captureMs, level: toFrameLevel(dbov), endOfTalkspurt };
    send(formatAudioFrame(header, packet), frame);
    if (listener === EVERYONE) onSpoken(dbov, endOfTalkspurt);
  };

  const detach = (): void => {
    source?.close();
    source = undefined;
    frames.breakOff();
  };

  return {
    start: (port) => {
      detach();
      source = port;
      encoder ??= createOpusEncoder<VoiceFrame>({ onPacket, onFailure });
      encoder.then((opened) => {
        ready = opened;
      }, onFailure);
      port.onmessage = ({ data }: MessageEvent<CapturedFrame>) => frames.take(data);
    },
    stop: detach,
    setMuted: frames.setMuted,
    speakTo: frames.speakTo,
  };
};
