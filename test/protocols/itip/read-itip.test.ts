import { expect } from 'chai';
import fc from 'fast-check';
import { isMailbox, isPlainText, isSingleLine } from '../../../src/base/text.ts';
import type { ItipObject } from '../../../src/protocols/itip/itip-object.ts';
import { mapRecurrenceId, spanMs } from '../../../src/protocols/itip/map-recurrence-id.ts';
import { readItip } from '../../../src/protocols/itip/read-itip.ts';
import { itipNames, itipObject, itipText } from './itip-fixtures.ts';

const WEEKLY = {
  start: { local: '2027-03-01T10:00:00', timeZone: 'Europe/Paris' },
  rrule: 'FREQ=WEEKLY;COUNT=10',
  rdates: [],
};
const DAYS = { start: { date: '2027-03-01' }, rrule: 'FREQ=DAILY;COUNT=20', rdates: [] };

/** One line for each VEVENT: of which date, who says what, which version, and the words beside it. */
const linesOf = ({ method, uid, events }: ItipObject): string[] =>
  events.map(({ recurrenceId, sequence, attendees, comment }) => {
    const date =
      recurrenceId === undefined ? 'all' : mapRecurrenceId(recurrenceId, uid.startsWith('days') ? DAYS : WEEKLY);
    const who = attendees.map(({ address, partstat }) => `${address}=${partstat}`);
    return [
      method,
      uid,
      date,
      `v${sequence ?? '-'}`,
      ...who,
      JSON.stringify(comment || attendees.map((one) => one.comment).join('')),
    ].join(' ');
  });

