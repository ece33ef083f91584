import { expect } from 'chai';
import fc from 'fast-check';
import { createSoftLimiter } from '../../../src/audio/soft-limiter.ts';

const sine = (blocks: number, amplitude: number): Float32Array =>
  Float32Array.from({ length: blocks * 128 }, (_, at) => amplitude * Math.sin((2 * Math.PI * 440 * at) / 48_000));

const limited = (sound: Float32Array): Float32Array => {
  const limiter = createSoftLimiter();
  for (let at = 0; at < sound.length; at += 128) limiter.process(sound.subarray(at, at + 128));
  return sound;
};

describe('soft limiter', () => {
  it('leaves what is not too loud untouched', () => {
    expect(limited(sine(100, 0.89))).to.deep.equal(sine(100, 0.89));
  });

  it('turns three voices at full scale down as a whole, without bending them', () => {
    const sound = limited(sine(200, 2.5)).subarray(-128 * 100);
    const peak = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(peak).to.be.within(0.85, 0.95);
    const pure = sine(200, peak).subarray(-128 * 100);
    const error = sound.reduce((most, sample, at) => Math.max(most, Math.abs(sample - pure[at]!)), 0);
    expect(error).to.be.below(0.06);
  });

  it('is back at full loudness 300 ms after the loud part', () => {
    const sound = new Float32Array([...sine(50, 3), ...sine(200, 0.5)]);
    expect(limited(sound).subarray(-128 * 80)).to.deep.equal(
      new Float32Array([...sine(50, 3), ...sine(200, 0.5)]).subarray(-128 * 80),
    );
  });

  it('never gives more than full scale, nor anything but numbers', () => {
    const samples = fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 128, maxLength: 128 });
    fc.assert(
      fc.property(fc.array(samples, { minLength: 1, maxLength: 8 }), (blocks) => {
        expect(limited(new Float32Array(blocks.flat())).every((sample) => Math.abs(sample) <= 1)).to.equal(true);
      }),
    );
  });
});
