import { readFileSync, writeFileSync } from 'node:fs';

/** Mono sound, -1 to 1. */
export interface PhoneWav {
  readonly rateHz: number;
  readonly samples: Float32Array;
}

const HEADER_BYTES = 44;

/** A WAV file of 16 bits; mono sound is written to each channel. */
export const writePhoneWav = (file: string, { rateHz, samples }: PhoneWav, channels = 1): void => {
  const bytes = Buffer.alloc(HEADER_BYTES + samples.length * channels * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(channels, 22);
  bytes.writeUInt32LE(rateHz, 24);
  bytes.writeUInt32LE(rateHz * channels * 2, 28);
  bytes.writeUInt16LE(channels * 2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples.length * channels * 2, 40);
  samples.forEach((sample, at) => {
    for (let channel = 0; channel < channels; channel += 1)
      bytes.writeInt16LE(Math.round(sample * 32_767), HEADER_BYTES + (at * channels + channel) * 2);
  });
  writeFileSync(file, bytes);
};

/** Where the chunk of that name begins, behind its head; -1: not there yet. */
const chunkAt = (bytes: Buffer, name: string): number => {
  for (let at = 12; at + 8 <= bytes.length; at += 8 + bytes.readUInt32LE(at + 4))
    if (bytes.toString('latin1', at, at + 4) === name) return at + 8;
  return -1;
};

/** What a program has written into its WAV file so far: of one that is still being written the lengths are not right yet. */
export const readPhoneWav = (file: string): PhoneWav => {
  const bytes = readFileSync(file);
  const format = chunkAt(bytes, 'fmt ');
  const data = chunkAt(bytes, 'data');
  if (format < 0 || data < 0) return { rateHz: 8_000, samples: new Float32Array() };
  const channels = bytes.readUInt16LE(format + 2);
  const count = Math.floor((bytes.length - data) / (2 * channels));
  const samples = Float32Array.from({ length: count }, (_, at) => bytes.readInt16LE(data + at * channels * 2) / 32_768);
  return { rateHz: bytes.readUInt32LE(format + 4), samples };
};

export interface ToneBursts {
  readonly hz: number;
  readonly rateHz: number;
  readonly seconds: number;
  /** How long it sounds, and is quiet, again and again; without it sounds all the time. */
  readonly onMs?: number;
  readonly offMs?: number;
  readonly amplitude?: number;
}

/** A tone, steady or in bursts. */
export const toneBursts = ({
  hz,
  rateHz,
  seconds,
  onMs = 1_000,
  offMs = 0,
  amplitude = 0.4,
}: ToneBursts): PhoneWav => ({
  rateHz,
  samples: Float32Array.from({ length: rateHz * seconds }, (_, at) =>
    ((at * 1_000) / rateHz) % (onMs + offMs) < onMs ? amplitude * Math.sin((2 * Math.PI * hz * at) / rateHz) : 0,
  ),
});

/** Amplitude of a tone between two moments, by Goertzel over a Hann window: 0.4 for a sine of that amplitude. */
export const toneLevelIn = (
  { rateHz, samples }: PhoneWav,
  hz: number,
  fromMs = 0,
  toMs: number = Number.POSITIVE_INFINITY,
): number => {
  const from = Math.max(0, Math.floor((fromMs * rateHz) / 1_000));
  const count = Math.min(samples.length, Math.floor((toMs * rateHz) / 1_000)) - from;
  if (count <= 0) return 0;
  const turn = 2 * Math.cos((2 * Math.PI * hz) / rateHz);
  let last = 0;
  let beforeLast = 0;
  for (let at = 0; at < count; at += 1) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / count);
    const next = (samples[from + at] ?? 0) * window + turn * last - beforeLast;
    beforeLast = last;
    last = next;
  }
  const power = last * last + beforeLast * beforeLast - turn * last * beforeLast;
  return (4 * Math.sqrt(Math.max(0, power))) / count;
};

export const durationMs = ({ rateHz, samples }: PhoneWav): number => (samples.length * 1_000) / rateHz;

/** What was heard last. */
export const lastOf = ({ rateHz, samples }: PhoneWav, ms: number): PhoneWav => ({
  rateHz,
  samples: samples.subarray(Math.max(0, samples.length - Math.floor((ms * rateHz) / 1_000))),
});

const WINDOW_MS = 200;
/** Louder than what windows and codecs leave of other tones. */
const HEARD = 0.05;

/** For how long a tone is heard in all. */
export const toneHeardMs = (heard: PhoneWav, hz: number, level = HEARD): number => {
  let count = 0;
  for (let fromMs = 0; fromMs + WINDOW_MS <= durationMs(heard); fromMs += WINDOW_MS)
    if (toneLevelIn(heard, hz, fromMs, fromMs + WINDOW_MS) >= level) count += 1;
  return count * WINDOW_MS;
};