const ANN = 'ann.lee@example.com';
const SAID: Readonly<Record<string, readonly string[]>> = {
  'outlook-desktop-accepted-comment': [
    `REPLY single-1@example.org all v0 ${ANN}=ACCEPTED "J'arriverai avec dix minutes de retard, désolée."`,
  ],
  'outlook-desktop-counter': [`COUNTER single-1@example.org all v0 ${ANN}=TENTATIVE "Could we start after lunch?"`],
  'outlook-web-accepted-no-organizer': [`REPLY single-1@example.org all v0 ${ANN}=ACCEPTED ""`],
  'exchange-one-date-tentative': [
    `REPLY series-1@example.org 2027-03-08T10:00:00 v0 ${ANN}=TENTATIVE "I may still be on the train."`,
  ],
  'exchange-all-day-one-date': [`REPLY days-1@example.org 2027-03-09 v0 ${ANN}=DECLINED ""`],
  'exchange-counter-comment': [`COUNTER single-1@example.org all v0 ${ANN}=DECLINED "Le mardi m’irait mieux."`],
  'exchange-customized-zone': [`REPLY series-1@example.org 2027-03-15T10:00:00 v0 ${ANN}=ACCEPTED ""`],
  'gmail-accepted': [`REPLY single-1@example.org all v0 ${ANN}=ACCEPTED ""`],
  'gmail-series-declined-comment': [`REPLY series-1@example.org all v1 ${ANN}=DECLINED "Montags geht es nicht"`],
  'gmail-one-date-utc': [`REPLY series-1@example.org 2027-04-05T10:00:00 v0 ${ANN}=DECLINED ""`],
  'gmail-counter': [`COUNTER single-1@example.org all v0 ${ANN}=NEEDS-ACTION "After two would be easier"`],
  'apple-accepted': [`REPLY single-1@example.org all v0 ${ANN}=ACCEPTED ""`],
  'apple-whole-list': [
    `REPLY single-1@example.org all v0 zoe@example.org=ACCEPTED ${ANN}=DECLINED bob@example.net=NEEDS-ACTION ""`,
  ],
  'apple-several-dates': [
    `REPLY series-1@example.org all v0 ${ANN}=ACCEPTED ""`,
    `REPLY series-1@example.org 2027-03-22T10:00:00 v0 ${ANN}=DECLINED ""`,
  ],
  'thunderbird-tentative': [
    `REPLY single-1@example.org all v0 ${ANN}=TENTATIVE "Vielleicht – ich melde mich. Grüße, Ann"`,
  ],
  'zimbra-accepted': [`REPLY series-1@example.org 2027-03-29T10:00:00 v0 ${ANN}=ACCEPTED "Yes, I'll attend."`],
  'zimbra-counter': [`COUNTER single-1@example.org all v0 ${ANN}=NEEDS-ACTION ""`],
  'sogo-accepted-sent-by': [`REPLY single-1@example.org all v0 ${ANN}=ACCEPTED ""`],
  'nextcloud-declined': [`REPLY single-1@example.org all v0 ${ANN}=DECLINED ""`],
  'nextcloud-no-sequence': [`REPLY single-1@example.org all v- ${ANN}=ACCEPTED ""`],
  delegated: [`REPLY single-1@example.org all v0 ${ANN}=DELEGATED carl@example.net=NEEDS-ACTION "Carl vertritt mich."`],
  'delegate-accepted': ['REPLY single-1@example.org all v0 carl@example.net=ACCEPTED ""'],
  'outlook-refresh': [`REFRESH single-1@example.org all v- ${ANN}=NEEDS-ACTION ""`],
  'notes-refresh-no-stamp': [`REFRESH single-1@example.org all v- ${ANN}=NEEDS-ACTION ""`],
  'google-request-to-meeting-address': [
    'REQUEST 7r3k9@google.com all v0 dora@example.net=ACCEPTED meet@example.org=NEEDS-ACTION ""',
  ],
  'outlook-cancel': [
    'CANCEL 040000008200E00074C5B7101A82E00800000000D0A1B2C3D4E5F601000000000000000010000000AABBCCDDEEFF00112233445566778899 all v1 meet@example.org=NEEDS-ACTION ""',
  ],
  'gateway-mangled': [`REPLY single-1@example.org all v0 ${ANN}=ACCEPTED "on my way"`],
  'doubled-carriage-returns': [`REPLY single-1@example.org all v0 ${ANN}=ACCEPTED ""`],
  'line-feeds-late-version': [`REPLY single-1@example.org all v0 ${ANN}=ACCEPTED "Приду\\nвовремя 🙂"`],
  'percent-encoded-alias': ['REPLY single-1@example.org all v0 a.lee@mail.example.com=ACCEPTED ""'],
  'decline-counter': ['DECLINECOUNTER single-1@example.org all v0 meet@example.org=NEEDS-ACTION "No"'],
};

