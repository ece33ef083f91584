import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { decodeALaw, encodeALaw } from '../../../src/protocols/g711/a-law.ts';
import { decodeMuLaw, encodeMuLaw } from '../../../src/protocols/g711/mu-law.ts';

const EVERY_SAMPLE = Int16Array.from({ length: 65_536 }, (_, at) => at - 32_768);
const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => byte);
/** Samples that one entry of the tables stands for: the boundary between two values may be off by as much. */
const STEP = 4;
const SILENCE = { alaw: 0xd5, mulaw: 0xff } as const;

const ffmpeg = (input: Uint8Array, from: readonly string[], to: string): Uint8Array =>
  execFileSync('ffmpeg', ['-v', 'error', ...from, '-ar', '8000', '-ac', '1', '-i', '-', '-f', to, '-'], { input });

const samplesOf = (bytes: Uint8Array): Int16Array => new Int16Array(bytes.slice().buffer);

for (const [law, encode, decode] of [
  ['alaw', encodeALaw, decodeALaw],
  ['mulaw', encodeMuLaw, decodeMuLaw],
] as const)
  describe(`G.711 ${law}`, () => {
    const encoded = new Uint8Array(EVERY_SAMPLE.length);
    const decoded = new Int16Array(EVERY_BYTE.length);

    before(() => {
      encode(EVERY_SAMPLE, encoded);
      decode(EVERY_BYTE, decoded);
    });

    it('makes of every sample the byte that ffmpeg makes of it', () => {
      const wanted = ffmpeg(new Uint8Array(EVERY_SAMPLE.buffer), ['-f', 's16le'], law);
      expect(Buffer.compare(encoded, wanted)).to.equal(0);
    });

    it('makes of every byte the sample that ffmpeg makes of it', () => {
      expect([...decoded]).to.deep.equal([...samplesOf(ffmpeg(EVERY_BYTE, ['-f', law], 's16le'))]);
    });

    it('gives every byte back that was decoded, but for the second zero of µ-law', () => {
      const again = new Uint8Array(256);
      encode(decoded, again);
      const changed = [...EVERY_BYTE].filter((byte) => again[byte] !== byte);
      expect(changed).to.deep.equal(law === 'mulaw' ? [0x7f] : []);
    });

    it('is silent for silence', () => {
      const one = new Uint8Array(1);
      encode(Int16Array.of(0), one);
      expect(one[0]).to.equal(SILENCE[law]);
    });

    it('takes for every sample the nearest value there is, as near as 14 bits tell', () => {
      const values = [...decoded].sort((one, other) => one - other);
      let below = 0;
      const tooFar = [...EVERY_SAMPLE].filter((sample, at) => {
        while ((values[below + 1] ?? Number.POSITIVE_INFINITY) <= sample) below += 1;
        const nearest = Math.min(
          ...[below, below + 1].map((place) => Math.abs((values[place] ?? values.at(-1)!) - sample)),
        );
        return Math.abs(decoded[encoded[at]!]! - sample) > nearest + 2 * STEP;
      });
      expect(tooFar).to.deep.equal([]);
    });
  });
