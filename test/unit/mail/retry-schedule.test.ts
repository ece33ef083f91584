import { expect } from 'chai';
import { retryDelayMs } from '../../../src/mail/retry-schedule.ts';

describe('the retry schedule', () => {
  it('waits longer and longer, then four hours each time, five days in all at the most', () => {
    const delays: number[] = [];
    for (let attempts = 1; ; attempts += 1) {
      const delayMs = retryDelayMs(attempts);
      if (delayMs === undefined) break;
      delays.push(delayMs / 60_000);
    }
    expect(delays.slice(0, 6)).to.deep.equal([1, 5, 15, 60, 240, 240]);
    const hours = delays.reduce((sum, minutes) => sum + minutes, 0) / 60;
    expect(hours).to.be.within(5 * 24 - 4, 5 * 24);
  });
});
