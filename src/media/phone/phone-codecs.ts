import { opusPacketMs } from '../../audio/opus-packet.ts';
import { createPeriodRepeat } from '../../audio/period-repeat.ts';
import type { PlayoutDecoder } from '../../audio/phone-playout.ts';
import { decodeALaw, encodeALaw } from '../../protocols/g711/a-law.ts';
import { decodeMuLaw, encodeMuLaw } from '../../protocols/g711/mu-law.ts';
import { decodeG722 } from '../../protocols/g722/decode-g722.ts';
import { encodeG722 } from '../../protocols/g722/encode-g722.ts';
import { createG722State } from '../../protocols/g722/g722-state.ts';
import { PACKET_MAX_MS } from './limits.ts';
import { createOpusDecoder, createOpusEncoder } from './opus-codec.ts';
import type { PhoneCodec } from './phone-media.ts';

/** Sound to packets, 20 ms at a time. */
export interface PhoneEncoder {
  /** 20 ms at the codec's rate, -1 to 1. The answer is the caller's. */
  encode(samples: Float32Array): Uint8Array;
  close(): void;
}

/** Packets to sound; `decode` answers what is valid until the next call. */
export interface PhoneDecoder extends PlayoutDecoder {
  close(): void;
}

interface CodecFacts {
  /** Of the samples that are sent. */
  readonly rateHz: 8_000 | 16_000 | 48_000;
  /** Of the samples that are heard. */
  readonly heardHz: 8_000 | 16_000;
  /** Of RTP's timestamps: that of G.722 is wrong by history, RFC 3551 4.5.2. */
  readonly clockHz: 8_000 | 48_000;
  /** Undefined for a payload that cannot be one. */
  payloadMs(payload: Uint8Array): number | undefined;
  createEncoder(): PhoneEncoder;
  createDecoder(): PhoneDecoder;
}

/** Speech at full band for one listener of many. */
const OPUS_BITRATE = 32_000;
/** Both laws and G.722 make 64 kbit/s. */
const BYTES_PER_MS = 8;
const NOTHING_TO_CLOSE = (): void => {};

const bytesMs = (payload: Uint8Array): number | undefined => {
  const ms = payload.length / BYTES_PER_MS;
  return ms > 0 && ms <= PACKET_MAX_MS ? ms : undefined;
};

const toWhole = (samples: Float32Array, whole: Int16Array): void => {
  for (let at = 0; at < whole.length; at += 1)
    whole[at] = Math.max(-32_768, Math.min(32_767, Math.round((samples[at] ?? 0) * 32_767)));
};

/** A codec that reads and writes a fixed number of samples for each byte. */
const evenCodec = (
  rateHz: 8_000 | 16_000,
  createRow: () => {
    encode(samples: Int16Array, out: Uint8Array): void;
    decode(bytes: Uint8Array, out: Int16Array): void;
  },
): CodecFacts => {
  const samplesPerByte = rateHz / 8_000;
  return {
    rateHz,
    heardHz: rateHz,
    clockHz: 8_000,
    payloadMs: bytesMs,
    createEncoder: () => {
      const { encode } = createRow();
      const whole = new Int16Array(rateHz / 50);
      return {
        encode: (samples) => {
          toWhole(samples, whole);
          const bytes = new Uint8Array(whole.length / samplesPerByte);
          encode(whole, bytes);
          return bytes;
        },
        close: NOTHING_TO_CLOSE,
      };
    },
    createDecoder: () => {
      const { decode } = createRow();
      const repeat = createPeriodRepeat(rateHz);
      const whole = new Int16Array((PACKET_MAX_MS * rateHz) / 1_000);
      const sound = new Float32Array(whole.length);
      return {
        rateHz,
        decode: (payload) => {
          const count = payload.length * samplesPerByte;
          if (count > whole.length) return undefined;
          decode(payload, whole.subarray(0, count));
          for (let at = 0; at < count; at += 1) sound[at] = (whole[at] ?? 0) / 32_768;
          const samples = sound.subarray(0, count);
          repeat.remember(samples);
          return samples;
        },
        makeUp: repeat.next,
        close: NOTHING_TO_CLOSE,
      };
    },
  };
};

/**
 * Sent at full band. Heard at 16 kHz: what comes from a phone goes on untouched, and its samples serve to tell voice from silence, at
 * a third of the work.
 */
const opus: CodecFacts = {
  rateHz: 48_000,
  heardHz: 16_000,
  clockHz: 48_000,
  payloadMs: opusPacketMs,
  createEncoder: () => createOpusEncoder(48_000, OPUS_BITRATE),
  createDecoder: () => ({ rateHz: 16_000, ...createOpusDecoder(16_000) }),
};

export const PHONE_CODEC_FACTS: Readonly<Record<PhoneCodec, CodecFacts>> = {
  PCMA: evenCodec(8_000, () => ({ encode: encodeALaw, decode: decodeALaw })),
  PCMU: evenCodec(8_000, () => ({ encode: encodeMuLaw, decode: decodeMuLaw })),
  G722: evenCodec(16_000, () => {
    const [out, back] = [createG722State(), createG722State()];
    return {
      encode: (samples, bytes) => encodeG722(out, samples, bytes),
      decode: (bytes, samples) => decodeG722(back, bytes, samples),
    };
  }),
  opus,
};
