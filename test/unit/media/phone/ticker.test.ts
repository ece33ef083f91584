import { expect } from 'chai';
import { createTicker } from '../../../../src/media/phone/ticker.ts';

/** Time that is turned by hand; `lateMs`: how late its timers are. */
const turned = (lateMs: () => number = () => 0) => {
  let nowMs = 1_000;
  let waiting: { readonly atMs: number; readonly work: () => void } | undefined;
  return {
    times: {
      nowMs: () => nowMs,
      after: (ms: number, work: () => void) => {
        waiting = { atMs: nowMs + ms + lateMs(), work };
        return () => {
          waiting = undefined;
        };
      },
    },
    run: (untilMs: number) => {
      while (waiting !== undefined && waiting.atMs <= untilMs) {
        const { atMs, work } = waiting;
        waiting = undefined;
        nowMs = Math.max(nowMs, atMs);
        work();
      }
      nowMs = untilMs;
    },
    stall: (ms: number) => {
      nowMs += ms;
    },
    isWaiting: () => waiting !== undefined,
  };
};

describe('ticker', () => {
  it('ticks every 20 ms over an hour, although each timer is late', () => {
    let late = 0;
    const time = turned(() => {
      late = (late * 31 + 7) % 11;
      return late;
    });
    const ticks: number[] = [];
    createTicker((dueMs) => ticks.push(dueMs), time.times).start();
    time.run(1_000 + 3_600_000);
    expect(ticks.length).to.be.within(179_998, 180_000);
    expect(ticks.every((dueMs, index) => dueMs === 1_020 + 20 * index)).to.equal(true);
  });

  it('makes up for a hold-up of 200 ms at the most, and goes on from then', () => {
    const time = turned();
    const ticks: number[] = [];
    createTicker((dueMs) => ticks.push(dueMs), time.times).start();
    time.run(1_100);
    time.stall(150);
    time.run(1_250);
    expect(ticks).to.deep.equal([1_020, 1_040, 1_060, 1_080, 1_100, 1_120, 1_140, 1_160, 1_180, 1_200, 1_220, 1_240]);
    time.stall(5_000);
    time.run(6_250);
    time.run(6_290);
    expect(ticks.slice(12)).to.deep.equal([6_250, 6_270, 6_290]);
  });

  it('leaves no timer behind', () => {
    const time = turned();
    const ticker = createTicker(() => {}, time.times);
    ticker.start();
    time.run(1_100);
    ticker.stop();
    expect(time.isWaiting()).to.equal(false);
  });
});
