import { expect } from 'chai';
import fc from 'fast-check';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { buildEvent } from '../../../src/protocols/icalendar/build-event.ts';
import { editObject } from '../../../src/protocols/icalendar/edit-object.ts';
import type { EventDraft } from '../../../src/protocols/icalendar/event-draft.ts';
import type { EventEdit } from '../../../src/protocols/icalendar/event-edit.ts';
import { extractObject } from '../../../src/protocols/icalendar/extract-object.ts';

const draft: EventDraft = {
  uid: 'meeting-1@example.org',
  sequence: 2,
  dtstampMs: Date.UTC(2026, 10, 22, 10),
  createdMs: Date.UTC(2026, 10, 20, 9),
  summary: 'Réunion; "budget", suite\\fin',
  start: { local: '2027-03-28T10:00:00', timeZone: 'Europe/Paris' },
  end: { local: '2027-03-28T11:30:00', timeZone: 'Europe/Paris' },
  location: 'https://meet.example.org/m/351354086',
  description: 'https://meet.example.org/m/351354086\n\nOrdre du jour,\nsuite; fin',
  url: 'https://meet.example.org/m/351354086',
  conference: [{ uri: 'https://meet.example.org/m/351354086', label: 'WebMeeting', features: ['AUDIO', 'CHAT'] }],
  organizer: { name: 'Zoé "Z" Martin', address: 'zoe@example.org' },
  attendees: [
    { name: 'Zoé "Z" Martin', address: 'zoe@example.org', role: 'chair', partstat: 'ACCEPTED', rsvp: false },
    { name: '', address: 'bob@example.com', role: 'attendee', partstat: 'NEEDS-ACTION', rsvp: true },
    { name: 'Ann', address: 'ann@example.com', role: 'optional', partstat: 'DECLINED', rsvp: false },
  ],
  status: 'CONFIRMED',
};

const editEvent = (raw: string, changes: EventEdit): string =>
  editObject(raw, [{ kind: 'set', recurrenceId: '', changes }]);

const extracted = (raw: string) => {
  const result = extractObject(raw);
  if (!result.ok) throw new Error(result.code);
  const { main, method } = result.value;
  if (main === undefined) throw new Error('no event');
  return { ...main, method };
};

