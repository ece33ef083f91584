import { expect } from 'chai';
import { createResampler } from '../../../src/audio/resampler.ts';

const sine = (rateHz: number, hz: number, seconds: number): Float32Array =>
  Float32Array.from({ length: rateHz * seconds }, (_, at) => 0.5 * Math.sin((2 * Math.PI * hz * at) / rateHz));

const resample = (sound: Float32Array, fromHz: number, block: number): number[] => {
  const resampler = createResampler(fromHz, 48_000);
  const made: number[] = [];
  for (let at = 0; at < sound.length; at += block) made.push(...resampler.process(sound.subarray(at, at + block)));
  return made;
};

const amplitudeAt = (sound: readonly number[], hz: number): number => {
  let real = 0;
  let imaginary = 0;
  for (const [at, sample] of sound.entries()) {
    const angle = (2 * Math.PI * hz * at) / 48_000;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
  }
  return (2 * Math.hypot(real, imaginary)) / sound.length;
};

describe('resampler', () => {
  for (const fromHz of [16_000, 44_100, 96_000]) {
    it(`turns a tone at ${fromHz} Hz into the same tone at 48 kHz, of the same loudness and length`, () => {
      const made = resample(sine(fromHz, 1000, 1), fromHz, 128);
      expect(made.length).to.be.within(47_900, 48_000);
      expect(amplitudeAt(made.slice(-24_000), 1000)).to.be.within(0.495, 0.505);
    });
  }

  it('makes the same of one long block and of many short ones', () => {
    const sound = sine(44_100, 700, 0.5);
    const long = resample(sound, 44_100, sound.length);
    const short = resample(sound, 44_100, 100);
    expect(short.length).to.equal(long.length);
    const error = short.reduce((most, sample, at) => Math.max(most, Math.abs(sample - long[at]!)), 0);
    expect(error).to.be.below(1e-5);
  });

  it('leaves out what the lower rate cannot hold', () => {
    const resampler = createResampler(96_000, 48_000);
    const made = [...resampler.process(sine(96_000, 30_000, 1))].slice(1000);
    expect(Math.max(...made.map(Math.abs))).to.be.below(0.01);
  });
});
