import { ok, type Result } from '../../base/result.ts';
import { decodeALaw } from '../g711/a-law.ts';
import { decodeMuLaw } from '../g711/mu-law.ts';

/** Samples between -1 and 1, all channels mixed to one. */
export interface MonoSound {
  readonly rateHz: number;
  readonly mono: Float32Array;
}

export type AnyWavProblem = 'not-wav' | 'no-format' | 'no-data' | 'unknown-coding' | 'bad-rate' | 'bad-channels';

/** Telephone to studio; outside of it nothing is a sound. */
const LEAST_RATE_HZ = 4_000;
const MOST_RATE_HZ = 384_000;
const MOST_CHANNELS = 8;

const PCM = 1;
const FLOAT = 3;
const A_LAW = 6;
const MU_LAW = 7;
const EXTENSIBLE = 0xfffe;
const CHUNK_HEADER_BYTES = 8;
const FORMAT_BYTES = 16;
/** Where `WAVE_FORMAT_EXTENSIBLE` says what the coding really is. */
const SUB_FORMAT_AT = 24;

interface Chunk {
  readonly from: number;
  readonly bytes: number;
}

const wordAt = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));

/** The chunks by name. Programs that write to a pipe do not know how long the last one is: it goes to the end. */
const readChunks = (view: DataView): Map<string, Chunk> => {
  const chunks = new Map<string, Chunk>();
  for (let at = 12; at + CHUNK_HEADER_BYTES <= view.byteLength; ) {
    const name = wordAt(view, at);
    const from = at + CHUNK_HEADER_BYTES;
    const bytes = Math.min(view.getUint32(at + 4, true), view.byteLength - from);
    if (!chunks.has(name)) chunks.set(name, { from, bytes });
    at = from + bytes + (bytes % 2);
  }
  return chunks;
};

type ReadSample = (view: DataView, at: number) => number;

/** Each byte of G.711 as a sample, which telephone systems keep their sounds in. */
const readG711 = (decode: (bytes: Uint8Array, out: Int16Array) => void): ReadSample => {
  const values = new Int16Array(256);
  decode(
    Uint8Array.from(values, (_, byte) => byte),
    values,
  );
  return (view, at) => (values[view.getUint8(at)] ?? 0) / 32_768;
};

/** By coding and bits. Eight bits are unsigned, all others signed, least byte first. */
const READERS: ReadonlyMap<string, ReadSample> = new Map<string, ReadSample>([
  [`${PCM}/8`, (view, at) => (view.getUint8(at) - 128) / 128],
  [`${PCM}/16`, (view, at) => view.getInt16(at, true) / 32_768],
  [`${PCM}/24`, (view, at) => (view.getInt16(at + 1, true) * 256 + view.getUint8(at)) / 8_388_608],
  [`${PCM}/32`, (view, at) => view.getInt32(at, true) / 2_147_483_648],
  [`${FLOAT}/32`, (view, at) => view.getFloat32(at, true)],
  [`${FLOAT}/64`, (view, at) => view.getFloat64(at, true)],
  [`${A_LAW}/8`, readG711(decodeALaw)],
  [`${MU_LAW}/8`, readG711(decodeMuLaw)],
]);

const failed = (code: AnyWavProblem): { readonly ok: false; readonly code: AnyWavProblem } => ({ ok: false, code });

const isWav = (view: DataView): boolean =>
  view.byteLength >= 12 && /^(?:RIFF|RF64)$/.test(wordAt(view, 0)) && wordAt(view, 8) === 'WAVE';

interface Coding {
  readonly read: ReadSample;
  readonly sampleBytes: number;
  readonly channels: number;
  readonly rateHz: number;
}

const readCoding = (view: DataView, format: Chunk): Coding | AnyWavProblem => {
  const said = view.getUint16(format.from, true);
  const coding =
    said === EXTENSIBLE && format.bytes >= SUB_FORMAT_AT + 2 ? view.getUint16(format.from + SUB_FORMAT_AT, true) : said;
  const channels = view.getUint16(format.from + 2, true);
  const rateHz = view.getUint32(format.from + 4, true);
  const bits = view.getUint16(format.from + 14, true);
  if (rateHz < LEAST_RATE_HZ || rateHz > MOST_RATE_HZ) return 'bad-rate';
  if (channels < 1 || channels > MOST_CHANNELS) return 'bad-channels';
  const read = READERS.get(`${coding}/${bits}`);
  return read === undefined ? 'unknown-coding' : { read, sampleBytes: bits / 8, channels, rateHz };
};

/** A file of plain samples (8 to 32 bits, floating point) or of G.711, as uploads and other programs write them. */
export const parseAnyWav = (bytes: Uint8Array): Result<MonoSound, { readonly code: AnyWavProblem }> => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isWav(view)) return failed('not-wav');
  const chunks = readChunks(view);
  const format = chunks.get('fmt ');
  if (format === undefined || format.bytes < FORMAT_BYTES) return failed('no-format');
  const data = chunks.get('data');
  if (data === undefined) return failed('no-data');
  const coding = readCoding(view, format);
  if (typeof coding === 'string') return failed(coding);

  const { read, sampleBytes, channels, rateHz } = coding;
  const mono = new Float32Array(Math.floor(data.bytes / (sampleBytes * channels)));
  for (let frame = 0, at = data.from; frame < mono.length; frame += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1, at += sampleBytes) sum += read(view, at);
    const mean = sum / channels;
    mono[frame] = Number.isFinite(mean) ? Math.min(1, Math.max(-1, mean)) : 0;
  }
  return ok({ rateHz, mono });
};
