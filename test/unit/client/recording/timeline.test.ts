import { expect } from 'chai';
import fc from 'fast-check';
import {
  heardAt,
  isCrowded,
  laneCoverage,
  laneHues,
  laneMarks,
  nextStart,
  previousStart,
  type Span,
  sharesOf,
  spanAt,
} from '../../../../src/client/recording/rules/speaking.ts';
import { columnsPath, lanePath, wavePath } from '../../../../src/client/recording/rules/wave-path.ts';
import { barHeights, readPeaks, reducePeaks } from '../../../../src/client/recording/rules/waveform-peaks.ts';

const SPANS: readonly Span[] = [
  [1_000, 3_000],
  [5_000, 6_000],
  [20_000, 25_000],
];
const speaker = (number: number, spans: readonly Span[], seconds: number) => ({
  number,
  name: `Speaker ${number}`,
  spans: spans.map(([from, to]): [number, number] => [from, to]),
  seconds,
});

describe('who speaks when', () => {
  it('finds the words at a moment, or the nearest within reach', () => {
    expect(spanAt(SPANS, 2_000)).to.deep.equal([1_000, 3_000]);
    expect(spanAt(SPANS, 3_000)).to.equal(undefined);
    expect(spanAt(SPANS, 3_400, 500)).to.deep.equal([1_000, 3_000]);
    expect(spanAt(SPANS, 4_700, 500)).to.deep.equal([5_000, 6_000]);
    expect(spanAt(SPANS, 10_000, 500)).to.equal(undefined);
    expect(spanAt([], 10, 500)).to.equal(undefined);
  });

  it('goes from one time that somebody speaks to the next, and stays at neither end', () => {
    expect(nextStart(SPANS, 0)).to.equal(1_000);
    expect(nextStart(SPANS, 1_000)).to.equal(5_000);
    // A player lands a little early: it does not jump to where it just went.
    expect(nextStart(SPANS, 4_990)).to.equal(20_000);
    expect(nextStart(SPANS, 24_000)).to.equal(undefined);
    expect(previousStart(SPANS, 24_000)).to.equal(20_000);
    expect(previousStart(SPANS, 20_500)).to.equal(5_000);
    expect(previousStart(SPANS, 500)).to.equal(undefined);
  });

  it('tells all who are heard at once', () => {
    const all = [speaker(1, SPANS, 8), speaker(2, [[2_000, 4_000]], 2), speaker(3, [], 0)];
    expect(heardAt(all, 2_500).map(({ number }) => number)).to.deep.equal([1, 2]);
    expect(heardAt(all, 9_000)).to.deep.equal([]);
    expect(sharesOf(all)).to.deep.equal([80, 20, 0]);
    expect(sharesOf([speaker(1, [], 0)])).to.deep.equal([0]);
  });

  it('gives each a colour of their own while there are any left', () => {
    expect(laneHues([3, 3, 4, 3])).to.deep.equal([3, 4, 5, 6]);
    expect(laneHues(Array.from({ length: 12 }, () => 7)).every((hue) => hue >= 0 && hue < 8)).to.equal(true);
    expect(new Set(laneHues([7, 7, 7, 7, 7, 7, 7, 7])).size).to.equal(8);
  });
});

describe('a lane', () => {
  it('has the words where they are, none too thin to be seen, none over its end', () => {
    const marks = laneMarks(
      [
        [0, 1],
        [5_000, 10_000],
        [99_999, 100_000],
      ],
      { durationMs: 100_000, width: 1_000 },
    );
    expect(marks).to.deep.equal([
      [0, 2],
      [50, 50],
      [998, 2],
    ]);
    expect(lanePath(marks, 4, 8)).to.match(/^M0\.0 4h2\.0v8h-2\.0zM50\.0/);
  });

  it('of ten thousand words is drawn in columns that are as high as they are full', () => {
    const spans = Array.from({ length: 10_000 }, (_unused, index): Span => [index * 360, index * 360 + 90]);
    expect(isCrowded(spans, 3_600_000, 800)).to.equal(true);
    expect(isCrowded(SPANS, 25_000, 800)).to.equal(false);
    const covered = laneCoverage(spans, { durationMs: 3_600_000, columns: 266 });
    expect(covered).to.have.length(266);
    for (const part of covered) expect(part).to.be.closeTo(0.25, 0.03);
    expect((columnsPath(covered, 0, 30).match(/M/g) ?? []).length).to.equal(266);
  });

  it('covers as much as was spoken, wherever it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(900), fc.integer({ min: 1, max: 90 })), { maxLength: 40 }), (steps) => {
        let at = 0;
        const spans = steps.map(([pause, length]): Span => {
          const from = at + pause;
          at = from + length;
          return [from, at];
        });
        const durationMs = at + 10;
        const covered = laneCoverage(spans, { durationMs, columns: 100 });
        const spoken = spans.reduce((sum, [from, to]) => sum + to - from, 0);
        const drawn = covered.reduce((sum, part) => sum + part, 0) * (durationMs / 100);
        expect(drawn).to.be.closeTo(spoken, 0.01 * durationMs + 1);
      }),
    );
  });
});

describe('the waveform', () => {
  const cut = (bars: number) => ({ peaksPerSecond: 10, durationMs: 1_000, bars });

  it('has one bar for as many peaks as fall on it', () => {
    const peaks = Uint8Array.from([0, 0, 100, 100, 50, 50, 255, 255, 0, 0]);
    expect([...reducePeaks(peaks, cut(5))]).to.deep.equal([0, 100, 50, 255, 0]);
    expect([...reducePeaks(peaks, cut(10))]).to.deep.equal([...peaks]);
  });

  it('repeats a peak where there are more bars, and is silent after the last', () => {
    expect([
      ...reducePeaks(Uint8Array.from([10, 20]), { peaksPerSecond: 2, durationMs: 2_000, bars: 8 }),
    ]).to.deep.equal([10, 10, 20, 20, 0, 0, 0, 0]);
  });

  it('fills the height with the loudest, and does not blow noise up', () => {
    expect(Math.max(...barHeights(Uint8Array.from([3, 60, 120])))).to.equal(1);
    expect(Math.max(...barHeights(Uint8Array.from([1, 2, 3])))).to.be.lessThan(0.2);
    expect(barHeights(new Uint8Array())).to.deep.equal([]);
  });

  it('is silence where there is no base64', () => {
    expect([...readPeaks(btoa('\u0001\u00ff'))]).to.deep.equal([1, 255]);
    expect([...readPeaks('***')]).to.deep.equal([]);
  });

  it('draws each bar once, and only those that are wanted', () => {
    expect((wavePath([0, 0.5, 1], 60).match(/M/g) ?? []).length).to.equal(3);
    expect(wavePath([0, 0.5, 1], 60, (bar) => bar === 2)).to.equal('M7.5 1.0v58.0');
  });
});
