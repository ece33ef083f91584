import { expect } from 'chai';
import fc from 'fast-check';
import ICAL from 'ical.js';
import {
  buildEvent,
  buildObject,
  buildOccurrences,
  type ObjectDraft,
} from '../../../src/protocols/icalendar/build-event.ts';
import { expandObject } from '../../../src/protocols/icalendar/expand-object.ts';
import { extracted } from './calendar-fixtures.ts';

const local = (text: string, timeZone: string) => ({ local: text, timeZone });
const draft: ObjectDraft = {
  uid: 'series-1@example.org',
  sequence: 2,
  dtstampMs: Date.UTC(2026, 10, 22, 10),
  summary: 'Weekly; with, all',
  start: local('2027-03-01T10:00:00', 'Europe/Paris'),
  end: local('2027-03-01T11:00:00', 'Europe/Paris'),
  organizer: { name: 'Zoé Martin', address: 'zoe@example.org' },
  attendees: [{ name: 'Bob', address: 'bob@example.com', role: 'attendee', partstat: 'NEEDS-ACTION', rsvp: true }],
  status: 'CONFIRMED',
};
const at = (start: ObjectDraft['start'], end: ObjectDraft['end'] = start): ObjectDraft => ({ ...draft, start, end });

const startsOf = (raw: string): string[] => {
  const expanded = expandObject(extracted(raw), { fromMs: 0, toMs: Date.UTC(2030, 0), homeZone: 'Europe/Paris' });
  if (!expanded.ok) throw new Error(expanded.code);
  return expanded.value.instances.map(({ startMs }) => new Date(startMs).toISOString().slice(0, 16));
};

describe('a series of ours', () => {
  const raw = buildObject(
    {
      ...draft,
      rrule: 'FREQ=WEEKLY;COUNT=5',
      rdates: ['2027-03-03T10:00:00'],
      exdates: ['2027-03-15T10:00:00'],
      categories: ['WebMeeting', 'a,b;c'],
      webMeetingId: '351354086',
      webMeetingWanted: true,
      transparent: true,
    },
    [
      {
        ...draft,
        recurrenceId: '2027-03-08T10:00:00',
        start: local('2027-03-08T09:00:00', 'America/New_York'),
        end: local('2027-03-08T10:00:00', 'America/New_York'),
      },
    ],
  );

  it('that begins at a time that clocks skip that day keeps it for all others', () => {
    const night = local('2027-03-28T02:30:00', 'Europe/Paris');
    const series = buildObject({
      ...at(night, local('2027-03-28T04:00:00', 'Europe/Paris')),
      rrule: 'FREQ=DAILY;COUNT=3',
    });
    expect(extracted(series).main?.start).to.deep.equal(night);
    expect(startsOf(series)).to.deep.equal(['2027-03-28T01:30', '2027-03-29T00:30', '2027-03-30T00:30']);
  });

  it('says the same when it is read back', () => {
    const object = extracted(raw);
    expect(object).to.deep.include({
      uid: draft.uid,
      method: undefined,
      rrule: 'FREQ=WEEKLY;COUNT=5',
      rdates: ['2027-03-03T10:00:00'],
      exdates: ['2027-03-15T10:00:00'],
    });
    expect(object.main).to.deep.include({
      categories: ['WebMeeting', 'a,b;c'],
      webMeetingId: '351354086',
      webMeetingWanted: true,
      transparent: true,
      start: draft.start,
    });
    expect(object.overrides).to.have.length(1);
    expect(object.overrides[0]).to.deep.include({
      recurrenceId: '2027-03-08T10:00:00',
      start: local('2027-03-08T09:00:00', 'America/New_York'),
      transparent: false,
      webMeetingId: '',
    });
  });

  it('takes place at the times that were meant, over the change of clocks', () => {
    expect(startsOf(raw)).to.deep.equal([
      '2027-03-01T09:00',
      '2027-03-03T09:00',
      '2027-03-08T14:00',
      '2027-03-22T09:00',
      '2027-03-29T08:00',
    ]);
  });

  it('names its dates in the zone of its start and describes every zone once', () => {
    expect(raw).to.include('\r\nRECURRENCE-ID;TZID=Europe/Paris:20270308T100000\r\n');
    expect(raw).to.include('\r\nEXDATE;TZID=Europe/Paris:20270315T100000\r\n');
    expect(raw).to.include('\r\nRDATE;TZID=Europe/Paris:20270303T100000\r\n');
    expect([...raw.matchAll(/^TZID:(.*)\r$/gm)].map(([, zone]) => zone)).to.deep.equal([
      'Europe/Paris',
      'America/New_York',
    ]);
  });

  it('describes its zone to its last date', () => {
    const irregular = (rrule: string): number => {
      const casablanca = buildObject({ ...at(local('2027-03-01T10:00:00', 'Africa/Casablanca')), rrule });
      return Math.max(...[...casablanca.matchAll(/^DTSTART:(\d{4})/gm)].map(([, year]) => Number(year)));
    };
    expect(irregular('FREQ=WEEKLY;COUNT=3')).to.be.within(2031, 2034);
    expect(irregular('FREQ=YEARLY;COUNT=12')).to.be.within(2043, 2046);
    expect(irregular('FREQ=DAILY;UNTIL=20400101T090000Z')).to.be.within(2044, 2047);
    expect(irregular('FREQ=DAILY')).to.be.within(2036, 2040);
  });

  it('writes dates as days, in UTC or floating as its start is', () => {
    const dates = { rrule: 'FREQ=DAILY', rdates: [], exdates: [] };
    const days = { ...at({ date: '2027-03-01' }), ...dates, exdates: ['2027-03-02'] };
    expect(buildObject(days, [{ ...days, recurrenceId: '2027-03-03' }]))
      .to.include('\r\nEXDATE;VALUE=DATE:20270302\r\n')
      .and.include('\r\nRECURRENCE-ID;VALUE=DATE:20270303\r\n');
    const utc = { ...at(local('2027-03-01T09:00:00', 'UTC')), ...dates, exdates: ['2027-03-02T09:00:00'] };
    expect(buildObject(utc, [{ ...utc, recurrenceId: '2027-03-03T09:00:00' }]))
      .to.include('\r\nEXDATE:20270302T090000Z\r\n')
      .and.include('\r\nRECURRENCE-ID:20270303T090000Z\r\n')
      .and.not.include('VTIMEZONE');
    const floating = { ...at(local('2027-03-01T09:00:00', '')), ...dates, exdates: ['2027-03-02T09:00:00'] };
    expect(buildObject(floating))
      .to.include('\r\nDTSTART:20270301T090000\r\n')
      .and.include('\r\nEXDATE:20270302T090000\r\n')
      .and.not.include('VTIMEZONE');
    expect(extracted(buildObject(floating)).main?.start).to.deep.equal(local('2027-03-01T09:00:00', ''));
  });

  it('is a single event without rule and dates', () => {
    expect(buildObject(draft, [], 'REQUEST')).to.equal(buildEvent(draft, 'REQUEST'));
  });

  it('cannot be broken out of by a rule or a category', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('\r\nATTENDEE:mailto:evil@example.org', 'FREQ=DAILY\nX:1', '\u2028BEGIN:VEVENT', 'a,b\\'),
    );
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const text = buildObject({ ...draft, categories: [one], webMeetingId: other, rrule: `FREQ=DAILY${other}` });
        const calendar = new ICAL.Component(ICAL.parse(text.replace(/\r\n /g, '').replace(/^RRULE:.*\r\n/gm, '')));
        const event = calendar.getFirstSubcomponent('vevent');
        expect(calendar.getAllSubcomponents('vevent')).to.have.length(1);
        expect(event?.getAllProperties('attendee')).to.have.length(1);
        expect(event?.getAllProperties('x')).to.have.length(0);
      }),
    );
  });
});

