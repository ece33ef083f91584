import { expect } from 'chai';
import { daysShown, turnDate } from '../../../src/client/calendar/page/turn-date.ts';
import { addMonths, monthWeeks, sameDayIn, startOfWeek } from '../../../src/client/calendar/parts/month-weeks.ts';

describe('the days on screen', () => {
  it('are six weeks for every month, from the first day of the week', () => {
    const weeks = monthWeeks('2027-02', 1);
    expect(weeks).to.have.length(6);
    expect([weeks[0]?.[0], weeks[5]?.[6]]).to.deep.equal(['2027-02-01', '2027-03-14']);
    expect(monthWeeks('2026-11', 0)[0]?.[0]).to.equal('2026-11-01');
    expect(startOfWeek('2026-11-22', 1)).to.equal('2026-11-16');
  });

  it('stay on the same day of the month, or on its last', () => {
    expect(addMonths('2027-12', 1)).to.equal('2028-01');
    expect(sameDayIn('2027-02', '2027-01-31')).to.equal('2027-02-28');
    expect(turnDate('month', '2027-03-31', -1)).to.equal('2027-02-28');
    expect(turnDate('week', '2027-03-01', 1)).to.equal('2027-03-08');
  });

  it('begin and end as the view shows them', () => {
    const monday = (date: string): string => startOfWeek(date, 1);
    expect(daysShown('week', '2026-11-22', monday)).to.deep.equal({ from: '2026-11-16', to: '2026-11-22' });
    expect(daysShown('month', '2026-11-22', monday)).to.deep.equal({ from: '2026-10-26', to: '2026-12-06' });
    expect(daysShown('day', '2026-11-22', monday)).to.deep.equal({ from: '2026-11-22', to: '2026-11-22' });
  });
});
