import { expect } from 'chai';
import { type Licence, licenceState, seatsLeft } from '../../../src/accounts/licence.ts';

const NOW_MS = 1_000_000;
const unlimited: Licence = { service: 'record', type: 'unlimited', reference: '' };
const five: Licence = { ...unlimited, type: 'seats', seats: 5 };
const until = (endsMs: number, seats?: number): Licence => ({
  ...unlimited,
  type: 'subscription',
  endsMs,
  ...(seats !== undefined && { seats }),
});

describe('a licence', () => {
  it('without a number has room for as many as like', () => {
    expect(seatsLeft(unlimited, 10_000, NOW_MS)).to.equal(Number.POSITIVE_INFINITY);
    expect(seatsLeft(until(NOW_MS + 1), 10_000, NOW_MS)).to.equal(Number.POSITIVE_INFINITY);
  });

  it('has as many seats left as are not held, and never fewer than none', () => {
    expect([3, 5, 7].map((used) => seatsLeft(five, used, NOW_MS))).to.deep.equal([2, 0, 0]);
    expect([3, 5, 7].map((used) => licenceState(five, used, NOW_MS))).to.deep.equal(['registered', 'full', 'over']);
  });

  it('that has ended has none left, from the very moment', () => {
    expect(seatsLeft(until(NOW_MS), 0, NOW_MS)).to.equal(0);
    expect(licenceState(until(NOW_MS, 5), 7, NOW_MS)).to.equal('ended');
    expect(seatsLeft(until(NOW_MS + 1, 5), 4, NOW_MS)).to.equal(1);
  });
});
