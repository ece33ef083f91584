import { expect } from 'chai';
import type { ObjectEdit } from '../../../src/protocols/icalendar/edit-object.ts';
import { changedPart, edit, extracted, readFixture, replaced } from './calendar-fixtures.ts';

const OUTLOOK = readFixture('outlook-series');
const APPLE = readFixture('apple-series');
const GOOGLE = readFixture('google-series');
const THUNDERBIRD = readFixture('thunderbird-series');
const DAVX5 = readFixture('davx5-series');
const CALCURSE = readFixture('calcurse-series');
const KHAL = readFixture('khal-event');

const paris = (local: string) => ({ local, timeZone: 'Europe/Paris' });
const set = (changes: Extract<ObjectEdit, { kind: 'set' }>['changes'], recurrenceId = ''): ObjectEdit => ({
  kind: 'set',
  recurrenceId,
  changes,
});

describe('setting times', () => {
  it('writes a zone as the object names it', () => {
    const moved = edit(OUTLOOK, set({ start: paris('2027-03-01T09:30:00'), end: paris('2027-03-01T11:00:00') }));
    expect(moved).to.equal(
      replaced(
        OUTLOOK,
        'DTSTART;TZID="Romance Standard Time":20270301T100000',
        'DTSTART;TZID="Romance Standard Time":20270301T093000',
      ),
    );
  });

  it('keeps a DURATION that is still right, and puts DTEND in the place of one that is not', () => {
    const later = { start: { local: '2027-03-02T19:00:00', timeZone: 'Europe/Vienna' } };
    expect(edit(DAVX5, set({ ...later, end: { local: '2027-03-02T20:30:00', timeZone: 'Europe/Vienna' } }))).to.equal(
      replaced(DAVX5, 'DTSTART;TZID=Europe/Vienna:20270302T180000', 'DTSTART;TZID=Europe/Vienna:20270302T190000'),
    );
    expect(edit(DAVX5, set({ end: { local: '2027-03-02T20:00:00', timeZone: 'Europe/Vienna' } }))).to.equal(
      replaced(DAVX5, 'DURATION:PT1H30M', 'DTEND;TZID=Europe/Vienna:20270302T200000'),
    );
  });

  it('keeps how a value type is written, and changes it with the kind', () => {
    const moved = edit(KHAL, set({ start: { local: '2027-03-11T10:15:00', timeZone: 'Europe/Berlin' } }));
    expect(moved).to.equal(replaced(KHAL, 'DATE-TIME:20270311T100000', 'DATE-TIME:20270311T101500'));
    const days = edit(KHAL, set({ start: { date: '2027-03-11' }, end: { date: '2027-03-12' } }));
    expect(days)
      .to.include('\r\nDTSTART;VALUE=DATE:20270311\r\nDTEND;VALUE=DATE:20270313\r\n')
      .and.not.include('VTIMEZONE');
  });

  it('brings the VTIMEZONE of a new zone and takes it away again', () => {
    const override: ObjectEdit = {
      kind: 'override',
      recurrenceId: '2027-03-22T10:00:00',
      changes: {
        start: { local: '2027-03-22T09:00:00', timeZone: 'Asia/Kathmandu' },
        end: { local: '2027-03-22T10:00:00', timeZone: 'Asia/Kathmandu' },
      },
    };
    const far = edit(OUTLOOK, override);
    expect(far).to.include('END:VTIMEZONE\r\nBEGIN:VTIMEZONE\r\nTZID:Asia/Kathmandu\r\n');
    expect(edit(far, { kind: 'drop-override', recurrenceId: '2027-03-22T10:00:00' })).to.equal(OUTLOOK);
  });

  it('leaves a VTIMEZONE that nothing named before it', () => {
    const idle = edit(KHAL, set({ summary: 'x' })).replaceAll(';TZID=Europe/Berlin;', ';');
    expect(edit(idle, set({ summary: 'y' }))).to.include('TZID:Europe/Berlin');
  });

  it('describes a zone whose rules are irregular for as long as the series lasts', () => {
    const casa = (local: string) => ({ local, timeZone: 'Africa/Casablanca' });
    const single = edit(
      CALCURSE,
      set({ start: casa('2027-03-01T07:30:00'), end: casa('2027-03-01T08:30:00'), rrule: '' }),
    );
    const years = edit(single, set({ rrule: 'FREQ=WEEKLY;UNTIL=20380301T073000Z' }));
    const onsets = (raw: string) => [...raw.matchAll(/^DTSTART:(\d{4})/gm)].map(([, year]) => Number(year));
    expect(Math.max(...onsets(single))).to.be.within(2032, 2034);
    expect(Math.max(...onsets(years))).to.be.within(2042, 2045);
    expect(edit(years, set({ rrule: '' }))).to.equal(single);
  });
});