describe('an iCalendar object of ours', () => {
  it('says the same when it is read back', () => {
    const event = extracted(buildEvent(draft));
    expect(event).to.deep.include({
      uid: draft.uid,
      sequence: 2,
      dtstampMs: draft.dtstampMs,
      summary: draft.summary,
      start: draft.start,
      end: draft.end,
      allDay: false,
      location: draft.location,
      description: draft.description,
      url: draft.url,
      conference: draft.conference,
      status: 'CONFIRMED',
      method: undefined,
    });
    expect(event.attendees.map(({ address, role, partstat, rsvp }) => [address, role, partstat, rsvp])).to.deep.equal([
      ['zoe@example.org', 'chair', 'ACCEPTED', false],
      ['bob@example.com', 'attendee', 'NEEDS-ACTION', true],
      ['ann@example.com', 'optional', 'DECLINED', false],
    ]);
  });

  it('has no line above 75 octets, ends each with CRLF and stays whole UTF-8', () => {
    const raw = buildEvent({ ...draft, summary: 'é'.repeat(200), description: '😀'.repeat(300) });
    for (const line of raw.slice(0, -2).split('\r\n')) expect(Buffer.byteLength(line)).to.be.at.most(75);
    expect(raw.replace(/\r\n/g, '')).to.not.match(/[\r\n\ufffd]/);
    expect(extracted(raw).description).to.equal('😀'.repeat(300));
  });

  it('is at the same moment for node-ical and ical.js, which read its VTIMEZONE', async () => {
    const raw = buildEvent(draft);
    const read = Object.values(await nodeIcal.async.parseICS(raw)).find((item) => item?.type === 'VEVENT');
    expect(new Date((read as { start: Date }).start).toISOString()).to.equal('2027-03-28T08:00:00.000Z');
    const calendar = new ICAL.Component(ICAL.parse(raw));
    const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone') as ICAL.Component);
    const start = calendar.getFirstSubcomponent('vevent')?.getFirstPropertyValue('dtstart') as ICAL.Time;
    start.zone = zone;
    expect(start.toJSDate().toISOString()).to.equal('2027-03-28T08:00:00.000Z');
  });

  it('writes UTC with a Z and without a zone', () => {
    const raw = buildEvent({
      ...draft,
      start: { local: '2027-03-01T09:00:00', timeZone: 'UTC' },
      end: { local: '2027-03-01T10:00:00', timeZone: 'UTC' },
    });
    expect(raw).to.include('\r\nDTSTART:20270301T090000Z\r\nDTEND:20270301T100000Z\r\n').and.not.include('VTIMEZONE');
  });

  it('writes whole days with the day after as DTEND and reads the last day back', () => {
    const raw = buildEvent({ ...draft, start: { date: '2027-02-27' }, end: { date: '2027-02-28' } });
    expect(raw).to.include('DTSTART;VALUE=DATE:20270227').and.include('DTEND;VALUE=DATE:20270301');
    expect(extracted(raw)).to.deep.include({
      allDay: true,
      start: { date: '2027-02-27' },
      end: { date: '2027-02-28' },
    });
  });

  it('writes the local time that it is given, also one that the machine’s own zone skips', () => {
    const time = { local: '2027-03-14T02:30:00', timeZone: 'Europe/Paris' };
    for (const zone of ['America/New_York', 'Europe/Paris', 'UTC']) {
      const standing = process.env['TZ'];
      process.env['TZ'] = zone;
      try {
        expect(buildEvent({ ...draft, start: time, end: time })).to.include(
          'DTSTART;TZID=Europe/Paris:20270314T023000',
        );
      } finally {
        process.env['TZ'] = standing ?? 'UTC';
      }
    }
  });

  it('cannot be broken out of by any text in any field', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        '\r\nATTENDEE:mailto:evil@example.org',
        'a"b:c;d,e\r\nX:1',
        '\u2028BEGIN:VEVENT',
        '\nEND:VEVENT\n',
        '^n^^',
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (title, name, text) => {
        const raw = buildEvent({
          ...draft,
          summary: title,
          location: text,
          description: text,
          organizer: { name, address: 'zoe@example.org' },
          attendees: draft.attendees.map((attendee) => ({ ...attendee, name })),
        });
        const event = extracted(raw);
        expect(event.attendees.map(({ address }) => address)).to.deep.equal(
          draft.attendees.map(({ address }) => address),
        );
        expect(event.organizer?.address).to.equal('zoe@example.org');
        expect([...raw.matchAll(/^BEGIN:VEVENT\r$/gm)]).to.have.length(1);
      }),
      { numRuns: 150 },
    );
  });
});

