import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import nodeIcal from 'node-ical';
import { readItip } from '../../../src/protocols/itip/read-itip.ts';
import { writeDeclineCounter, writeReply } from '../../../src/protocols/itip/write-itip.ts';
import { itipText } from './itip-fixtures.ts';

const STAMP_MS = Date.UTC(2027, 1, 3, 9);
const SERVER = { name: 'Meeting', address: 'meet@example.org' };
const answer = (request: string, comment = ''): string =>
  writeReply(request, { attendee: SERVER, partstat: 'ACCEPTED', comment, stampMs: STAMP_MS });
const read = (text: string) => {
  const itip = readItip(text, '');
  if (!itip.ok) throw new Error(itip.code);
  return itip.value;
};
const unfold = (text: string): string[] => text.replace(/\r\n /g, '').split('\r\n');

const expectWellFormed = (text: string): void => {
  for (const line of text.split('\r\n')) {
    expect(Buffer.byteLength(line), line).to.be.at.most(75);
    expect(line).to.not.match(/[\r\n]/);
  }
  expect(text.endsWith('\r\n')).to.equal(true);
};

/** Lines of a VEVENT as Debian's icalendar reads them. */
const readByPython = (text: string): string[] =>
  execFileSync(
    '/usr/bin/python3',
    [
      '-c',
      `import sys, icalendar
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
print(calendar['METHOD'])
for event in calendar.walk('VEVENT'):
    attendee = event['ATTENDEE']
    print(event['UID'], event['SEQUENCE'], str(event['ORGANIZER']), str(attendee), attendee.params.get('PARTSTAT'), repr(str(event.get('COMMENT', ''))))`,
    ],
    { input: text, encoding: 'utf8' },
  )
    .trim()
    .split('\n');

describe('the answer to an invitation', () => {
  const request = itipText('google-request-to-meeting-address');
  const reply = answer(request, 'Join: https://meet.example.org/m/351354086;x, “ici”\nÀ bientôt');

  it('repeats what it answers as it is written, and says yes for the invited address alone', () => {
    expectWellFormed(reply);
    const lines = unfold(reply);
    for (const line of [
      'METHOD:REPLY',
      'DTSTART;TZID=Europe/Paris:20270302T140000',
      'ORGANIZER;CN=Dora Elsewhere:mailto:dora@example.net',
      'UID:7r3k9@google.com',
      'SEQUENCE:0',
      'DTSTAMP:20270203T090000Z',
      'SUMMARY:Jour fixe\\, Planung',
      'TZID:Europe/Paris',
    ])
      expect(lines).to.include(line);
    expect(lines.filter((line) => line.startsWith('ATTENDEE'))).to.deep.equal([
      'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Meeting;X-NUM-GUESTS=0:mailto:meet@example.org',
    ]);
    expect(lines.filter((line) => /^(?:RRULE|VALARM)/.test(line) && !line.includes('BYMONTH='))).to.deep.equal([]);
  });

  it('is read alike by other programs', () => {
    expect(readByPython(reply)).to.deep.equal([
      'REPLY',
      "7r3k9@google.com 0 mailto:dora@example.net mailto:meet@example.org ACCEPTED 'Join: https://meet.example.org/m/351354086;x, “ici”\\nÀ bientôt'",
    ]);
    const parsed = Object.values(nodeIcal.sync.parseICS(reply)).filter((one) => one?.type === 'VEVENT');
    expect(parsed).to.have.length(1);
  });

  it('answers each date that invites us, in its own words for the date', () => {
    const dates = request.replace(
      'END:VCALENDAR',
      [
        ...['BEGIN:VEVENT', 'UID:7r3k9@google.com', 'DTSTAMP:20270203T081900Z', 'SEQUENCE:0'],
        ...['RECURRENCE-ID;TZID=Europe/Paris:20270309T140000', 'DTSTART;TZID=Europe/Paris:20270309T160000'],
        ...['ORGANIZER:mailto:dora@example.net', 'ATTENDEE;RSVP=TRUE:MAILTO:Meet@Example.org', 'END:VEVENT'],
        ...['BEGIN:VEVENT', 'UID:7r3k9@google.com', 'DTSTAMP:20270203T081900Z', 'SEQUENCE:0'],
        ...['RECURRENCE-ID;TZID=Europe/Paris:20270316T140000', 'DTSTART;TZID=Europe/Paris:20270316T140000'],
        ...['ORGANIZER:mailto:dora@example.net', 'ATTENDEE:mailto:dora@example.net', 'END:VEVENT', 'END:VCALENDAR'],
      ].join('\r\n'),
    );
    const lines = unfold(answer(dates));
    expect(lines.filter((line) => line.startsWith('RECURRENCE-ID'))).to.deep.equal([
      'RECURRENCE-ID;TZID=Europe/Paris:20270309T140000',
    ]);
    expect(lines.filter((line) => line.startsWith('ATTENDEE'))[1]).to.equal(
      'ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:Meet@Example.org',
    );
  });

  it('names us where the invitation does not', () => {
    const lines = unfold(answer(request.replaceAll('meet@example.org', 'list@example.org')));
    expect(lines).to.include('ATTENDEE;CN=Meeting;PARTSTAT=ACCEPTED:mailto:meet@example.org');
  });

  it('leaves nothing in that somebody smuggled into the invitation', () => {
    const smuggled = answer(
      request.replace('SUMMARY:', 'X-EVIL:1\r\nDESCRIPTION:secret\r\nSUMMARY:a\u0007\u2028b'),
      'x\r\nATTENDEE;PARTSTAT=DECLINED:mailto:eve@example.com',
    );
    expectWellFormed(smuggled);
    for (const gone of ['X-EVIL', 'secret', '\u0007', '\u2028']) expect(smuggled).to.not.include(gone);
    expect(read(smuggled).events[0]?.attendees.map(({ address }) => address)).to.deep.equal(['meet@example.org']);
  });
});

