import { expect } from 'chai';
import fc from 'fast-check';
import { formatWav } from '../../../src/protocols/wav/format-wav.ts';
import { parseAnyWav } from '../../../src/protocols/wav/parse-any-wav.ts';

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const u16 = (value: number): number[] => [value & 0xff, value >> 8];
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];

interface Format {
  readonly coding: number;
  readonly channels?: number;
  readonly rateHz?: number;
  readonly bits: number;
  readonly more?: readonly number[];
}

const chunk = (name: string, body: readonly number[], said = body.length): number[] => [
  ...ascii(name),
  ...u32(said),
  ...body,
  ...(body.length % 2 === 1 ? [0] : []),
];

const format = ({ coding, channels = 1, rateHz = 8_000, bits, more = [] }: Format): number[] =>
  chunk('fmt ', [
    ...u16(coding),
    ...u16(channels),
    ...u32(rateHz),
    ...u32((rateHz * channels * bits) / 8),
    ...u16((channels * bits) / 8),
    ...u16(bits),
    ...more,
  ]);

const file = (...chunks: readonly number[][]): Uint8Array => {
  const body = [...ascii('WAVE'), ...chunks.flat()];
  return Uint8Array.from([...ascii('RIFF'), ...u32(body.length), ...body]);
};

const samplesOf = (bytes: Uint8Array): number[] | string => {
  const read = parseAnyWav(bytes);
  return read.ok ? [...read.value.mono] : read.code;
};
const data = (...bytes: number[]): number[] => chunk('data', bytes);

describe('a WAV file of any coding', () => {
  it('is read with 8, 16, 24 and 32 bits', () => {
    expect(samplesOf(file(format({ coding: 1, bits: 8 }), data(0, 128, 192)))).to.deep.equal([-1, 0, 0.5]);
    expect(samplesOf(file(format({ coding: 1, bits: 16 }), data(0, 0x80, 0, 0x40)))).to.deep.equal([-1, 0.5]);
    expect(samplesOf(file(format({ coding: 1, bits: 24 }), data(0, 0, 0x80, 0, 0, 0x40)))).to.deep.equal([-1, 0.5]);
    expect(samplesOf(file(format({ coding: 1, bits: 32 }), data(0, 0, 0, 0x80)))).to.deep.equal([-1]);
  });

  it('is read in floating point; what is no number is silence', () => {
    const bytes = new Uint8Array(Float32Array.of(0.25, Number.NaN, 7).buffer);
    expect(samplesOf(file(format({ coding: 3, bits: 32 }), data(...bytes)))).to.deep.equal([0.25, 0, 1]);
  });

  it('is read in G.711', () => {
    // 0xd5 and 0xff are silence, 0xaa and 0x80 the loudest.
    const aLaw = samplesOf(file(format({ coding: 6, bits: 8 }), data(0xd5, 0xaa)));
    expect(aLaw[0]).to.be.closeTo(0, 0.001);
    expect(aLaw[1]).to.be.closeTo(0.984, 0.01);
    const muLaw = samplesOf(file(format({ coding: 7, bits: 8 }), data(0xff, 0x80)));
    expect(muLaw[0]).to.be.closeTo(0, 0.001);
    expect(muLaw[1]).to.be.closeTo(0.98, 0.01);
  });

  it('is mixed to one channel', () => {
    const stereo = file(format({ coding: 1, channels: 2, bits: 8 }), data(192, 128, 64, 192));
    expect(samplesOf(stereo)).to.deep.equal([0.25, 0]);
  });

  it('is read where the extensible format says what it is', () => {
    const more = [...u16(22), ...u16(16), ...u32(4), ...u16(1), ...Array<number>(14).fill(0)];
    expect(samplesOf(file(format({ coding: 0xfffe, bits: 16, more }), data(0, 0x40)))).to.deep.equal([0.5]);
  });

  it('is read past chunks that say nothing of the sound, and to the end when it was written to a pipe', () => {
    const piped = chunk('data', [0, 0x40, 0, 0x40], 0x7fff_f000);
    expect(samplesOf(file(chunk('LIST', [1, 2, 3]), format({ coding: 1, bits: 16 }), piped))).to.deep.equal([0.5, 0.5]);
  });

  it('is refused by name', () => {
    const fine = format({ coding: 1, bits: 16 });
    expect(samplesOf(Uint8Array.from(ascii('RIFFxxxxAVI ')))).to.equal('not-wav');
    expect(samplesOf(file(data(0, 0)))).to.equal('no-format');
    expect(samplesOf(file(fine))).to.equal('no-data');
    expect(samplesOf(file(format({ coding: 2, bits: 4 }), data(0)))).to.equal('unknown-coding');
    expect(samplesOf(file(format({ coding: 1, bits: 12 }), data(0)))).to.equal('unknown-coding');
    expect(samplesOf(file(format({ coding: 1, bits: 16, rateHz: 0 }), data(0)))).to.equal('bad-rate');
    expect(samplesOf(file(format({ coding: 1, bits: 16, channels: 0 }), data(0)))).to.equal('bad-channels');
    expect(samplesOf(file(format({ coding: 1, bits: 8, channels: 5_000 }), data(0)))).to.equal('bad-channels');
  });

  it('is what was written, to the last bit', () => {
    fc.assert(
      fc.property(fc.int16Array({ maxLength: 200 }), (samples) => {
        const read = parseAnyWav(formatWav(samples, 16_000));
        expect(read.ok && read.value.rateHz).to.equal(16_000);
        expect(read.ok && [...read.value.mono].map((sample) => sample * 32_768)).to.deep.equal([...samples]);
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    const start = [...file(format({ coding: 1, bits: 16 }))];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(60), (bytes, kept) => {
        expect(parseAnyWav(Uint8Array.from([...start.slice(0, kept), ...bytes])).ok).to.be.a('boolean');
      }),
      { numRuns: 2_000 },
    );
  });
});
