import { expect } from 'chai';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { createGuessLimits } from '../../../src/meetings/guess-limits.ts';

describe('guess limits', () => {
  it('remember nothing of the IDs that one asks for who is refused already', async () => {
    const { consume } = RateLimiterMemory.prototype;
    const remembered = new Set<string>();
    RateLimiterMemory.prototype.consume = function (this: RateLimiterMemory, key, ...more) {
      remembered.add(String(key));
      return consume.call(this, key, ...more);
    };
    try {
      const limits = createGuessLimits();
      let refused = 0;
      for (let id = 0; id < 200; id += 1) {
        await limits
          .attempt('192.0.2.1', String(100_000_000 + id), () => false)
          .catch(() => {
            refused += 1;
          });
      }
      expect(refused).to.equal(190);
      expect(remembered.size).to.be.below(30);
    } finally {
      RateLimiterMemory.prototype.consume = consume;
    }
  });

  it('never refuse those who are right, however many come in the same moment, and count on for the others', async () => {
    const limits = createGuessLimits();
    const right = Array.from({ length: 200 }, () => limits.attempt('192.0.2.1', '123456789', () => true));
    expect(new Set(await Promise.all(right))).to.deep.equal(new Set([true]));
    const wrong = Array.from({ length: 50 }, () => limits.attempt('192.0.2.1', '123456789', () => false));
    const outcomes = await Promise.allSettled(wrong);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(5);
  });
});