describe('editing a stored object', () => {
  const foreign = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Another//Program//EN',
    'BEGIN:VTIMEZONE',
    'TZID:Europe/Paris',
    'BEGIN:STANDARD',
    'DTSTART:19701025T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'END:STANDARD',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    'X-BEFORE;X-PARAM=1:kept',
    'UID:foreign-1',
    'DTSTAMP:20260101T000000Z',
    'DTSTART;TZID=Europe/Paris:20270301T100000',
    'DURATION:PT1H',
    'SUMMARY:Old title',
    'CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://elsewhere.example/1',
    'ATTENDEE;X-NUM-GUESTS=2;CN=Bob;PARTSTAT=ACCEPTED:mailto:bob@example.com',
    'ATTENDEE;CN=Eve:mailto:eve@example.com',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-PT5M',
    'DESCRIPTION:Wake up',
    'END:VALARM',
    'X-AFTER:kept too',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

  it('changes what is named and keeps the rest, unknown properties, parameters and alarms too', () => {
    const edited = editEvent(foreign, { summary: 'New title', sequence: 1, dtstampMs: Date.UTC(2026, 5, 1) });
    const unfolded = edited.replace(/\r\n /g, '');
    expect(unfolded)
      .to.include('SUMMARY:New title\r\n')
      .and.include('SEQUENCE:1\r\n')
      .and.include('DTSTAMP:20260601T000000Z');
    for (const kept of [
      'X-BEFORE;X-PARAM=1:kept',
      'DTSTART;TZID=Europe/Paris:20270301T100000',
      'DURATION:PT1H',
      'FEATURE=AUDIO,VIDEO:https://elsewhere.example/1',
      'X-NUM-GUESTS=2',
      'BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M',
      'X-AFTER:kept too',
      'PRODID:-//Another//Program//EN',
    ])
      expect(unfolded).to.include(kept);
    expect(unfolded.indexOf('X-BEFORE')).to.be.below(unfolded.indexOf('SUMMARY'));
    expect(unfolded.indexOf('SUMMARY')).to.be.below(unfolded.indexOf('X-AFTER'));
  });

  it('keeps the line of an attendee who stays, drops who goes and adds who comes', () => {
    const edited = editEvent(foreign, {
      attendees: [
        { name: 'Bob', address: 'BOB@example.com', role: 'attendee', partstat: 'ACCEPTED', rsvp: false },
        { name: 'New', address: 'new@example.com', role: 'optional', partstat: 'NEEDS-ACTION', rsvp: true },
      ],
    });
    expect(edited).to.include('X-NUM-GUESTS=2').and.not.include('eve@example.com');
    expect(extracted(edited).attendees.map(({ address, role }) => [address, role])).to.deep.equal([
      ['BOB@example.com', 'attendee'],
      ['new@example.com', 'optional'],
    ]);
  });

  it('moves an event to another zone with the VTIMEZONE that it needs and no other', () => {
    const edited = editEvent(foreign, {
      start: { local: '2027-03-01T10:00:00', timeZone: 'America/New_York' },
      end: { local: '2027-03-01T11:00:00', timeZone: 'America/New_York' },
    });
    expect(edited).to.include('TZID:America/New_York').and.not.include('Europe/Paris').and.not.include('DURATION:PT1H');
    expect(edited.indexOf('END:VTIMEZONE')).to.be.below(edited.indexOf('BEGIN:VEVENT'));
    expect(extracted(edited).end).to.deep.equal({ local: '2027-03-01T11:00:00', timeZone: 'America/New_York' });
  });

  it('turns a timed event into whole days and back', () => {
    const days = editEvent(foreign, { start: { date: '2027-03-01' }, end: { date: '2027-03-02' } });
    expect(days)
      .to.include('DTSTART;VALUE=DATE:20270301')
      .and.include('DTEND;VALUE=DATE:20270303')
      .and.not.include('VTIMEZONE');
    const timed = editEvent(days, {
      start: { local: '2027-03-01T08:00:00', timeZone: 'UTC' },
      end: { local: '2027-03-01T09:00:00', timeZone: 'UTC' },
    });
    expect(timed).to.include('DTSTART:20270301T080000Z').and.not.include('ALLDAYEVENT');
  });

  it('removes a property that is set to nothing', () => {
    const edited = editEvent(buildEvent(draft), { location: '', url: '', conference: [], description: '' });
    for (const gone of ['LOCATION', 'URL', 'CONFERENCE', 'DESCRIPTION'])
      expect(edited).to.not.match(new RegExp(`^${gone}`, 'm'));
  });
});

describe('reading a foreign object', () => {
  it('never throws, whatever the text', () => {
    const valid = buildEvent(draft);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(valid.length), (noise, at) => {
        extractObject(noise);
        extractObject(valid.slice(0, at) + noise + valid.slice(at));
        extractObject(valid.slice(0, at));
      }),
      { numRuns: 300 },
    );
  });

  it('refuses what is too large, too deep or no event, each by name', () => {
    const nest = (depth: number): string =>
      `${'BEGIN:VCALENDAR\r\n'.repeat(depth)}${'END:VCALENDAR\r\n'.repeat(depth)}`;
    const problem = (raw: string): string | undefined => {
      const result = extractObject(raw);
      return result.ok ? undefined : result.code;
    };
    expect(problem('x'.repeat(2_000_000))).to.equal('too-large');
    expect(problem(nest(5_000))).to.equal('too-deep');
    expect(problem('hello')).to.equal('not-icalendar');
    expect(problem('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n')).to.equal('no-event');
    const elsewhere = buildEvent(draft).replaceAll('Europe/Paris', 'Nowhere/Land');
    expect(problem(elsewhere.replace(/BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n/s, ''))).to.equal('unknown-time-zone');
  });
});
