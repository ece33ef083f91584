import { expect } from 'chai';
import fc from 'fast-check';
import { createTokenBucket } from '../../../src/room/token-bucket.ts';

describe('a token bucket', () => {
  it('lets a burst through at once, then its rate', () => {
    const bucket = createTokenBucket({ perSecond: 5, burst: 10 });
    const taken = (count: number, nowMs: number): number =>
      Array.from({ length: count }, () => bucket.take(nowMs)).filter(Boolean).length;
    expect(taken(20, 0)).to.equal(10);
    expect(taken(20, 1_000)).to.equal(5);
    expect(taken(20, 1_199)).to.equal(0);
    expect(taken(20, 1_200)).to.equal(1);
    expect(taken(20, 60_000)).to.equal(10);
  });

  it('never lets more through than the burst and the rate together, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000, max: 1_000 }), { maxLength: 300 }), (steps) => {
        const bucket = createTokenBucket({ perSecond: 10, burst: 5 });
        let nowMs = 0;
        let forwardMs = 0;
        let taken = 0;
        for (const step of steps) {
          nowMs += step;
          forwardMs += Math.max(0, step);
          if (bucket.take(nowMs)) taken += 1;
        }
        expect(taken).to.be.at.most(5 + forwardMs / 100);
      }),
    );
  });
});
