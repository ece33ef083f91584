import { expect } from 'chai';
import type { CompFilter } from '../../../src/protocols/dav/calendar-filter.ts';
import { matchFilter, rangeOfPlainFilter } from '../../../src/protocols/dav/match-filter.ts';
import { type Occurrences, projectCalendarData } from '../../../src/protocols/dav/project-calendar-data.ts';
import { readReport } from '../../../src/protocols/dav/read-report.ts';
import { readContent } from '../../../src/protocols/icalendar/read-content.ts';

const OBJECT = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//x//y',
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Paris',
  'END:VTIMEZONE',
  'BEGIN:VEVENT',
  'UID:a@b',
  'DTSTAMP:20270101T000000Z',
  'DTSTART;TZID=Europe/Paris:20270301T090000',
  'DTEND;TZID=Europe/Paris:20270301T100000',
  'RRULE:FREQ=WEEKLY;COUNT=4',
  'EXDATE;TZID=Europe/Paris:20270315T090000',
  'SUMMARY;LANGUAGE=fr:Réunion\\, équipe',
  'ATTENDEE;CN="Doe, Jane";PARTSTAT=NEEDS-ACTION:mailto:jane@example.org',
  'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.org',
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  'END:VALARM',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:a@b',
  'RECURRENCE-ID;TZID=Europe/Paris:20270308T090000',
  'DTSTART;TZID=Europe/Paris:20270309T140000',
  'DURATION:PT30M',
  'SUMMARY:Moved',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const filterOf = (inside: string): CompFilter => {
  const body = `<C:calendar-query xmlns:C="urn:ietf:params:xml:ns:caldav"><C:filter><C:comp-filter name="VCALENDAR">${inside}</C:comp-filter></C:filter></C:calendar-query>`;
  const request = readReport(new TextEncoder().encode(body));
  if (!request.ok || request.value.kind !== 'calendar-query') throw new Error('not a query');
  return request.value.filter;
};
const ofEvent = (inside: string): string => `<C:comp-filter name="VEVENT">${inside}</C:comp-filter>`;
const matches = (inside: string, overlaps = true): boolean => {
  const calendar = readContent(OBJECT);
  if (!calendar.ok) throw new Error(calendar.code);
  return matchFilter(filterOf(inside), calendar.value, { overlaps: () => overlaps, homeZone: 'Europe/Paris' });
};
const propText = (name: string, text: string, attributes = ''): string =>
  ofEvent(`<C:prop-filter name="${name}"><C:text-match ${attributes}>${text}</C:text-match></C:prop-filter>`);

describe('which objects a filter means', () => {
  const cases: [string, string, boolean][] = [
    ['every calendar', '', true],
    ['events', ofEvent(''), true],
    ['tasks', '<C:comp-filter name="VTODO"/>', false],
    ['no tasks', '<C:comp-filter name="VTODO"><C:is-not-defined/></C:comp-filter>', true],
    ['events with an alarm', ofEvent('<C:comp-filter name="VALARM"/>'), true],
    ['part of the title, escapes undone', propText('SUMMARY', 'réunion, é'.replace('r', 'R')), true],
    ['ASCII letters in any case', propText('SUMMARY', 'rÉUNION'.replace('É', 'é')), true],
    ['other letters only in their case', propText('SUMMARY', 'RÉUNION'), false],
    ['any letter in any case', propText('SUMMARY', 'RÉUNION', 'collation="i;unicode-casemap"'), true],
    ['octets', propText('SUMMARY', 'réunion', 'collation="i;octet"'), false],
    ['the override alone', propText('SUMMARY', 'moved'), true],
    ['not that text, in any of the events', propText('SUMMARY', 'moved', 'negate-condition="yes"'), true],
    ['an absent property', ofEvent('<C:prop-filter name="LOCATION"/>'), false],
    [
      'a property that must be absent',
      ofEvent('<C:prop-filter name="LOCATION"><C:is-not-defined/></C:prop-filter>'),
      true,
    ],
    [
      'one attendee with a parameter',
      ofEvent(
        '<C:prop-filter name="ATTENDEE"><C:text-match>jane@</C:text-match><C:param-filter name="PARTSTAT"><C:text-match>needs-action</C:text-match></C:param-filter></C:prop-filter>',
      ),
      true,
    ],
    [
      'the parameter of another attendee',
      ofEvent(
        '<C:prop-filter name="ATTENDEE"><C:text-match>jane@</C:text-match><C:param-filter name="PARTSTAT"><C:text-match>accepted</C:text-match></C:param-filter></C:prop-filter>',
      ),
      false,
    ],
    [
      'a quoted parameter',
      ofEvent(
        '<C:prop-filter name="ATTENDEE"><C:param-filter name="CN"><C:text-match>doe, j</C:text-match></C:param-filter></C:prop-filter>',
      ),
      true,
    ],
    [
      'a parameter that must be absent',
      ofEvent(
        '<C:prop-filter name="ATTENDEE"><C:param-filter name="CN"><C:is-not-defined/></C:param-filter></C:prop-filter>',
      ),
      true,
    ],
    [
      'a moment in a range',
      ofEvent(
        '<C:prop-filter name="DTSTART"><C:time-range start="20270301T075959Z" end="20270301T080001Z"/></C:prop-filter>',
      ),
      true,
    ],
    [
      'a moment outside of it',
      ofEvent(
        '<C:prop-filter name="DTSTART"><C:time-range start="20270301T080001Z" end="20270301T090001Z"/></C:prop-filter>',
      ),
      false,
    ],
    ['both of two properties', ofEvent('<C:prop-filter name="UID"/><C:prop-filter name="LOCATION"/>'), false],
  ];
  for (const [what, inside, expected] of cases)
    it(`${expected ? 'finds' : 'leaves out'}: ${what}`, () => {
      expect(matches(inside)).to.equal(expected);
    });

  it('asks for occurrences in a time-range', () => {
    const inside = ofEvent('<C:time-range start="20270301T000000Z"/>');
    expect(matches(inside, true)).to.equal(true);
    expect(matches(inside, false)).to.equal(false);
  });

  it('knows which filters rows can answer', () => {
    const range = { fromMs: Date.UTC(2027, 2, 1) };
    expect(rangeOfPlainFilter(filterOf(''))).to.equal('every');
    expect(rangeOfPlainFilter(filterOf(ofEvent('')))).to.equal('every');
    expect(rangeOfPlainFilter(filterOf(ofEvent('<C:time-range start="20270301T000000Z"/>')))).to.deep.equal(range);
    expect(rangeOfPlainFilter(filterOf('<C:comp-filter name="VTODO"/>'))).to.equal('none');
    expect(rangeOfPlainFilter(filterOf(ofEvent('<C:is-not-defined/>')))).to.equal('none');
    expect(rangeOfPlainFilter(filterOf(propText('SUMMARY', 'x')))).to.equal(undefined);
  });
});

