import { expect } from 'chai';
import { type FirstOfDays, firstOfDays } from '../../../src/client/calendar/grid/first-of-days.ts';
import type { EventBody } from '../../../src/contract/http/event.ts';

const PARIS = 'Europe/Paris';
const MARCH = { from: '2027-03-01', to: '2027-03-31' };
const firstInParis = (events: readonly EventBody[], perDay: number): FirstOfDays =>
  firstOfDays(events, { range: MARCH, zone: PARIS, perDay });

const event = (id: string, startsAt: string, endsAt: string, more: Partial<EventBody> = {}): EventBody =>
  ({
    id,
    title: id,
    startsAt,
    endsAt,
    start: startsAt.slice(0, 16),
    end: endsAt.slice(0, 16),
    timeZone: 'UTC',
    allDay: false,
    ...more,
  }) as EventBody;

const timed = (id: string, day: number, hour: number): EventBody => {
  const at = (hours: number): string => new Date(Date.UTC(2027, 2, day, hours)).toISOString();
  return event(id, at(hour), at(hour + 1));
};

const names = (events: readonly EventBody[]): string[] => events.map(({ id }) => id);

describe('the first events of each day', () => {
  it('are all, when there are few', () => {
    const events = [timed('a', 1, 9), timed('b', 1, 8)];
    expect(firstInParis(events, 2)).to.deep.equal({ events, leftOut: new Map() });
  });

  it('are the earliest, and the others are counted by day', () => {
    const events = [timed('late', 1, 15), timed('first', 1, 8), timed('other', 2, 8), timed('second', 1, 9)];
    const found = firstInParis(events, 2);
    expect(names(found.events)).to.deep.equal(['first', 'second', 'other']);
    expect([...found.leftOut]).to.deep.equal([['2027-03-01', 1]]);
  });

  it('begin with whole days, and count one of several days on each', () => {
    const whole = { allDay: true, start: '2027-03-01', end: '2027-03-03' };
    const days = event('whole', '2027-02-28T23:00:00Z', '2027-03-03T23:00:00Z', whole);
    const found = firstInParis([timed('a', 1, 8), timed('b', 2, 8), timed('c', 4, 8), days], 1);
    expect(names(found.events)).to.deep.equal(['whole', 'c']);
    expect([...found.leftOut]).to.deep.equal([
      ['2027-03-01', 1],
      ['2027-03-02', 1],
    ]);
  });

  it('are looked for on the days of the screen alone, however long an event is', () => {
    const whole = { allDay: true, start: '0001-01-01', end: '9999-12-31' };
    const ages = event('ages', '0001-01-01T00:00:00Z', '9999-12-31T23:00:00Z', whole);
    const found = firstInParis([timed('a', 1, 8), ages], 1);
    expect(names(found.events)).to.deep.equal(['ages']);
    expect([...found.leftOut]).to.deep.equal([['2027-03-01', 1]]);
  });

  it('keep what is among the first of one of its days', () => {
    const long = event('long', '2027-03-01T10:00:00Z', '2027-03-02T10:00:00Z');
    const found = firstInParis([timed('a', 1, 8), long, timed('b', 2, 12)], 1);
    expect(names(found.events)).to.deep.equal(['a', 'long']);
    expect([...found.leftOut]).to.deep.equal([['2027-03-02', 1]]);
  });

  it('are of the days in the zone of the screen', () => {
    // 23:30 in London is half past midnight in Paris, and an event until midnight is not on the next day.
    const late = event('late', '2027-03-01T23:30:00Z', '2027-03-02T00:00:00Z');
    const here = event('here', '2027-03-01T21:00:00Z', '2027-03-01T23:00:00Z', {
      timeZone: PARIS,
      start: '2027-03-01T22:00',
      end: '2027-03-02T00:00',
    });
    const found = firstInParis([late, here, timed('b', 2, 9)], 1);
    expect(names(found.events)).to.deep.equal(['here', 'late']);
    expect([...found.leftOut]).to.deep.equal([['2027-03-02', 1]]);
  });
});
