import { EVERYONE, formatAudioFrame } from '../../audio/audio-frame.ts';
import { isRoomPacket } from '../../audio/opus-packet.ts';
import { toFrameLevel } from '../../audio/sound-level.ts';
import { createVoiceGate } from '../../audio/voice-gate.ts';
import type { HeardFrame } from './leg-ear.ts';
import { TICK_MS } from './limits.ts';
import { createOpusEncoder, type OpusEncoder } from './opus-codec.ts';

/** A leg's sound as frames for the room: only while they speak, so that whoever listens costs no encoding. */
export interface LegVoice {
  /** One frame of 20 ms; in order. */
  speak(heard: HeardFrame): void;
  /** Muted, or out of the room: the talkspurt is over. */
  close(): void;
}

/** Speech of a telephone has no more in it. */
const BITRATE = 24_000;

/** `rateHz`: of the samples. Opus packets say nothing of it: 8 kHz go in as they are, and nothing is resampled. */
export const createLegVoice = (rateHz: 8_000 | 16_000 | 48_000, tell: (frame: Uint8Array) => void): LegVoice => {
  const gate = createVoiceGate();
  /** Words begin softly: the frame before the first loud one goes out with it. */
  const before = new Float32Array(rateHz / 50);
  let packetBefore: Uint8Array | undefined;
  let dbovBefore: number | undefined;
  let encoder: OpusEncoder | undefined;
  let sequence = 0;
  let captureMs = 0;

  const payloadOf = (samples: Float32Array, packet: Uint8Array | undefined): Uint8Array => {
    if (packet !== undefined && isRoomPacket(packet)) return packet;
    encoder ??= createOpusEncoder(rateHz, BITRATE);
    return encoder.encode(samples);
  };
  const send = (payload: Uint8Array, dbov: number, atMs: number, endOfTalkspurt: boolean): void => {
    const level = toFrameLevel(dbov);
    const header = { participant: EVERYONE, sequence, captureMs: atMs, level, endOfTalkspurt };
    sequence += 1;
    tell(formatAudioFrame(header, payload));
  };

  return {
    speak: ({ samples, packet, dbov }) => {
      captureMs += TICK_MS;
      const { send: sends, startOfTalkspurt, endOfTalkspurt } = gate.decide(dbov);
      if (startOfTalkspurt && dbovBefore !== undefined)
        send(payloadOf(before, packetBefore), dbovBefore, captureMs - TICK_MS, false);
      if (sends) send(payloadOf(samples, packet), dbov, captureMs, endOfTalkspurt);
      // The samples are written over by the next frame.
      if (!sends) before.set(samples);
      packetBefore = packet;
      dbovBefore = sends ? undefined : dbov;
    },
    close: () => {
      gate.close();
      dbovBefore = undefined;
      encoder?.close();
      encoder = undefined;
    },
  };
};