const HOUR_MS = 3_600_000;
const occurrences: Occurrences = {
  overrideIds: ['2027-03-08T09:00:00'],
  instances: [
    { recurrenceId: '2027-03-01T09:00:00', startMs: Date.UTC(2027, 2, 1, 8), endMs: Date.UTC(2027, 2, 1, 9) },
    {
      recurrenceId: '2027-03-08T09:00:00',
      startMs: Date.UTC(2027, 2, 9, 13),
      endMs: Date.UTC(2027, 2, 9, 13) + HOUR_MS / 2,
    },
  ],
  repeats: true,
  seriesZone: 'Europe/Paris',
  homeZone: 'Europe/Paris',
};
const RANGE = { fromMs: Date.UTC(2027, 2, 1), toMs: Date.UTC(2027, 2, 10) };

describe('calendar data as asked for', () => {
  it('is the stored text when nothing is asked', () => {
    expect(projectCalendarData(OBJECT, {})).to.equal(OBJECT);
  });

  it('holds each occurrence in UTC, with nothing that repeats', () => {
    const text = projectCalendarData(OBJECT, { expand: RANGE }, occurrences);
    expect(text).to.not.match(/RRULE|EXDATE|TZID|VTIMEZONE|DURATION/);
    expect(text.match(/BEGIN:VEVENT/g)).to.have.length(2);
    expect(text).to.contain('DTSTART:20270301T080000Z\r\nDTEND:20270301T090000Z\r\nRECURRENCE-ID:20270301T080000Z');
    expect(text).to.contain('DTSTART:20270309T130000Z\r\nDTEND:20270309T133000Z\r\nRECURRENCE-ID:20270308T080000Z');
    expect(text).to.contain('SUMMARY:Moved');
    expect(text).to.contain('BEGIN:VALARM');
  });

  it('holds whole days as dates', () => {
    const allDay =
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:d\r\nDTSTART;VALUE=DATE:20270301\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
    const start = Date.UTC(2027, 1, 28, 23);
    const text = projectCalendarData(
      allDay,
      { expand: RANGE },
      {
        ...occurrences,
        overrideIds: [],
        seriesZone: '',
        instances: [{ recurrenceId: '2027-03-01', startMs: start, endMs: start + 24 * HOUR_MS }],
      },
    );
    expect(text).to.contain(
      'DTSTART;VALUE=DATE:20270301\r\nDTEND;VALUE=DATE:20270302\r\nRECURRENCE-ID;VALUE=DATE:20270301\r\n',
    );
  });

  it('leaves out overrides that do not touch the range, and keeps the rest byte for byte', () => {
    const late = { fromMs: Date.UTC(2027, 2, 20), toMs: Date.UTC(2027, 2, 30) };
    const limited = projectCalendarData(OBJECT, { limitRecurrenceSet: late }, { ...occurrences, instances: [] });
    expect(limited).to.not.contain('Moved');
    expect(limited).to.contain('RRULE:FREQ=WEEKLY;COUNT=4');
    expect(projectCalendarData(OBJECT, { limitRecurrenceSet: RANGE }, occurrences)).to.equal(OBJECT);
  });

  it('keeps an override that was moved out of the range from which it came', () => {
    const before = { fromMs: Date.UTC(2027, 2, 8), toMs: Date.UTC(2027, 2, 9) };
    const limited = projectCalendarData(OBJECT, { limitRecurrenceSet: before }, { ...occurrences, instances: [] });
    expect(limited).to.contain('Moved');
  });

  it('holds the chosen components and properties alone', () => {
    const text = projectCalendarData(OBJECT, {
      selection: {
        name: 'VCALENDAR',
        properties: [{ name: 'VERSION', withoutValue: false }],
        components: [
          {
            name: 'VEVENT',
            properties: [
              { name: 'UID', withoutValue: false },
              { name: 'SUMMARY', withoutValue: true },
            ],
            components: [],
          },
        ],
      },
    });
    expect(text.split('\r\n').slice(0, 6)).to.deep.equal([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VEVENT',
      'UID:a@b',
      'SUMMARY:',
      'END:VEVENT',
    ]);
    expect(text).to.not.match(/PRODID|VTIMEZONE|VALARM|ATTENDEE/);
  });
});
