import { expect } from 'chai';
import { moveEnd } from '../../../src/calendar/move-rule.ts';

const at = (start: string, timeZone = 'Europe/Paris') => ({ start, timeZone, allDay: start.length === 10 });

describe('the end of a series that moves', () => {
  const cases: ReadonlyArray<[until: string, from: string, to: string, expected: string, zone?: string]> = [
    ['20270329T070000Z', '2027-03-01T09:00:00', '2027-03-01T11:00:00', '20270329T090000Z'],
    // Over the change of clocks: by the clock on the wall.
    ['20270322T080000Z', '2027-03-01T09:00:00', '2027-03-08T09:00:00', '20270329T070000Z'],
    ['20270329T070000Z', '2027-03-01T09:00:00', '2027-03-01T09:00:00', '20270329T130000Z', 'America/New_York'],
    ['20270329', '2027-03-01T09:00:00', '2027-03-02T09:00:00', '20270330'],
    ['20270329T090000', '2027-03-01T09:00:00', '2027-03-01T10:00:00', '20270329T100000'],
    ['20270329T070000Z', '2027-03-01T09:00:00', '2027-03-01', '20270329'],
    // A second before a date: the date is not one of the series.
    ['20270329T065959Z', '2027-03-01T09:00:00', '2027-03-01', '20270328'],
    ['20270329', '2027-03-01', '2027-03-02T09:00:00', '20270330T070000Z'],
    ['20270329', '2027-03-01', '2027-03-03', '20270331'],
    ['nonsense', '2027-03-01', '2027-03-03', 'nonsense'],
  ];
  for (const [until, from, to, expected, zone] of cases)
    it(`${until} goes from ${from} to ${to}${zone ? ` in ${zone}` : ''}`, () => {
      expect(moveEnd(`FREQ=WEEKLY;UNTIL=${until}`, at(from), at(to, zone))).to.equal(`FREQ=WEEKLY;UNTIL=${expected}`);
    });

  it('is left alone where there is none', () => {
    for (const rule of ['', 'FREQ=WEEKLY;COUNT=3', 'freq=daily'])
      expect(moveEnd(rule, at('2027-03-01'), at('2027-03-02'))).to.equal(rule);
  });
});
