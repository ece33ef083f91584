import { expect } from 'chai';
import { levelDbov, SILENT_LEVEL, toFrameLevel, toMeter } from '../../../src/audio/sound-level.ts';

describe('sound level', () => {
  it('is 0 dBov for full scale, -3 for a sine of full scale, -127 for silence and for damaged samples', () => {
    expect(levelDbov(new Float32Array(960).fill(1))).to.equal(0);
    expect(levelDbov(Float32Array.from({ length: 960 }, (_, at) => Math.sin((2 * Math.PI * at) / 96)))).to.be.closeTo(
      -3.01,
      0.01,
    );
    expect(levelDbov(new Float32Array(960))).to.equal(-SILENT_LEVEL);
    expect(levelDbov(new Float32Array(960).fill(Number.NaN))).to.equal(-SILENT_LEVEL);
    expect(levelDbov(new Float32Array(0))).to.equal(-SILENT_LEVEL);
  });

  it('fits the seven bits of a frame header', () => {
    expect([0, -3.4, -127, -200, 5].map(toFrameLevel)).to.deep.equal([0, 3, 127, 127, 0]);
  });

  it('is 0 on a meter in a quiet room and 1 for a loud voice', () => {
    expect([-127, -60, -35, -10, 0].map(toMeter)).to.deep.equal([0, 0, 0.5, 1, 1]);
  });
});
