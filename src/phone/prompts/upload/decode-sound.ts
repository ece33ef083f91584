import { ok, type Result } from '../../../base/result.ts';
import { parseAnyWav } from '../../../protocols/wav/parse-any-wav.ts';
import { createSoundCollector, type DecodedSound, type SoundCollector } from './sound-collector.ts';
import { type SoundKind, soundKindOf } from './sound-kind.ts';

/** `undecodable`: nothing here reads it; `too-long`; `empty`: it has no sound in it. */
export type SoundProblem = 'undecodable' | 'too-long' | 'empty';

interface StreamDecoder {
  decode(chunk: Uint8Array): DecodedSound;
  flush?(): DecodedSound;
  free(): void;
}

/** Sound compresses to nearly nothing: a file is read in pieces so small that what comes out of one stays small. */
const CHUNK_BYTES = 2_048;

/** Loaded when such a file comes. All of them under MIT, BSD or LGPL; those under the GPL (AAC, AC-3) are ffmpeg's to read. */
const DECODERS: Readonly<Record<Exclude<SoundKind, 'wav' | 'other'>, () => Promise<StreamDecoder>>> = {
  aiff: async () => (await import('@audio/decode-aiff')).decoder(),
  mp3: async () => (await import('@audio/decode-mp3')).decoder(),
  flac: async () => (await import('@audio/decode-flac')).decoder(),
  'ogg-vorbis': async () => (await import('@audio/decode-vorbis')).decoder(),
  'ogg-opus': async () => (await import('@audio/decode-opus')).decoder(),
};

const decodeInPieces = (decoder: StreamDecoder, bytes: Uint8Array, collector: SoundCollector): void => {
  try {
    for (let from = 0; from < bytes.length; from += CHUNK_BYTES)
      if (!collector.take(decoder.decode(bytes.subarray(from, from + CHUNK_BYTES)))) return;
    if (decoder.flush !== undefined) collector.take(decoder.flush());
  } finally {
    decoder.free();
  }
};

/** Second by second: a long file is not made longer still before it is refused. */
const takeWav = (bytes: Uint8Array, collector: SoundCollector): boolean => {
  const read = parseAnyWav(bytes);
  if (!read.ok) return false;
  const { mono, rateHz } = read.value;
  for (let from = 0; from < mono.length; from += rateHz)
    if (!collector.take({ channelData: [mono.subarray(from, from + rateHz)], sampleRate: rateHz })) break;
  return true;
};

const decodeInto = async (bytes: Uint8Array, collector: SoundCollector): Promise<boolean> => {
  const kind = soundKindOf(bytes);
  if (kind === 'other') return false;
  if (kind === 'wav') return takeWav(bytes, collector);
  try {
    decodeInPieces(await DECODERS[kind](), bytes, collector);
    return true;
  } catch {
    // Decoders throw at what is damaged: what came before that is not what was meant to be heard.
    return false;
  }
};

/** A sound file as one channel at the rate of prompts. */
export const decodeSound = async (
  bytes: Uint8Array,
  longestMs: number,
): Promise<Result<Float32Array, { readonly code: SoundProblem }>> => {
  const collector = createSoundCollector(longestMs);
  const decoded = await decodeInto(bytes, collector);
  if (!decoded) return { ok: false, code: 'undecodable' };
  if (collector.tooLong) return { ok: false, code: 'too-long' };
  const samples = collector.finish();
  return samples.length === 0 ? { ok: false, code: 'empty' } : ok(samples);
};