describe('dates of a series without the series', () => {
  it('cancel one date in the zone that is asked for', () => {
    const cancelled = { ...draft, status: 'CANCELLED' as const, recurrenceId: '2027-03-08T10:00:00' };
    const zoned = buildOccurrences([cancelled], 'Europe/Paris', 'CANCEL');
    expect(zoned)
      .to.include('\r\nMETHOD:CANCEL\r\n')
      .and.include('\r\nRECURRENCE-ID;TZID=Europe/Paris:20270308T100000\r\n')
      .and.include('\r\nSTATUS:CANCELLED\r\n')
      .and.include('\r\nTZID:Europe/Paris\r\n');
    expect(extracted(zoned)).to.deep.include({ main: undefined, method: 'CANCEL' });
    const utc = buildOccurrences([{ ...cancelled, recurrenceId: '2027-03-08T09:00:00' }], 'UTC', 'CANCEL');
    expect(utc).to.include('\r\nRECURRENCE-ID:20270308T090000Z\r\n');
    expect(extracted(utc).overrides[0]?.recurrenceId).to.equal('2027-03-08T09:00:00');
  });

  it('have the zone of the series though they take place in another', () => {
    const abroad = buildOccurrences(
      [{ ...at(local('2027-03-08T09:00:00', 'America/New_York')), recurrenceId: '2027-03-08T10:00:00' }],
      'Europe/Paris',
      'REQUEST',
    );
    expect([...abroad.matchAll(/^TZID:(.*)\r$/gm)].map(([, zone]) => zone).sort()).to.deep.equal([
      'America/New_York',
      'Europe/Paris',
    ]);
  });

  it('are days in a series of days', () => {
    const day = buildOccurrences([{ ...at({ date: '2027-03-09' }), recurrenceId: '2027-03-08' }], '', 'REQUEST');
    expect(day).to.include('\r\nRECURRENCE-ID;VALUE=DATE:20270308\r\n').and.not.include('VTIMEZONE');
  });
});
