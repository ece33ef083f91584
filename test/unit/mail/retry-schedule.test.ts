import { expect } from 'chai';
import { isGivenUp, retryDelayMs } from '../../../src/mail/retry-schedule.ts';

const HOUR_MS = 60 * 60_000;

describe('the retry schedule', () => {
  it('waits longer and longer, then four hours each time', () => {
    const delays = [1, 2, 3, 4, 5, 6, 30].map((attempts) => retryDelayMs(attempts) / 60_000);
    expect(delays).to.deep.equal([1, 5, 15, 60, 240, 240, 240]);
  });

  it('gives up what would wait for more than five days', () => {
    expect(isGivenUp(5 * 24 * HOUR_MS)).to.equal(false);
    expect(isGivenUp(5 * 24 * HOUR_MS + 1)).to.equal(true);
  });
});
