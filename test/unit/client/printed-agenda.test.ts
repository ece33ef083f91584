import { expect } from 'chai';
import { startOfWeek } from '../../../src/client/calendar/parts/month-weeks.ts';
import { agendaDays } from '../../../src/client/calendar/print/agenda-days.ts';
import { printRange } from '../../../src/client/calendar/print/print-range.ts';
import type { EventBody } from '../../../src/contract/http/event.ts';

const monday = (date: string): string => startOfWeek(date, 1);
const event = (title: string, startsAt: string, endsAt: string, more: Partial<EventBody> = {}): EventBody =>
  ({ id: title, title, startsAt, endsAt, allDay: false, start: '', end: '', ...more }) as EventBody;
const wholeDays = (title: string, start: string, end: string): EventBody =>
  event(title, `${start}T00:00:00Z`, `${end}T00:00:00Z`, { allDay: true, start, end });

const WEEK = { from: '2027-03-01', to: '2027-03-07' };
const lines = (events: readonly EventBody[], zone = 'Europe/Paris'): string[] =>
  agendaDays(events, WEEK, zone).map(
    ({ date, entries }) =>
      `${date.slice(8)}: ${entries.map((entry) => `${entry.event.title} ${entry.day}/${entry.days}`).join(', ')}`,
  );

describe('the range on paper', () => {
  it('is that of the view, and of a month its own days alone', () => {
    expect(printRange('day', '2027-03-03', monday)).to.deep.equal({ from: '2027-03-03', to: '2027-03-03' });
    expect(printRange('week', '2027-03-03', monday)).to.deep.equal(WEEK);
    expect(printRange('month', '2027-02-14', monday)).to.deep.equal({ from: '2027-02-01', to: '2027-02-28' });
    expect(printRange('month', '2028-12-31', monday)).to.deep.equal({ from: '2028-12-01', to: '2028-12-31' });
    expect(printRange('agenda', '2027-03-03', monday).from).to.equal('2027-03-03');
  });
});

describe('the agenda on paper', () => {
  it('has the days on which there is something, whole days before hours', () => {
    expect(
      lines([
        event('late', '2027-03-02T18:00:00Z', '2027-03-02T19:00:00Z'),
        event('early', '2027-03-02T07:00:00Z', '2027-03-02T08:00:00Z'),
        wholeDays('holiday', '2027-03-02', '2027-03-02'),
        event('friday', '2027-03-05T07:00:00Z', '2027-03-05T08:00:00Z'),
      ]),
    ).to.deep.equal(['02: holiday 1/1, early 1/1, late 1/1', '05: friday 1/1']);
  });

  it('repeats what goes over several days on each of them, within the range', () => {
    expect(lines([wholeDays('tour', '2027-02-27', '2027-03-02')])).to.deep.equal(['01: tour 3/4', '02: tour 4/4']);
    expect(lines([wholeDays('trip', '2027-03-06', '2027-03-20')])).to.deep.equal(['06: trip 1/15', '07: trip 2/15']);
    expect(lines([event('night', '2027-03-03T21:00:00Z', '2027-03-04T01:00:00Z')])).to.deep.equal([
      '03: night 1/2',
      '04: night 2/2',
    ]);
  });

  it('ends at midnight what ends at midnight', () => {
    expect(lines([event('evening', '2027-03-03T20:00:00Z', '2027-03-03T23:00:00Z')])).to.deep.equal([
      '03: evening 1/1',
    ]);
    expect(lines([event('moment', '2027-03-03T23:00:00Z', '2027-03-03T23:00:00Z')])).to.deep.equal(['04: moment 1/1']);
  });

  it('puts hours on the days of the reader', () => {
    const late = event('late', '2027-03-03T23:30:00Z', '2027-03-04T00:30:00Z');
    expect(lines([late])).to.deep.equal(['04: late 1/1']);
    expect(lines([late], 'America/New_York')).to.deep.equal(['03: late 1/1']);
  });

  it('leaves out what is outside the range', () => {
    expect(
      lines([wholeDays('before', '2027-02-01', '2027-02-28'), wholeDays('after', '2027-03-08', '2027-03-09')]),
    ).to.deep.equal([]);
  });
});
