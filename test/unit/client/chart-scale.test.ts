import { expect } from 'chai';
import { niceTop } from '../../../src/client/calendar/admin/overview/chart-scale.ts';

describe('the top of a picture of the overview', () => {
  it('is not below the highest value, and halves to a round number; few are counted in whole ones', () => {
    expect([0, 3, 5, 9, 11, 34, 480].map((highest) => niceTop(highest))).to.deep.equal([4, 4, 10, 10, 20, 50, 500]);
    expect(niceTop(3_000, { unit: 1_024 })).to.equal(4 * 1_024);
  });
});
