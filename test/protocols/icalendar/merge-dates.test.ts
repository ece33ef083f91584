import { expect } from 'chai';
import fc from 'fast-check';
import { extractObject } from '../../../src/protocols/icalendar/extract-object.ts';
import { mergeDates, withoutMethod } from '../../../src/protocols/icalendar/merge-dates.ts';

const object = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const vevent = (...lines: string[]): string[] => ['BEGIN:VEVENT', 'UID:u', ...lines, 'END:VEVENT'];
/** Half an hour east of UTC all year, under a name that nobody knows. */
const zone = (name: string, offset: string): string[] => [
  'BEGIN:VTIMEZONE',
  `TZID:${name}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  `TZOFFSETFROM:${offset}`,
  `TZOFFSETTO:${offset}`,
  'END:STANDARD',
  'END:VTIMEZONE',
];
const SERIES = vevent(
  'DTSTART;TZID=Europe/Paris:20270208T100000',
  'DURATION:PT1H',
  'RRULE:FREQ=DAILY;COUNT=5',
  'SUMMARY:Series',
);
const date = (id: string, title: string): string[] =>
  vevent(`RECURRENCE-ID${id}`, 'DTSTART:20270210T120000Z', 'DURATION:PT1H', `SUMMARY:${title}`);
const all = (): boolean => true;

const merged = (standing: string, arriving: string, takes: Parameters<typeof mergeDates>[2] = all): string => {
  const result = mergeDates(standing, arriving, takes);
  if (!result.ok) throw new Error(result.code);
  return result.value;
};
const titlesOf = (raw: string): Record<string, string> => {
  const read = extractObject(raw);
  if (!read.ok) throw new Error(read.code);
  return Object.fromEntries(read.value.overrides.map(({ recurrenceId, summary }) => [recurrenceId, summary]));
};

describe('single dates that are sent by themselves', () => {
  it('join the series, named by its clock', () => {
    const raw = merged(object(...SERIES), object('METHOD:REQUEST', ...date(':20270209T090000Z', 'Moved')));
    expect(titlesOf(raw)).to.deep.equal({ '2027-02-09T10:00:00': 'Moved' });
    expect(raw).to.include(SERIES.join('\r\n')).and.not.include('METHOD');
  });

  it('take the place of the one that stands there, however it is written, and of no other', () => {
    const others = date(';TZID=Europe/Paris:20270211T100000', 'Stays');
    const standing = object(...SERIES, ...date(':20270209T090000Z', 'Before'), ...others);
    const raw = merged(standing, object(...date(';TZID=Europe/Paris:20270209T100000', 'After')));
    expect(titlesOf(raw)).to.deep.equal({ '2027-02-09T10:00:00': 'After', '2027-02-11T10:00:00': 'Stays' });
  });

  it('bring the zones that they name and the series does not know', () => {
    const arriving = object(...zone('Elsewhere', '+0100'), ...date(';TZID=Elsewhere:20270209T100000', 'Moved'));
    const raw = merged(object(...SERIES), arriving);
    expect(titlesOf(raw)).to.deep.equal({ '2027-02-09T10:00:00': 'Moved' });
    expect(titlesOf(merged(raw, arriving))).to.deep.equal(titlesOf(raw));
    expect(merged(raw, arriving).match(/BEGIN:VTIMEZONE/g)).to.have.length(1);
  });

  it('are asked for one by one, with what stands there; what is not wanted changes nothing', () => {
    const standing = object(...SERIES, ...date(':20270209T090000Z', 'Before'));
    const asked: unknown[] = [];
    const raw = merged(
      standing,
      object(...date(':20270209T090000Z', 'After'), ...date(':20270210T090000Z', 'New')),
      ({ summary }, known) => {
        asked.push([summary, known?.summary]);
        return false;
      },
    );
    expect(asked).to.deep.equal([
      ['After', 'Before'],
      ['New', undefined],
    ]);
    expect(raw).to.equal(standing);
  });

  it('stand beside each other without the series', () => {
    const raw = merged(object(...date(':20270209T090000Z', 'One')), object(...date(':20270210T090000Z', 'Two')));
    expect(Object.values(titlesOf(raw))).to.deep.equal(['One', 'Two']);
  });

  it('are refused with a code where they cannot be read', () => {
    const bad = object(...vevent('RECURRENCE-ID:20270209T090000Z', 'SUMMARY:No start'));
    expect(mergeDates(object(...SERIES), bad, all)).to.include({ ok: false, code: 'no-start' });
    const twice = object(...date(':20270209T090000Z', 'One'), ...date(';TZID=Europe/Paris:20270209T100000', 'Two'));
    expect(mergeDates(object(...SERIES), twice, all)).to.include({ ok: false, code: 'same-recurrence-id' });
  });

  it('whatever they are, leave an object that can be read', () => {
    const days = fc.uniqueArray(fc.integer({ min: 8, max: 12 }), { minLength: 1 });
    const id = (day: number): string => `:202702${String(day).padStart(2, '0')}T090000Z`;
    fc.assert(
      fc.property(days, days, fc.array(fc.boolean()), (before, after, wanted) => {
        const answers = [...wanted];
        const raw = merged(
          object(...SERIES, ...before.flatMap((day) => date(id(day), 'Before'))),
          object(...after.flatMap((day) => date(id(day), 'After'))),
          () => answers.shift() ?? true,
        );
        const taken = after.filter((_, index) => wanted[index] ?? true);
        const titles = titlesOf(raw);
        expect(Object.keys(titles)).to.have.length(new Set([...before, ...taken]).size);
        expect(Object.values(titles).filter((title) => title === 'After')).to.have.length(taken.length);
      }),
    );
  });
});

describe('a mailed object', () => {
  it('is stored without its METHOD, and else as it is', () => {
    expect(withoutMethod(object('METHOD:REQUEST', ...SERIES))).to.equal(object(...SERIES));
    expect(withoutMethod(object(...SERIES))).to.equal(object(...SERIES));
  });
});