describe('no to another time', () => {
  const draft = {
    uid: 'series-1@example.org',
    sequence: 3,
    stampMs: STAMP_MS,
    organizer: { name: 'Zoé "Z" Martin', address: 'meet+abcdefghijklmnopqrstuvwxyz@example.org' },
    attendee: { name: 'Lee, Ann', address: 'ann.lee@example.com' },
    recurrenceId: '2027-03-08T10:00:00',
    timeZone: 'Europe/Paris',
    summary: 'Comité, budget',
    comment: 'Désolée;\nthe room is taken',
  };

  it('names the version and the date that the proposal was for', () => {
    const text = writeDeclineCounter(draft);
    expectWellFormed(text);
    const lines = unfold(text);
    expect(lines).to.include('RECURRENCE-ID;TZID=Europe/Paris:20270308T100000');
    expect(lines).to.include('ATTENDEE;CN="Lee, Ann":mailto:ann.lee@example.com');
    expect(lines).to.include('BEGIN:VTIMEZONE');
    expect(readByPython(text)).to.deep.equal([
      'DECLINECOUNTER',
      "series-1@example.org 3 mailto:meet+abcdefghijklmnopqrstuvwxyz@example.org mailto:ann.lee@example.com None 'Désolée;\\nthe room is taken'",
    ]);
    const { method, events } = read(text);
    expect(method).to.equal('DECLINECOUNTER');
    expect(events[0]).to.deep.include({ sequence: 3, stampMs: STAMP_MS, summary: 'Comité, budget' });
  });

  it('says the date in the form of the series', () => {
    const dateOf = (change: Partial<typeof draft>): string[] =>
      unfold(writeDeclineCounter({ ...draft, ...change })).filter((line) => line.startsWith('RECURRENCE-ID'));
    expect(dateOf({ recurrenceId: '' })).to.deep.equal([]);
    expect(dateOf({ timeZone: 'UTC' })).to.deep.equal(['RECURRENCE-ID:20270308T100000Z']);
    expect(dateOf({ timeZone: '' })).to.deep.equal(['RECURRENCE-ID:20270308T100000']);
    expect(dateOf({ recurrenceId: '2027-03-08' })).to.deep.equal(['RECURRENCE-ID;VALUE=DATE:20270308']);
  });
});