const refusal = (text: string, headerMethod = ''): string => {
  const read = readItip(text, headerMethod);
  return read.ok ? 'taken' : read.code;
};
const reply = (lines: readonly string[], around: readonly string[] = []): string =>
  [
    ...['BEGIN:VCALENDAR', 'METHOD:REPLY', ...around, 'BEGIN:VEVENT', 'UID:x', 'DTSTAMP:20270203T081502Z'],
    ...[...lines, 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');

describe('what a calendar program mails', () => {
  for (const [name, lines] of Object.entries(SAID))
    it(`${name} is understood`, () => expect(linesOf(itipObject(name))).to.deep.equal(lines));

  it('is all tried that there is in the folder', () => {
    const tried = new Set([...Object.keys(SAID), 'freebusy-request'].map((name) => `${name}.ics`));
    expect(itipNames().filter((name) => !tried.has(name))).to.deep.equal([]);
    expect(tried.size).to.be.greaterThan(24);
  });

  it('may leave out who organizes, or write it in capitals, encoded, or for somebody', () => {
    const organizerOf = (name: string) => itipObject(name).events[0]?.organizer;
    const token = 'meet+abcdefghijklmnopqrstuvwxyz@example.org';
    expect(organizerOf('outlook-web-accepted-no-organizer')).to.equal(undefined);
    expect(organizerOf('delegated')?.address).to.equal(token);
    expect(organizerOf('percent-encoded-alias')?.address).to.equal(token);
    expect(organizerOf('sogo-accepted-sent-by')).to.deep.equal({
      name: 'Zoé Martin',
      address: token,
      sentBy: 'meet@example.org',
    });
    expect(itipObject('sogo-accepted-sent-by').events[0]?.attendees[0]).to.deep.include({
      name: 'Lee, Ann',
      sentBy: 'assistant@example.com',
    });
  });

  it('names who comes instead', () => {
    const [sender, delegate] = itipObject('delegated').events[0]?.attendees ?? [];
    expect(sender?.delegatedTo).to.deep.equal(['carl@example.net']);
    expect(delegate).to.deep.include({ name: 'Carl Weiß', delegatedFrom: ['ann.lee@example.com'] });
  });

  it('proposes a time, in a zone of Windows, in UTC, or by its length', () => {
    const proposed = (name: string) => spanMs(itipObject(name).events[0]!, 'Europe/Paris');
    expect(proposed('outlook-desktop-counter')).to.deep.equal({
      startMs: Date.UTC(2027, 2, 1, 13),
      endMs: Date.UTC(2027, 2, 1, 14),
      allDay: false,
    });
    expect(proposed('gmail-counter')?.startMs).to.equal(Date.UTC(2027, 2, 1, 13, 30));
    expect(proposed('zimbra-counter')?.endMs).to.equal(Date.UTC(2027, 2, 1, 15, 15));
    const days = readItip(reply(['DTSTART;VALUE=DATE:20270401', 'DTEND;VALUE=DATE:20270403']), '');
    expect(days.ok && spanMs(days.value.events[0]!, 'Europe/Paris')).to.deep.equal({
      startMs: Date.UTC(2027, 2, 31, 22),
      endMs: Date.UTC(2027, 3, 2, 22),
      allDay: true,
    });
  });

  it('is told by its own METHOD before that of the mail', () => {
    expect(itipObject('gmail-accepted', 'REQUEST').method).to.equal('REPLY');
    const bare = itipText('gmail-accepted').replace('METHOD:REPLY\r\n', '');
    expect(readItip(bare, 'reply')).to.deep.include({ ok: true });
    expect(refusal(bare)).to.equal('no-method');
    expect(refusal(bare, 'BREW-COFFEE')).to.equal('no-method');
  });

  it('has its own UID, also wrapped up by Exchange', () => {
    const hex = Buffer.from('single-1@example.org', 'latin1').toString('hex').toUpperCase();
    const head = `040000008200E00074C5B7101A82E008${'0'.repeat(40)}2000000076`.slice(0, 80);
    const wrapped = `${head}7643616C2D55696401000000${hex}00`;
    const uidOf = (uid: string) => {
      const read = readItip(reply([]).replace('UID:x', `UID:${uid}`), '');
      return read.ok && read.value.uid;
    };
    expect(uidOf(wrapped)).to.equal('single-1@example.org');
    expect(uidOf(wrapped.slice(0, -2))).to.equal(wrapped.slice(0, -2));
    expect(itipObject('outlook-cancel').uid).to.match(/^040000008200/);
  });

  it('takes the DESCRIPTION for the sender’s words from Outlook on the desktop alone', () => {
    expect(itipObject('gmail-accepted').events[0]?.comment).to.equal('');
    const request = itipText('outlook-desktop-accepted-comment').replace('METHOD:REPLY', 'METHOD:REQUEST');
    const read = readItip(request, '');
    expect(read.ok && read.value.events[0]?.comment).to.equal('');
  });
});

describe('a mailed object that is not taken', () => {
  const cases: ReadonlyArray<readonly [string, string, string]> = [
    ['is no calendar', 'Hello', 'not-icalendar'],
    ['is empty', '', 'not-icalendar'],
    ['stops in the middle', itipText('gmail-accepted').slice(0, 500), 'not-icalendar'],
    ['is larger than any mail needs', reply([`X-BIG:${'x'.repeat(262_144)}`]), 'too-large'],
    ['has more lines than any needs', reply(Array.from({ length: 20_001 }, () => 'A:')), 'not-icalendar'],
    [
      'has more components than any needs',
      reply(
        [],
        Array.from({ length: 5_001 }, () => 'BEGIN:X\r\nEND:X'),
      ),
      'too-large',
    ],
    ['nests deeper than any needs', reply([`${'BEGIN:X\r\n'.repeat(900)}${'END:X\r\n'.repeat(900)}`]), 'too-deep'],
    [
      'has a thousand and one attendees',
      reply(Array.from({ length: 1_001 }, (_, n) => `ATTENDEE:mailto:a${n}@b.example`)),
      'too-many-attendees',
    ],
    [
      'has more VEVENTs than a series has dates',
      reply(Array.from({ length: 501 }, () => 'END:VEVENT\r\nBEGIN:VEVENT\r\nUID:x')),
      'too-many-overrides',
    ],
    [
      'describes more zones than there are in one mail',
      reply(
        [],
        Array.from({ length: 21 }, (_, n) => `BEGIN:VTIMEZONE\r\nTZID:z${n}\r\nEND:VTIMEZONE`),
      ),
      'too-large',
    ],
    ['asks for free and busy times', itipText('freebusy-request'), 'unsupported-component'],
    ['has no event', 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n', 'no-event'],
    ['has no UID', reply([]).replace('UID:x\r\n', ''), 'no-uid'],
    ['has a UID beyond measure', reply([]).replace('UID:x', `UID:${'x'.repeat(1_001)}`), 'no-uid'],
    ['is about two events', reply(['END:VEVENT', 'BEGIN:VEVENT', 'UID:y']), 'several-uids'],
    [
      'names a date that cannot be read: it must not become the whole series',
      reply(['RECURRENCE-ID:20270230T100000Z']),
      'bad-time',
    ],
    [
      'means a date and all later ones',
      reply(['RECURRENCE-ID;RANGE=THISANDFUTURE:20270308T090000Z']),
      'this-and-future',
    ],
  ];
  for (const [title, text, code] of cases) it(title, () => expect(refusal(text)).to.equal(code));
});

describe('texts of a mailed object', () => {
  it('have no marks that turn text around and no control characters, and are cut', () => {
    const read = readItip(
      reply([
        `COMMENT:one\\ntwo\u202e\u2028 ${'x'.repeat(5_000)}`,
        'COMMENT:\u0007bell',
        'SUMMARY:a\\nb\u2066c',
        'ATTENDEE;CN="^n\u202eann^nBCC: eve":mailto:ann@example.com',
      ]),
      '',
    );
    const event = read.ok ? read.value.events[0] : undefined;
    expect(event?.comment)
      .to.match(/^one\ntwo x+…$/)
      .and.have.length(2_000);
    expect(event?.summary).to.equal('a bc');
    expect(event?.attendees[0]?.name).to.equal('ann BCC: eve');
  });

  it('are addresses only when they are', () => {
    const address = (value: string): string | undefined => {
      const read = readItip(reply([`ATTENDEE:${value}`]), '');
      return read.ok ? read.value.events[0]?.attendees[0]?.address : undefined;
    };
    expect(address('mailto:a@b.example\u0000')).to.equal('a@b.example');
    for (const bad of [
      'mailto:a@b.example%0d%0aBcc:c@d.example',
      'mailto:a@b,c@d',
      'invalid:nomail',
      '/o=Org/cn=Ann',
      'mailto:',
    ])
      expect(address(bad), bad).to.equal('');
  });
});

describe('mailed objects that somebody damaged', () => {
  const texts = itipNames().map((name) => itipText(name.slice(0, -'.ics'.length)));
  const pieces = fc.constantFrom(
    ...[
      '\r\n',
      '\n',
      '\r',
      ' ',
      '\t',
      ';',
      ':',
      ',',
      '"',
      '=',
      '\\',
      '\0',
      '\ufeff',
      '\u202e',
      '\ud800',
      '%',
      '^n',
      'TZID=',
    ],
    ...[
      'BEGIN:VEVENT',
      'END:VEVENT',
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
      'RECURRENCE-ID',
      'DURATION:P999999W',
      '99991231T235959Z',
    ],
    ...[
      'DTSTART:10000101',
      'RRULE:FREQ=SECONDLY',
      'ATTENDEE',
      'PARTSTAT=',
      'DELEGATED-TO=',
      'mailto:',
      'x'.repeat(3_000),
    ],
  );
  const edits = fc.array(
    fc.tuple(fc.nat(4_000), fc.nat(60), fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 12 }))),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  const damaged = fc.tuple(fc.constantFrom(...texts), edits).map(([text, list]) =>
    list.reduce((now, [at, gone, put]) => {
      const from = at % (now.length + 1);
      return now.slice(0, from) + put + now.slice(from + gone);
    }, text),
  );

  it('are read or refused, soon, and say nothing that cannot be shown', function () {
    this.timeout(60_000);
    let read = 0;
    let slowestMs = 0;
    fc.assert(
      fc.property(damaged, (text) => {
        const fromMs = performance.now();
        const result = readItip(text, '');
        slowestMs = Math.max(slowestMs, performance.now() - fromMs);
        if (!result.ok) return;
        read += 1;
        for (const { comment, summary, attendees, organizer, recurrenceId, start, end } of result.value.events) {
          expect(isPlainText(comment) && comment.length <= 2_000).to.equal(true);
          expect(isSingleLine(summary) && summary.length <= 200).to.equal(true);
          for (const { name, address, sentBy } of [...attendees, ...(organizer ? [organizer] : [])]) {
            expect(isSingleLine(name) && name.length <= 80).to.equal(true);
            for (const one of [address, sentBy]) expect(one === '' || isMailbox(one)).to.equal(true);
          }
          spanMs({ start, end }, 'Europe/Paris');
          if (recurrenceId) mapRecurrenceId(recurrenceId, WEEKLY);
        }
      }),
      { numRuns: 6_000, seed: 20_270_301 },
    );
    expect(read).to.be.greaterThan(1_000);
    expect(slowestMs).to.be.lessThan(2_000);
  });

  it('take no long time when each is built to', () => {
    const zones = Array.from(
      { length: 20 },
      (_, n) =>
        `BEGIN:VTIMEZONE\r\nTZID:z${n}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+01${10 + n}\r\nTZOFFSETTO:+01${10 + n}\r\nEND:STANDARD\r\nEND:VTIMEZONE`,
    );
    const dates = Array.from(
      { length: 480 },
      (_, n) =>
        `END:VEVENT\r\nBEGIN:VEVENT\r\nUID:x\r\nRECURRENCE-ID;TZID=z${n % 20}:2027${String(1 + (n % 12)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}T100000`,
    );
    const built = [
      reply(dates, zones),
      `BEGIN:VCALENDAR\r\n${'"'.repeat(262_000)}`,
      `BEGIN:VCALENDAR\r\nA${';x='.repeat(80_000)}`,
      reply([`ATTENDEE${';CN="a"'.repeat(30_000)}:mailto:a@b.example`]),
      reply([`COMMENT:${'\\n'.repeat(120_000)}`]),
      reply([`ATTENDEE:${'mailto:'.repeat(30_000)}`]),
      reply([`ATTENDEE:mailto:${'a.'.repeat(100_000)}@b`]),
    ];
    for (const text of built) {
      const fromMs = performance.now();
      readItip(text, '');
      expect(performance.now() - fromMs, text.slice(0, 60)).to.be.lessThan(1_500);
    }
  });
});
