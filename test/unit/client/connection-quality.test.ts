import { expect } from 'chai';
import { type ConnectionSample, createQualityJudge } from '../../../src/client/room/sound/connection-quality.ts';
import { sampleBetween } from '../../../src/client/room/sound/connection-sample.ts';
import type { SoundStatistics } from '../../../src/client/room/sound/sound-statistics.ts';

const sample = (more: Partial<ConnectionSample> = {}): ConnectionSample => ({
  roundTripMs: 40,
  concealedShare: 0,
  droppedShare: 0,
  ...more,
});
const GOOD = sample();
const judged = (...samples: readonly ConnectionSample[]): string[] => {
  const judge = createQualityJudge();
  return samples.map((one) => judge.judge(one));
};
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('how good a connection is', () => {
  it('is good before anything is known, and while nothing is wrong', () => {
    expect(judged(sample({ roundTripMs: undefined }), ...times(10, GOOD))).to.deep.equal(times(11, 'good'));
  });

  for (const [what, fair, poor] of [
    ['a long way', { roundTripMs: 300 }, { roundTripMs: 900 }],
    ['gaps in what is heard', { concealedShare: 0.05 }, { concealedShare: 0.3 }],
    ['own sound that does not get away', { droppedShare: 0.05 }, { droppedShare: 0.5 }],
  ] as const) {
    it(`is fair, then poor, from ${what}`, () => {
      expect(judged(...times(4, sample(fair))).at(-1)).to.equal('fair');
      expect(judged(...times(4, sample(poor))).at(-1)).to.equal('poor');
    });
  }

  it('does not change for a single bad moment', () => {
    const bad = sample({ concealedShare: 0.5 });
    expect(judged(GOOD, bad, GOOD, bad, GOOD, bad, GOOD)).to.deep.equal(times(7, 'good'));
  });

  it('is warned of after two samples and taken back after five clear ones', () => {
    const bad = sample({ concealedShare: 0.05 });
    const seen = judged(bad, bad, ...times(6, GOOD));
    expect(seen).to.deep.equal(['good', 'fair', 'fair', 'fair', 'fair', 'fair', 'good', 'good']);
  });

  it('does not flicker at the line between two grades', () => {
    const over = sample({ roundTripMs: 255 });
    const under = sample({ roundTripMs: 245 });
    const seen = judged(over, over, ...times(40, under), ...times(3, over), ...times(20, under));
    expect(seen.slice(1)).to.deep.equal(times(seen.length - 1, 'fair'));
  });

  it('comes back one step when it is only half better', () => {
    const judge = createQualityJudge();
    for (const one of times(2, sample({ roundTripMs: 900 }))) judge.judge(one);
    expect(
      times(5, sample({ roundTripMs: 300 }))
        .map((one) => judge.judge(one))
        .at(-1),
    ).to.equal('fair');
  });
});

describe('what two looks at the counters say', () => {
  const look = (more: Partial<SoundStatistics>, playedMs = 0, concealedMs = 0): SoundStatistics => ({
    framesSent: 0,
    framesDropped: 0,
    framesReceived: 0,
    roundTripMs: 30,
    speakers: [{ number: 1, targetMs: 20, delayMs: 20, transitMs: 0, playedMs, concealedMs }],
    ...more,
  });

  it('is the share made up and the share dropped between them', () => {
    const before = look({ framesSent: 100, framesDropped: 0 }, 5_000, 100);
    const after = look({ framesSent: 190, framesDropped: 10 }, 7_000, 200);
    expect(sampleBetween(before, after)).to.deep.equal({ roundTripMs: 30, concealedShare: 0.05, droppedShare: 0.1 });
  });

  it('is nothing while hardly anything was said, or when a speaker was forgotten', () => {
    expect(sampleBetween(look({}, 0, 0), look({ framesDropped: 3 }, 100, 100))).to.include({
      concealedShare: 0,
      droppedShare: 0,
    });
    expect(sampleBetween(look({}, 9_000, 900), look({}, 100, 0))).to.include({ concealedShare: 0 });
  });
});
