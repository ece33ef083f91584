import { expect } from 'chai';
import { feedManners } from '../../../../src/calendar/exchange/feed-manners.ts';
import { intervalFor, retryAfterMs } from '../../../../src/calendar/exchange/refresh-plan.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const mannersOf = (properties: Record<string, string>) =>
  feedManners({ properties: new Map(Object.entries(properties)), zones: new Map() });

describe('what a feed says of itself', () => {
  it('is its name, plain', () => {
    expect(mannersOf({ 'X-WR-CALNAME': 'A\\, B\\nC' }).name).to.equal('A, B C');
    expect(mannersOf({ NAME: 'New', 'X-WR-CALNAME': 'Old' }).name).to.equal('New');
    expect(mannersOf({ NAME: '\u0000\u202e ' }).name).to.equal(undefined);
    expect(mannersOf({ NAME: 'x'.repeat(1_000) }).name).to.have.length(100);
  });

  it('is how often it wants to be read', () => {
    const refreshOf = (text: string) => mannersOf({ 'X-PUBLISHED-TTL': text }).refreshMs;
    expect(refreshOf('PT15M')).to.equal(15 * MINUTE_MS);
    expect(refreshOf('P1DT2H')).to.equal(26 * HOUR_MS);
    expect(refreshOf('P2W')).to.equal(14 * 24 * HOUR_MS);
    for (const text of ['', 'P', 'PT', '-PT1H', '1H', 'PT99999999999999S', 'P1X'])
      expect(refreshOf(text), text).to.equal(undefined);
    expect(mannersOf({ 'REFRESH-INTERVAL': 'PT3H', 'X-PUBLISHED-TTL': 'PT1H' }).refreshMs).to.equal(3 * HOUR_MS);
  });

  it('counts within a quarter of an hour and a week', () => {
    expect([undefined, 1, HOUR_MS, 1e15].map(intervalFor)).to.deep.equal([
      HOUR_MS,
      15 * MINUTE_MS,
      HOUR_MS,
      7 * 24 * HOUR_MS,
    ]);
  });

  it('waits longer after each failure, about a day at most, never less than its interval', () => {
    expect([1, 2, 3, 10, 10_000].map((failures) => retryAfterMs(HOUR_MS, failures) / HOUR_MS)).to.deep.equal([
      1, 2, 4, 24, 24,
    ]);
    expect(retryAfterMs(7 * 24 * HOUR_MS, 5)).to.equal(7 * 24 * HOUR_MS);
  });
});
