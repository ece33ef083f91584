import { expect } from 'chai';
import { shareEnd } from '../../../../src/client/documents/dialogs/share-ends.ts';

const NOW = Date.parse('2026-11-22T10:00:00Z');

describe('when a share ends', () => {
  it('after so many days, or never', () => {
    expect(shareEnd('week', '', NOW)).to.equal('2026-11-29T10:00:00.000Z');
    expect(shareEnd('month', '', NOW)).to.equal('2026-12-22T10:00:00.000Z');
    expect(shareEnd('never', '', NOW)).to.equal(null);
  });

  it('at the end of the last day, not at its beginning', () => {
    const end = new Date(shareEnd('date', '2026-12-01', NOW) ?? '');
    expect([end.getDate(), end.getHours(), end.getMinutes()]).to.deep.equal([1, 23, 59]);
  });

  it('not on a day that is over or is none', () => {
    for (const date of ['2026-11-20', '', 'tomorrow']) expect(shareEnd('date', date, NOW), date).to.equal(undefined);
  });
});
