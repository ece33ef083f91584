import { expect } from 'chai';
import fc from 'fast-check';
import { levelSound, loudnessDbov, SPEECH_DBOV } from '../../../src/audio/level-sound.ts';
import { toPcm16 } from '../../../src/audio/to-pcm16.ts';

const RATE_HZ = 16_000;

/** A voice that pauses for half of each two seconds. */
const voice = (amplitude: number, seconds = 4): Float32Array =>
  Float32Array.from({ length: seconds * RATE_HZ }, (_, at) => {
    const time = at / RATE_HZ;
    return (time % 2 < 1 ? amplitude : amplitude / 1_000) * Math.sin(2 * Math.PI * 440 * time);
  });

const levelled = (samples: Float32Array, target = SPEECH_DBOV): Float32Array => {
  levelSound(samples, RATE_HZ, target);
  return samples;
};

describe('levelling a whole sound', () => {
  it('counts where something is heard, not the pauses', () => {
    // A sine of full scale has -3 dBov.
    expect(loudnessDbov(voice(1), RATE_HZ)).to.be.closeTo(-3, 0.7);
    expect(loudnessDbov(voice(0.1), RATE_HZ)).to.be.closeTo(-23, 0.7);
  });

  it('brings soft and loud sounds to the same loudness', () => {
    for (const amplitude of [0.01, 0.1, 0.5, 1])
      expect(loudnessDbov(levelled(voice(amplitude)), RATE_HZ), `${amplitude}`).to.be.closeTo(SPEECH_DBOV, 0.3);
  });

  it('does not take hum for loudness', () => {
    const humming = voice(0.1).map((sample, at) => sample + 0.3 * Math.sin((2 * Math.PI * 25 * at) / RATE_HZ));
    // Counted, the hum alone would be -13.5.
    expect(loudnessDbov(humming, RATE_HZ)).to.be.closeTo(-23, 2);
  });

  it('leaves silence as it is', () => {
    const silence = new Float32Array(RATE_HZ).fill(0.0001);
    expect(loudnessDbov(silence, RATE_HZ)).to.equal(undefined);
    expect(levelled(silence.slice())).to.deep.equal(silence);
    expect(levelled(new Float32Array(0))).to.have.length(0);
  });

  it('never passes full scale, whatever the sound', () => {
    fc.assert(
      fc.property(fc.float32Array({ min: -1, max: 1, noNaN: true, maxLength: 5_000 }), (samples) => {
        const loud = levelled(samples, 0);
        for (const sample of loud) expect(Math.abs(sample)).to.be.at.most(1);
      }),
      { numRuns: 50 },
    );
  });
});

describe('samples of sixteen bits', () => {
  it('are those between -1 and 1; what is beyond stays at the edge', () => {
    expect([...toPcm16(Float32Array.of(0, 0.5, -0.5, 1, -1, 7, -7))]).to.deep.equal([
      0, 16_384, -16_383, 32_767, -32_767, 32_767, -32_767,
    ]);
  });

  it('are in memory that threads share', () => {
    expect(toPcm16(new Float32Array(1)).buffer).to.be.instanceOf(SharedArrayBuffer);
  });
});
