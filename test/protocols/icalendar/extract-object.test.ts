import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { expandObject } from '../../../src/protocols/icalendar/expand-object.ts';
import { extractObject } from '../../../src/protocols/icalendar/extract-object.ts';
import { calendar, event, expanded, extracted, instances, YEAR_2027 } from './object-text.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/icalendar');
const fixture = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8');
const refusal = (raw: string): unknown => {
  const object = extractObject(raw);
  return object.ok ? 'taken' : `${object.code} ${object.line ?? '-'}`;
};
const START = 'DTSTART;TZID=Europe/Paris:20270301T100000';

describe('a calendar object', () => {
  it('of Outlook says all that its VEVENT says', () => {
    const object = extracted(fixture('outlook-customized-zone.ics'));
    expect(object).to.deep.include({
      uid: 'outlook-1',
      method: 'REQUEST',
      rrule: 'FREQ=WEEKLY;COUNT=10',
      overrides: [],
    });
    expect(object.main).to.deep.include({
      recurrenceId: '',
      sequence: 3,
      dtstampMs: Date.UTC(2027, 0, 1, 8),
      summary: 'Point hebdo, équipe',
      description: 'Ligne 1\nLigne 2; suite et une ligne assez longue pour êtrepliée',
      start: { local: '2027-03-01T10:00:00', timeZone: 'America/Chicago' },
      end: { local: '2027-03-01T11:00:00', timeZone: 'America/Chicago' },
      organizer: { name: 'Martin, Zoé', address: 'zoe@example.org' },
      categories: ['WebMeeting', 'Projet, A', 'Autre'],
      visibility: 'confidential',
      transparent: false,
      webMeetingWanted: true,
      webMeetingId: '123456789',
    });
    expect(object.main?.attendees).to.deep.equal([
      {
        name: 'Bob',
        address: 'bob@example.com',
        role: 'optional',
        partstat: 'NEEDS-ACTION',
        rsvp: true,
        language: 'fr-fr',
        scheduleAgent: 'SERVER',
      },
      {
        name: 'Robot',
        address: 'ann@example.com',
        role: 'attendee',
        partstat: 'ACCEPTED',
        rsvp: false,
        language: '',
        scheduleAgent: 'CLIENT',
      },
    ]);
  });

  it('of Exchange names whole days by a midnight, which means the day', () => {
    const raw = fixture('exchange-all-day-series.ics');
    const object = extracted(raw);
    expect(object.exdates).to.deep.equal(['2027-03-15']);
    expect(object.overrides.map(({ recurrenceId, summary }) => [recurrenceId, summary])).to.deep.equal([
      ['2027-03-08', 'Permanence de Bob'],
    ]);
    expect(object.main?.transparent).to.equal(true);
    expect(expanded(raw).instances.map(({ recurrenceId }) => recurrenceId)).to.deep.equal([
      '2027-03-01',
      '2027-03-08',
      '2027-03-22',
      '2027-03-29',
    ]);
  });

  it('names its dates by the clock of its master, however a client writes them', () => {
    const ids = (recurrenceId: string, start = START): string[] =>
      extracted(
        calendar(
          ...event(start, 'RRULE:FREQ=DAILY'),
          ...event(recurrenceId, 'DTSTART;TZID=Europe/Paris:20270305T120000'),
        ),
      ).overrides.map((override) => override.recurrenceId);
    expect(ids('RECURRENCE-ID;TZID=Europe/Paris:20270305T100000')).to.deep.equal(['2027-03-05T10:00:00']);
    expect(ids('RECURRENCE-ID:20270305T090000Z')).to.deep.equal(['2027-03-05T10:00:00']);
    expect(ids('RECURRENCE-ID;TZID=Asia/Tokyo:20270305T180000')).to.deep.equal(['2027-03-05T10:00:00']);
    expect(ids('RECURRENCE-ID;VALUE=DATE:20270305')).to.deep.equal(['2027-03-05T10:00:00']);
    // The series has moved since: the date is what is left.
    expect(ids('RECURRENCE-ID:20270305T140000Z')).to.deep.equal(['2027-03-05T10:00:00']);
    expect(ids('RECURRENCE-ID;VALUE=DATE:20270305', 'DTSTART:20270301T233000Z')).to.deep.equal(['2027-03-05T23:30:00']);
    // Midnight of the 5th in Paris, and in New York.
    expect(ids('RECURRENCE-ID:20270304T230000Z', 'DTSTART;VALUE=DATE:20270301')).to.deep.equal(['2027-03-05']);
    expect(ids('RECURRENCE-ID:20270305T050000Z', 'DTSTART;VALUE=DATE:20270301')).to.deep.equal(['2027-03-05']);
    expect(ids('RECURRENCE-ID:20270305T100000', 'DTSTART:20270301T100000')).to.deep.equal(['2027-03-05T10:00:00']);
  });

  it('has the length that DTEND, DURATION or neither says', () => {
    const end = (...lines: string[]): unknown => extracted(calendar(...event(...lines))).main?.end;
    const paris = (local: string): unknown => ({ local, timeZone: 'Europe/Paris' });
    expect(end(START, 'DURATION:PT90M')).to.deep.equal(paris('2027-03-01T11:30:00'));
    expect(end(START)).to.deep.equal(paris('2027-03-01T10:00:00'));
    // 28 March has 23 hours in Paris.
    expect(end('DTSTART;TZID=Europe/Paris:20270327T100000', 'DURATION:PT24H')).to.deep.equal(
      paris('2027-03-28T11:00:00'),
    );
    expect(end('DTSTART;TZID=Europe/Paris:20270327T100000', 'DURATION:P1D')).to.deep.equal(
      paris('2027-03-28T10:00:00'),
    );
    expect(end('DTSTART;VALUE=DATE:20270301')).to.deep.equal({ date: '2027-03-01' });
    expect(end('DTSTART;VALUE=DATE:20270301', 'DURATION:P1W')).to.deep.equal({ date: '2027-03-07' });
    expect(end('DTSTART:20270301', 'DTEND:20270301')).to.deep.equal({ date: '2027-03-01' });
  });

  it('that floats has no zone', () => {
    expect(extracted(calendar(...event('DTSTART:20270301T100000'))).main?.start).to.deep.equal({
      local: '2027-03-01T10:00:00',
      timeZone: '',
    });
  });

  it('is refused with what is wrong and the line of it', () => {
    const one = (...lines: string[]): unknown => refusal(calendar(...event(...lines)));
    expect(
      refusal(calendar(...event(START), ...event(START).map((line) => line.replace('series-1', 'other')))),
    ).to.equal('several-uids 10');
    expect(refusal(calendar(...event(START), ...event(START)))).to.equal('several-mains 9');
    expect(refusal(calendar('BEGIN:VTODO', 'UID:1', 'END:VTODO'))).to.equal('unsupported-component 4');
    expect(refusal(calendar())).to.equal('no-event -');
    expect(refusal(calendar('BEGIN:VEVENT', START, 'END:VEVENT'))).to.equal('no-uid 4');
    expect(one()).to.equal('no-start 4');
    expect(one('DTSTART:20270230T100000Z')).to.equal('bad-time 7');
    expect(one(START, 'DTEND;TZID=Europe/Paris:20270301T090000')).to.equal('end-before-start 8');
    expect(one(START, 'DURATION:-PT1H')).to.equal('end-before-start 8');
    expect(one(START, 'DURATION:1 hour')).to.equal('bad-time 8');
    expect(one('DTSTART;TZID=Nowhere/Land:20270301T100000')).to.equal('unknown-time-zone 7');
    expect(one(START, 'SUMMARY:first line', 'second line that nobody folded')).to.equal('bad-line 9');
    expect(one(START, 'RRULE:FREQ=DAILY', 'RRULE:FREQ=WEEKLY')).to.equal('several-rules 9');
    expect(one(START, 'RRULE:FREQ=DAILY', 'EXRULE:FREQ=WEEKLY')).to.equal('several-rules 9');
    expect(one(START, 'DESCRIPTION:a long text', '  that goes on', 'RRULE:FREQ=FORTNIGHTLY')).to.equal('bad-rule 10');
    expect(one(START, 'RRULE:FREQ=MINUTELY')).to.equal('rule-too-frequent 8');
    expect(one(START, 'EXDATE:tomorrow')).to.equal('bad-time 8');
    const twice = event('RECURRENCE-ID:20270301T090000Z', START);
    expect(refusal(calendar(...twice, ...twice))).to.equal('same-recurrence-id 10');
    expect(refusal(calendar(...event('RECURRENCE-ID;RANGE=THISANDFUTURE:20270301T090000Z', START)))).to.equal(
      'this-and-future 7',
    );
    expect(refusal('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n')).to.equal('not-icalendar 3');
    expect(refusal(`${calendar(...event(START))}${calendar(...event(START))}`)).to.equal('not-icalendar 10');
    expect(refusal('')).to.equal('not-icalendar -');
    const crowd = Array.from({ length: 1_001 }, (_, index) => `ATTENDEE:mailto:a${index}@example.org`);
    expect(one(START, ...crowd)).to.equal('too-many-attendees 1008');
  });

  it('with lines that end in LF alone, a byte order mark or small letters is read too', () => {
    const raw = calendar(...event(START, 'SUMMARY:Bonjour'));
    expect(extracted(`\ufeff${raw.replaceAll('\r\n', '\n')}`).main?.summary).to.equal('Bonjour');
    expect(extracted(raw.replace('SUMMARY', 'summary').replace('BEGIN:VEVENT', 'begin:vevent')).main?.summary).to.equal(
      'Bonjour',
    );
  });

  it('is read through the parameters that programs write', () => {
    const attendee = (line: string): unknown => {
      const one = extracted(calendar(...event(START, line))).main?.attendees[0];
      return [one?.name, one?.address, one?.rsvp];
    };
    expect(attendee('ATTENDEE;RSVP;CN=Bob:mailto:bob=x@example.com')).to.deep.equal([
      'Bob',
      'bob=x@example.com',
      false,
    ]);
    expect(attendee('ATTENDEE;CN="Smith; Bob: x";RSVP=true:MAILTO:bob@example.com')).to.deep.equal([
      'Smith; Bob: x',
      'bob@example.com',
      true,
    ]);
    expect(attendee("attendee;cn=A ^'Z^' B:mailto:bob@example.com")).to.deep.equal([
      'A "Z" B',
      'bob@example.com',
      false,
    ]);
    const { main } = extracted(
      calendar(
        ...event(START, 'CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL="Join; now":https://meet.example.org/1'),
      ),
    );
    expect(main?.conference).to.deep.equal([
      { uri: 'https://meet.example.org/1', label: 'Join; now', features: ['AUDIO', 'VIDEO'] },
    ]);
  });

  it('never throws and never hangs, whatever is done to a real one', function () {
    this.timeout(60_000);
    const texts = ['exchange-all-day-series.ics', 'outlook-customized-zone.ics', 'evolution-prefixed-zone.ics'].map(
      fixture,
    );
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('\r\n', ':', ';', '"', '\\', ',', '=', '99', '-', 'T', 'Z', 'BEGIN:VEVENT\r\n', '0000', '9999'),
    );
    const wide = { ...YEAR_2027, fromMs: Date.UTC(1900, 0, 1), toMs: Date.UTC(2100, 0, 1) };
    const tryOne = (text: string): void => {
      const object = extractObject(text);
      if (object.ok) expandObject(object.value, wide);
    };
    const cuts = fc.array(fc.tuple(fc.nat(1_500), fc.nat(6), pieces), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...texts), cuts, (valid, changes) => {
        let text = valid;
        for (const [at, length, piece] of changes) text = text.slice(0, at) + piece + text.slice(at + length);
        tryOne(text);
      }),
      { numRuns: 1_500 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), tryOne), { numRuns: 300 });
  });

  it('with digits changed at random is taken or refused, and its dates end', function () {
    this.timeout(60_000);
    const raw = calendar(
      ...event(START, 'DURATION:P1DT2H', 'RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=2MO;COUNT=12', 'RDATE:20270401T100000Z'),
    );
    const digits = fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(digits, (changes) => {
        const characters = [...raw];
        for (const [at, digit] of changes) if (/\d/.test(characters[at] ?? '')) characters[at] = String(digit);
        const object = extractObject(characters.join(''));
        if (object.ok) expandObject(object.value, { ...YEAR_2027, toMs: Date.UTC(9_000, 0, 1) });
      }),
      { numRuns: 500 },
    );
  });
});