describe('the rule and the dates', () => {
  it('are set in the form of DTSTART, one line a date', () => {
    const changed = edit(
      OUTLOOK,
      set({
        rrule: 'FREQ=WEEKLY;COUNT=5',
        exdates: ['2027-03-15T10:00:00', '2027-03-22T10:00:00'],
        rdates: ['2027-03-03T10:00:00'],
      }),
    );
    expect(changed).to.equal(
      replaced(
        replaced(
          OUTLOOK,
          'RRULE:FREQ=WEEKLY;COUNT=12;BYDAY=MO\r\n',
          'RRULE:FREQ=WEEKLY;COUNT=5\r\nRDATE;TZID="Romance Standard Time":20270303T100000\r\n',
        ),
        'EXDATE;TZID="Romance Standard Time":20270315T100000,20270405T100000\r\n',
        'EXDATE;TZID="Romance Standard Time":20270315T100000\r\nEXDATE;TZID="Romance Standard Time":20270322T100000\r\n',
      ),
    );
  });

  it('go when they are set to nothing', () => {
    expect(edit(GOOGLE, set({ rrule: '', exdates: [] }))).to.not.match(/^(RRULE:FREQ=WEEKLY;WKST|EXDATE)/m);
  });

  it('change their kind with the series', () => {
    const days = edit(
      GOOGLE,
      set({ start: { date: '2027-03-02' }, end: { date: '2027-03-02' }, rrule: 'FREQ=DAILY', exdates: ['2027-03-09'] }),
      { kind: 'rename-override', from: '2027-03-04T09:00:00', to: '2027-03-04', moveTimes: true },
    );
    const object = extracted(days);
    expect(object.exdates).to.deep.equal(['2027-03-09']);
    expect(days).to.include('EXDATE;VALUE=DATE:20270309\r\n').and.include('RECURRENCE-ID;VALUE=DATE:20270304\r\n');
    expect(object.overrides[0]).to.deep.include({
      recurrenceId: '2027-03-04',
      start: { date: '2027-03-04' },
      end: { date: '2027-03-04' },
    });
  });
});

describe('an override', () => {
  it('is the master’s VEVENT on another date, without what makes it a series', () => {
    const made = edit(THUNDERBIRD, {
      kind: 'override',
      recurrenceId: '2027-04-14T20:30:00',
      changes: { summary: 'Concert' },
    });
    const copy = [
      'BEGIN:VEVENT',
      'CREATED:20261118T090000Z',
      'LAST-MODIFIED:20261120T174501Z',
      'DTSTAMP:20261120T174501Z',
      'UID:1b0ad1b8-6a2f-4f34-bf37-3f0e4c1a9d11',
      'SUMMARY:Concert',
      'CATEGORIES:Music,Très\\, très important',
      'RECURRENCE-ID;TZID=Europe/Paris:20270414T203000',
      'DTSTART;TZID=Europe/Paris:20270414T203000',
      'DTEND;TZID=Europe/Paris:20270414T223000',
      'X-MOZ-GENERATION:5',
      'TRANSP:OPAQUE',
      'LOCATION:webmeeting',
      'DESCRIPTION;ALTREP="data:text/html,%3Cb%3ENotes%3C%2Fb%3E%3A%20Bach":Notes: ',
      ' Bach',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER;VALUE=DURATION:-PT15M',
      'DESCRIPTION:Description par défaut de Mozilla',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n');
    expect(made).to.equal(THUNDERBIRD.replace(/END:VCALENDAR\r\n$/, () => copy));
  });

  it('forgets that the alarm of the series was dismissed', () => {
    const made = edit(APPLE, { kind: 'override', recurrenceId: '2027-05-06T14:30:00', changes: {} });
    expect(made.split('ACKNOWLEDGED')).to.have.length(2);
    expect(made.split('BEGIN:VALARM')).to.have.length(3);
  });

  it('that stands is changed and not made again', () => {
    const changed = edit(OUTLOOK, {
      kind: 'override',
      recurrenceId: '2027-03-08T10:00:00',
      changes: { summary: 'Encore déplacée' },
    });
    expect(changed).to.equal(replaced(OUTLOOK, "fr:Réunion de l'après-midi", 'fr:Encore déplacée'));
  });

  for (const [name, recurrenceId] of [
    ['outlook-series', '2027-03-22T10:00:00'],
    ['exchange-days', '2027-03-04'],
    ['apple-series', '2027-05-06T14:30:00'],
    ['google-series', '2027-03-16T09:00:00'],
    ['thunderbird-series', '2027-03-17T20:30:00'],
    ['evolution-series', '2027-03-02T08:00:00'],
    ['davx5-series', '2027-03-09T18:00:00'],
    ['davx5-series', '2027-03-05T18:00:00'],
    ['calcurse-series', '2027-03-10T07:30:00'],
  ] as const) {
    it(`of ${recurrenceId} in ${name} says that date, and goes without a trace`, () => {
      const raw = readFixture(name);
      const made = edit(raw, { kind: 'override', recurrenceId, changes: { summary: 'Other' } });
      const override = extracted(made).overrides.find((event) => event.recurrenceId === recurrenceId);
      expect(override?.summary).to.equal('Other');
      const start = override?.start ?? { date: '' };
      expect('date' in start ? start.date : start.local).to.equal(recurrenceId);
      expect(edit(made, { kind: 'drop-override', recurrenceId })).to.equal(raw);
    });

    if (!extracted(readFixture(name)).rdates.includes(recurrenceId))
      it(`of ${recurrenceId} in ${name} can be excluded and restored without a trace`, () => {
        const raw = readFixture(name);
        const without = edit(raw, { kind: 'exclude', recurrenceId });
        expect(extracted(without).exdates).to.include(recurrenceId);
        expect(changedPart(raw, without).gone).to.deep.equal([]);
        expect(changedPart(raw, without).come).to.have.length(1);
        expect(edit(without, { kind: 'exclude', recurrenceId })).to.equal(without);
        expect(edit(without, { kind: 'restore', recurrenceId })).to.equal(raw);
      });
  }

  it('keeps the length of the series where clocks change', () => {
    const night = edit(THUNDERBIRD, set({ start: paris('2027-03-13T23:30:00'), end: paris('2027-03-14T04:30:00') }));
    const made = edit(night, { kind: 'override', recurrenceId: '2027-03-27T23:30:00', changes: {} });
    // Five hours, of which clocks show six.
    expect(extracted(made).overrides[0]?.end).to.deep.equal(paris('2027-03-28T05:30:00'));
  });
});
