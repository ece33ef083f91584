import { expect } from 'chai';
import { readObjectText } from '../../../src/calendar/object-facts.ts';

const object = (...lines: string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//EN',
    'BEGIN:VEVENT',
    'UID:one',
    'DTSTAMP:20270101T000000Z',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

describe('what an object says', () => {
  const context = { fromMs: Date.UTC(2020, 0), toMs: Date.UTC(2030, 0), homeZone: 'Africa/Cairo' };

  it('is at the same moments as its dates, at times that clocks skip or show twice too', () => {
    for (const [times, start, end] of [
      ['TZID=America/New_York:20270314T023000', '2027-03-14T07:30', '2027-03-14T09:30'],
      ['TZID=America/New_York:20271107T013000', '2027-11-07T05:30', '2027-11-07T07:30'],
      ['TZID=Africa/Cairo:20270430T003000', '2027-04-29T22:30', '2027-04-30T00:30'],
      ['TZID=Australia/Lord_Howe:20271003T021500', '2027-10-02T15:45', '2027-10-02T17:45'],
      // Midnight itself is skipped that day.
      ['VALUE=DATE:20270430', '2027-04-29T22:00', '2027-04-30T21:00'],
    ] as const) {
      const duration = times.startsWith('VALUE') ? 'DURATION:P1D' : 'DURATION:PT2H';
      const read = readObjectText(object(`DTSTART;${times}`, duration), context);
      if (!read.ok) throw new Error(read.code);
      const { facts, instances } = read.value;
      const moments = [facts.main, ...instances].map(({ startMs, endMs }) =>
        [startMs, endMs].map((ms) => new Date(ms).toISOString().slice(0, 16)),
      );
      expect(moments, times).to.deep.equal([
        [start, end],
        [start, end],
      ]);
    }
  });
});