describe('a bomb', () => {
  const FATES: Readonly<Record<string, string | number>> = {
    'february-30.ics': 1,
    'february-31-daily.ics': 1,
    'far-until.ics': 5_000,
    'full-lists.ics': 'rule-too-wide 8',
    'hourly.ics': 'rule-too-frequent 8',
    'huge-count.ics': 'rule-count-too-large 8',
    'huge-interval.ics': 'rule-interval-too-large 8',
    'last-days-daily.ics': 2_400,
    'many-dates.ics': 'too-many-dates 8',
    'many-positions.ics': 3_650,
    'secondly.ics': 'rule-too-frequent 8',
    'zone-rules.ics': 'unknown-time-zone 609',
  };

  it('of each kind has its fate written here', () => {
    expect(readdirSync(join(FIXTURES, 'bombs')).sort()).to.deep.equal(Object.keys(FATES).sort());
  });

  for (const [name, fate] of Object.entries(FATES))
    it(`is ${typeof fate === 'string' ? 'refused' : 'expanded within bounds'}: ${name}`, function () {
      this.timeout(5_000);
      const raw = fixture(join('bombs', name));
      if (typeof fate === 'string') expect(refusal(raw)).to.equal(fate);
      else {
        const century = { fromMs: Date.UTC(2027, 0, 1), toMs: Date.UTC(2127, 0, 1) };
        expect(instances(raw, century).length).to.be.closeTo(fate, fate / 20);
      }
    });
});
