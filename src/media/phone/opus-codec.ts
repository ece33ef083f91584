import { Decoder, Encoder } from '@evan/opus';
import { emptyOpusPacket } from '../../audio/opus-packet.ts';

/** 120 ms at 48 kHz: RFC 6716 3.4. */
const LONGEST_SAMPLES = 5_760;
/** Nearly as good as 10 at half the work: speech of telephones has little to gain. */
const COMPLEXITY = 5;
/** Losses that encoders arm themselves against, in percent: each packet carries a little of the one before. */
const EXPECTED_LOSS = 5;

type OpusRate = 8_000 | 16_000 | 48_000;

export interface OpusEncoder {
  /** 20 ms at the encoder's rate, -1 to 1. */
  encode(samples: Float32Array): Uint8Array;
  close(): void;
}

export interface OpusDecoder {
  /** Valid until the next call; undefined for what is no Opus. */
  decode(packet: Uint8Array): Float32Array | undefined;
  /** What the decoder makes up for a packet that did not come, at the end of nothing: silence. */
  makeUp(target: Float32Array): void;
  close(): void;
}

/** The codec in WebAssembly gives its memory back at once when told to; its types do not say so. */
const drop = (codec: Encoder | Decoder): void => {
  if ('drop' in codec && typeof codec.drop === 'function') codec.drop();
};

/** `rateHz`: that of the samples. The packets are the same for every receiver, whatever rate went in. */
export const createOpusEncoder = (rateHz: OpusRate, bitrate: number): OpusEncoder => {
  const encoder = new Encoder({ channels: 1, sample_rate: rateHz, application: 'voip' });
  encoder.bitrate = bitrate;
  encoder.complexity = COMPLEXITY;
  encoder.inband_fec = true;
  encoder.packet_loss = EXPECTED_LOSS;
  const whole = new Int16Array(rateHz / 50);
  return {
    encode: (samples) => {
      for (let at = 0; at < whole.length; at += 1)
        whole[at] = Math.max(-32_768, Math.min(32_767, Math.round((samples[at] ?? 0) * 32_767)));
      return encoder.encode(whole);
    },
    close: () => drop(encoder),
  };
};

export const createOpusDecoder = (rateHz: OpusRate): OpusDecoder => {
  const decoder = new Decoder({ channels: 1, sample_rate: rateHz });
  const sound = new Float32Array(LONGEST_SAMPLES);
  let last: Uint8Array | undefined;

  const decode = (packet: Uint8Array): Float32Array | undefined => {
    try {
      const bytes = decoder.decode(packet);
      const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
      for (let at = 0; at < samples.length; at += 1) sound[at] = (samples[at] ?? 0) / 32_768;
      return sound.subarray(0, samples.length);
    } catch {
      // Whatever came from the network.
      return undefined;
    }
  };

  return {
    decode: (packet) => {
      const decoded = decode(packet);
      if (decoded !== undefined) last = emptyOpusPacket(packet);
      return decoded;
    },
    makeUp: (target) => {
      target.fill(0);
      const made = last && decode(last);
      if (made) target.set(made.subarray(0, target.length));
    },
    close: () => drop(decoder),
  };
};
