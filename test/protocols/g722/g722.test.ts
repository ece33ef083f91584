import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { decodeG722 } from '../../../src/protocols/g722/decode-g722.ts';
import { encodeG722 } from '../../../src/protocols/g722/encode-g722.ts';
import { createG722State } from '../../../src/protocols/g722/g722-state.ts';

const RATE_HZ = 16_000;
const FRAME = 320;

const ffmpeg = (input: Uint8Array, ...parameters: readonly string[]): Uint8Array =>
  execFileSync('ffmpeg', ['-v', 'error', ...parameters, '-'], { input, maxBuffer: 2 ** 26 });

/** A fixed row of numbers from 0 to 1 that look like chance. */
const chance = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const sound = (seconds: number, at: (index: number) => number): Int16Array =>
  Int16Array.from({ length: RATE_HZ * seconds }, (_, index) =>
    Math.max(-32_768, Math.min(32_767, Math.round(at(index)))),
  );

const random = chance(7);
const SOUNDS: ReadonlyArray<readonly [string, Int16Array]> = [
  ['noise of full scale', sound(1, () => (random() * 2 - 1) * 32_767)],
  ['a tone that climbs through both bands', sound(1, (at) => 25_000 * Math.sin(at * at * 9e-5))],
  ['full swings from end to end', sound(1, () => (random() < 0.5 ? 32_767 : -32_768))],
  ['silence', sound(1, () => 0)],
  ['something like speech', sound(2, (at) => 9_000 * Math.sin(at * 0.08) * Math.sin(at * 0.0011) + random() * 200)],
];
const EVERYTHING = Int16Array.from(SOUNDS.flatMap(([, samples]) => [...samples]));

const encode = (samples: Int16Array, frame = FRAME): Uint8Array => {
  const state = createG722State();
  const bytes = new Uint8Array(samples.length / 2);
  for (let at = 0; at < samples.length; at += frame)
    encodeG722(state, samples.subarray(at, at + frame), bytes.subarray(at / 2));
  return bytes;
};

const decode = (bytes: Uint8Array, frame = FRAME / 2): Int16Array => {
  const state = createG722State();
  const samples = new Int16Array(2 * bytes.length);
  for (let at = 0; at < bytes.length; at += frame)
    decodeG722(state, bytes.subarray(at, at + frame), samples.subarray(2 * at));
  return samples;
};

const wantedBytes = (samples: Int16Array): Uint8Array =>
  ffmpeg(
    new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength),
    ...['-f', 's16le', '-ar', String(RATE_HZ), '-ac', '1', '-i', '-', '-c:a', 'g722', '-f', 'g722'],
  );

const wantedSamples = (bytes: Uint8Array): Int16Array =>
  new Int16Array(
    ffmpeg(bytes, '-f', 'g722', '-i', '-', '-f', 's16le', '-ar', String(RATE_HZ), '-ac', '1').slice().buffer,
  );

describe('G.722', () => {
  for (const [name, samples] of SOUNDS)
    it(`encodes ${name} to the bytes of ffmpeg`, () => {
      expect(Buffer.compare(encode(samples), wantedBytes(samples))).to.equal(0);
    });

  it('decodes what it encoded to the samples of ffmpeg', () => {
    const bytes = encode(EVERYTHING);
    expect(decode(bytes)).to.deep.equal(wantedSamples(bytes));
  });

  it('decodes bytes that no encoder made to the samples of ffmpeg', () => {
    const bytes = Uint8Array.from({ length: 32_000 }, () => random() * 256);
    expect(decode(bytes)).to.deep.equal(wantedSamples(bytes));
  });

  it('makes the same of one long row of samples and of many short ones', () => {
    expect(encode(EVERYTHING, 2)).to.deep.equal(encode(EVERYTHING, EVERYTHING.length));
    const bytes = encode(EVERYTHING);
    expect(decode(bytes, 1)).to.deep.equal(decode(bytes, bytes.length));
  });

  it('keeps a voice 25 dB above what it adds, 22 samples later', () => {
    const voice = sound(1, (at) => 6_000 * Math.sin(at * 0.21) + 3_000 * Math.sin(at * 0.057));
    const heard = decode(encode(voice));
    let signal = 0;
    let noise = 0;
    for (let at = 1_000; at < voice.length; at += 1) {
      const sent = voice[at - 22]!;
      signal += sent * sent;
      noise += (heard[at]! - sent) ** 2;
    }
    expect(10 * Math.log10(signal / noise)).to.be.above(25);
  });
});
