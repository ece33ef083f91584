import { expect } from 'chai';
import { levelDbov } from '../../../src/audio/sound-level.ts';
import { createSpeechLevelling } from '../../../src/audio/speech-levelling.ts';

const FRAME = 960;

/** A voice: syllables four times a second, and a pause of half a second in every two. */
const voice = (frame: number, amplitude: number): Float32Array =>
  Float32Array.from({ length: FRAME }, (_, at) => {
    const seconds = (frame * FRAME + at) / 48_000;
    const spoken = seconds % 2 < 1.5 ? Math.abs(Math.sin(2 * Math.PI * 2 * seconds)) : 0.001;
    return amplitude * spoken * Math.sin(2 * Math.PI * 220 * seconds);
  });

const level = (amplitudes: readonly number[], learned = true): { loudness: number[]; gains: number[] } => {
  const levelling = createSpeechLevelling();
  if (learned) for (let frame = 0; frame < 150; frame += 1) levelling.learn(voice(frame, amplitudes[0] ?? 0));
  const gains: number[] = [];
  const loudness: number[] = [];
  for (const [frame, amplitude] of amplitudes.entries()) {
    const samples = voice(frame, amplitude);
    levelling.process(samples, frame === 0);
    gains.push(levelling.gainDb());
    loudness.push(levelDbov(samples));
  }
  return { loudness, gains };
};
const mean = (values: readonly number[]): number =>
  10 * Math.log10(values.reduce((sum, value) => sum + 10 ** (value / 10), 0) / values.length);

describe('levelling of speech', () => {
  it('brings soft and loud voices to one loudness, from the first word', () => {
    const heard = [0.03, 0.1, 0.3, 0.9].map((amplitude) => mean(level(Array(200).fill(amplitude)).loudness));
    for (const loudness of heard) expect(loudness).to.be.closeTo(heard[0]!, 1.2);
    expect(heard[0]).to.be.within(-24, -18);
  });

  it('stands still while a voice stays the same: pauses between words are not pumped up', () => {
    const { gains } = level(Array(1_500).fill(0.1));
    expect(Math.max(...gains) - Math.min(...gains)).to.be.below(1.5);
  });

  it('follows somebody who moves away, slower than is heard', () => {
    const { gains, loudness } = level([...Array(500).fill(0.4), ...Array(3_500).fill(0.08)]);
    for (let frame = 1; frame < gains.length; frame += 1)
      expect(Math.abs(gains[frame]! - gains[frame - 1]!)).to.be.below(0.031);
    expect(mean(loudness.slice(3_500))).to.be.closeTo(mean(loudness.slice(0, 500)), 2);
  });

  it('raises neither silence nor noise, and gives numbers for nothing at all', () => {
    for (const amplitude of [0, 0.001]) {
      const { gains, loudness } = level(Array(300).fill(amplitude), false);
      expect(gains.every((gain) => gain === 0)).to.equal(true);
      expect(loudness.every(Number.isFinite)).to.equal(true);
    }
  });
});
