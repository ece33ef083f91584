import { expect } from 'chai';
import * as fc from 'fast-check';
import { icsCheck as english } from '../../../src/base/i18n/en/ics-check.ts';
import { checkItip, ITIP_RULES, type RuleId } from '../../../src/protocols/itip/check/check-itip.ts';

const ZONE = `BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
`;
const PEOPLE = `ORGANIZER;CN=Ann:mailto:ann@example.org
ATTENDEE;CN=Ann;ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:ann@example.org
ATTENDEE;CN="Bob, B";RSVP=TRUE;PARTSTAT=NEEDS-ACTION:mailto:bob@example.com
`;
const HEAD = 'BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//Example//EN\n';
/** A weekly meeting, as it should be. */
const GOOD = `${HEAD}METHOD:REQUEST
${ZONE}BEGIN:VEVENT
UID:one@example.org
DTSTAMP:20270201T090000Z
SEQUENCE:0
DTSTART;TZID=Europe/Paris:20270301T100000
DTEND;TZID=Europe/Paris:20270301T110000
RRULE:FREQ=WEEKLY;UNTIL=20270401T080000Z
EXDATE;TZID=Europe/Paris:20270308T100000
SUMMARY:Budget\\, again
DESCRIPTION:First line\\nSecond line
STATUS:CONFIRMED
${PEOPLE}END:VEVENT
END:VCALENDAR
`;
const DATE = `BEGIN:VEVENT
UID:one@example.org
DTSTAMP:20270201T090000Z
SEQUENCE:0
RECURRENCE-ID;TZID=Europe/Paris:20270315T100000
DTSTART;TZID=Europe/Paris:20270316T100000
DTEND;TZID=Europe/Paris:20270316T110000
SUMMARY:Budget
${PEOPLE}END:VEVENT
`;
const WITH_DATE = GOOD.replace('END:VCALENDAR', `${DATE}END:VCALENDAR`);
const CANCEL = `${HEAD}METHOD:CANCEL
BEGIN:VEVENT
UID:one@example.org
DTSTAMP:20270201T090000Z
SEQUENCE:1
DTSTART:20270301T090000Z
STATUS:CANCELLED
${PEOPLE}END:VEVENT
END:VCALENDAR
`;
const REPLY = `${HEAD}METHOD:REPLY
BEGIN:VEVENT
UID:one@example.org
DTSTAMP:20270201T090000Z
ORGANIZER:mailto:ann@example.org
ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.com
END:VEVENT
END:VCALENDAR
`;

const crlf = (text: string): string => text.replace(/\n/g, '\r\n');

interface MailParts {
  readonly headers?: string;
  readonly calendar?: string;
  readonly attached?: string;
  readonly contentType?: string;
  /** text/plain, text/html, text/calendar in their order. */
  readonly order?: readonly ('text' | 'html' | 'calendar')[];
  readonly wrap?: 'mixed' | 'mixed-second' | 'alternative-only';
}

/** A mail as it should be, but for what is changed. */
const mailOf = ({
  headers = 'From: Ann <ann@example.org>\nTo: "Bob, B" <bob@example.com>',
  calendar = GOOD,
  attached = calendar,
  contentType = 'text/calendar; charset=utf-8; method=REQUEST',
  order = ['text', 'html', 'calendar'],
  wrap = 'mixed',
}: MailParts = {}): string => {
  const parts = {
    text: 'Content-Type: text/plain; charset=utf-8\n\nHello',
    html: 'Content-Type: text/html; charset=utf-8\n\n<p>Hello</p>',
    calendar: `Content-Type: ${contentType}\nContent-Transfer-Encoding: base64\n\n${Buffer.from(crlf(calendar)).toString('base64')}`,
  };
  const alternative = `Content-Type: multipart/alternative; boundary="in"\n\n${order.map((name) => `--in\n${parts[name]}\n`).join('')}--in--`;
  const file = `Content-Type: application/ics; name="invite.ics"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n${Buffer.from(crlf(attached)).toString('base64')}`;
  const children = {
    mixed: [alternative, file],
    'mixed-second': [parts.text, alternative],
    'alternative-only': [alternative],
  };
  const body = children[wrap].map((child) => `--out\n${child}\n`).join('');
  const top = `${headers}\nSubject: Budget\nDate: Mon, 01 Feb 2027 09:00:00 +0000\nMessage-ID: <x@example.org>\nMIME-Version: 1.0`;
  return crlf(`${top}\nContent-Type: multipart/mixed; boundary="out"\n\n${body}--out--\n`);
};

const judge = (text: string | Uint8Array) => checkItip(typeof text === 'string' ? Buffer.from(text) : text);
const rulesOf = (text: string | Uint8Array): string[] => [...new Set(judge(text).findings.map(({ rule }) => rule))];
const change = (from: string | RegExp, to: string, text = GOOD): string => {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing was changed by ${from}`);
  return crlf(changed);
};

/** For each rule one file that breaks it and no other. */
const BROKEN: Readonly<Record<RuleId, string | Uint8Array>> = {
  'no-calendar-part': mailOf({ order: ['text', 'html'], wrap: 'alternative-only' }),
  'calendar-only-attached': mailOf({ order: ['text', 'html'] }),
  'method-not-in-header': mailOf({ contentType: 'text/calendar; charset=utf-8' }),
  'methods-differ': mailOf({ contentType: 'text/calendar; charset=utf-8; method=CANCEL' }),
  'not-in-alternative': crlf(
    [
      'From: ann@example.org\nTo: bob@example.com\nDate: Mon, 01 Feb 2027 09:00:00 +0000\nMessage-ID: <x@example.org>',
      'Content-Type: multipart/mixed; boundary=out\n',
      '--out\nContent-Type: multipart/related; boundary=in\n\n',
      `--in\nContent-Type: text/calendar; charset=utf-8; method=REQUEST\n\n${GOOD}`,
      '--in\nContent-Type: text/html\n\nHello\n--in\nContent-Type: text/plain\n\nHello\n--in--\n--out--\n',
    ].join('\n'),
  ),
  'not-last-alternative': mailOf({ order: ['text', 'calendar', 'html'] }),
  'not-in-first-part': mailOf({ wrap: 'mixed-second' }),
  'charset-missing': mailOf({
    calendar: GOOD.replace('Budget', 'Début'),
    contentType: 'text/calendar; method=REQUEST',
  }),
  'copies-differ': mailOf({ attached: GOOD.replace('Budget', 'Other') }),
  'text-missing': mailOf({ order: ['html', 'calendar'] }),
  'html-missing': mailOf({ order: ['text', 'calendar'] }),
  'message-id-missing': mailOf().replace('Message-ID: <x@example.org>\r\n', ''),
  'date-missing': mailOf().replace(/Date: .*\r\n/, ''),
  'from-wrong': mailOf({ headers: 'From: ann@example.org, eve@example.net\nTo: bob@example.com' }),
  'not-icalendar': 'Budget meeting',
  'bad-nesting': change('END:VCALENDAR\n', ''),
  'bad-line': change('SUMMARY:', 'COMMENT:one\nand another line\nSUMMARY:'),
  'too-large': change('SUMMARY:', `${'COMMENT:x\n'.repeat(20_000)}SUMMARY:`),
  'byte-order-mark': `\ufeff${crlf(GOOD)}`,
  'not-utf-8': Buffer.from(change('Budget', 'Début'), 'latin1'),
  'bare-line-break': GOOD,
  'line-too-long': change('Budget', 'Budget '.repeat(12)),
  'control-character': change('Budget', 'Bud\u0007get'),
  'bad-escape': change('Budget', 'Bud\\get'),
  'not-escaped': change('again', 'and, again'),
  'bad-quotes': change('CN="Bob, B"', 'CN=\\"B\\"'),
  'version-missing': change('VERSION:2.0\n', ''),
  'prodid-missing': change(/PRODID.*\n/, ''),
  'method-missing': mailOf({ calendar: GOOD.replace('METHOD:REQUEST\n', '') }),
  'method-unknown': change('METHOD:REQUEST', 'METHOD:INVITE'),
  'publish-in-mail': mailOf({
    calendar: GOOD.replace('METHOD:REQUEST', 'METHOD:PUBLISH').replace(/ATTENDEE.*\n/g, ''),
    contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
  }),
  'publish-with-people': change('METHOD:REQUEST', 'METHOD:PUBLISH'),
  'no-event': crlf(`${HEAD}END:VCALENDAR\n`),
  'uid-missing': change('UID:one@example.org\n', ''),
  'uid-mixed': change('END:VCALENDAR', `${DATE.replace('UID:one', 'UID:two')}END:VCALENDAR`),
  'dtstamp-missing': change(/DTSTAMP.*\n/, ''),
  'dtstamp-not-utc': change('DTSTAMP:20270201T090000Z', 'DTSTAMP:20270201T090000'),
  'dtstart-missing': change(/(?<=SEQUENCE:0\n)DTSTART.*\nDTEND.*\nRRULE.*\nEXDATE.*\n/, ''),
  'summary-missing': change(/SUMMARY.*\n/, ''),
  'sequence-missing': change('SEQUENCE:0\n', ''),
  'sequence-wrong': change('SEQUENCE:0', 'SEQUENCE:first'),
  'property-twice': change('SUMMARY:', 'SUMMARY:Other\nSUMMARY:'),
  'cancel-without-status': change('STATUS:CANCELLED\n', '', CANCEL),
  'cancel-sequence': change('SEQUENCE:1', 'SEQUENCE:0', CANCEL),
  'request-cancelled': change('STATUS:CONFIRMED', 'STATUS:CANCELLED'),
  'alarm-in-request': change('END:VEVENT', 'BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT10M\nEND:VALARM\nEND:VEVENT'),
  'series-with-dates': change(/SEQUENCE:0/g, 'SEQUENCE:2', WITH_DATE),
  'x-wr-in-mail': change('METHOD:REQUEST', 'METHOD:REQUEST\nX-WR-CALNAME:Mine'),
  'organizer-missing': change(/ORGANIZER.*\n/, ''),
  'organizer-not-mailto': change('ORGANIZER;CN=Ann:mailto:ann@example.org', 'ORGANIZER;CN=Ann:urn:uuid:1'),
  'attendee-missing': change(/ATTENDEE.*\n/g, ''),
  'attendee-not-mailto': change('mailto:bob@example.com', 'bob'),
  'attendee-twice': change('END:VEVENT', 'ATTENDEE;RSVP=TRUE:mailto:BOB@example.com\nEND:VEVENT'),
  'attendee-no-rsvp': change('RSVP=TRUE;', ''),
  'reply-attendees': change('END:VEVENT', 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:cas@example.com\nEND:VEVENT', REPLY),
  'reply-no-answer': change('PARTSTAT=ACCEPTED', 'PARTSTAT=NEEDS-ACTION', REPLY),
  'organizer-not-sender': mailOf({ headers: 'From: eve@example.net\nTo: bob@example.com' }),
  'attendee-not-sender': mailOf({
    headers: 'From: eve@example.net\nTo: ann@example.org',
    calendar: REPLY,
    contentType: 'text/calendar; charset=utf-8; method=REPLY',
  }),
  'recipient-not-attendee': mailOf({ headers: 'From: ann@example.org\nTo: all@example.com' }),
  'bad-time': change('DTEND;TZID=Europe/Paris:20270301T110000', 'DTEND;TZID=Europe/Paris:tomorrow'),
  'date-without-value': change(
    /DTSTART;TZID=Europe\/Paris:2027.*\nDTEND.*\nRRULE.*\nEXDATE.*\n/,
    'DTSTART:20270301\nDTEND;VALUE=DATE:20270302\n',
  ),
  'zone-not-described': change(ZONE, ''),
  'zone-wrong': change(/\+0100/g, '+0300'),
  'zone-unknown-name': change(/Europe\/Paris/g, 'Head Office'),
  'zone-and-utc': change('20270301T110000', '20270301T110000Z'),
  'floating-time': change(
    /DTSTART;TZID=.*\nDTEND;.*\nRRULE.*\nEXDATE.*\n/,
    'DTSTART:20270301T100000\nDTEND:20270301T110000\n',
  ),
  'end-before-start': change('20270301T110000', '20270301T090000'),
  'end-of-other-type': change('DTEND;TZID=Europe/Paris:20270301T110000', 'DTEND;VALUE=DATE:20270302'),
  'end-and-duration': change('SUMMARY:', 'DURATION:PT1H\nSUMMARY:'),
  'recurrence-id-type': change(
    'RECURRENCE-ID;TZID=Europe/Paris:20270315T100000',
    'RECURRENCE-ID;VALUE=DATE:20270315',
    WITH_DATE,
  ),
  'recurrence-id-zone': change(
    'RECURRENCE-ID;TZID=Europe/Paris:20270315T100000',
    'RECURRENCE-ID:20270315T090000Z',
    WITH_DATE,
  ),
  'exdate-type': change('EXDATE;TZID=Europe/Paris:20270308T100000', 'EXDATE;VALUE=DATE:20270308'),
  'rule-wrong': change('FREQ=WEEKLY;UNTIL', 'FREQ=WEEKLY;BYDAY=XX;UNTIL'),
  'rule-too-hard': change('FREQ=WEEKLY;UNTIL=20270401T080000Z', 'FREQ=SECONDLY;COUNT=100'),
  'until-type': change('UNTIL=20270401T080000Z', 'UNTIL=20270401'),
};

describe('the ICS check', () => {
  it('has nothing against what is right', () => {
    for (const good of [
      crlf(GOOD),
      crlf(WITH_DATE),
      crlf(CANCEL),
      crlf(REPLY),
      mailOf(),
      mailOf({ wrap: 'alternative-only' }),
    ])
      expect(rulesOf(good)).to.deep.equal([]);
  });

  it('takes a mail that was saved with line feeds for what it was on its way', () => {
    const plain = mailOf().replace(/Content-Transfer-Encoding: base64\r\n\r\n[A-Za-z0-9+/=]+/g, `\r\n${crlf(GOOD)}`);
    expect(rulesOf(plain)).to.deep.equal([]);
    expect(rulesOf(plain.replaceAll('\r\n', '\n'))).to.deep.equal([]);
  });

  describe('finds what breaks a rule, and that alone:', () => {
    for (const [rule, text] of Object.entries(BROKEN)) it(rule, () => expect(rulesOf(text)).to.deep.equal([rule]));
  });

  it('has words for every rule, and no words without one', () => {
    expect(Object.keys(english.rule).sort()).to.deep.equal(ITIP_RULES.map(({ id }) => id).sort());
  });

  it('says where: the line of the calendar', () => {
    const [finding] = judge(BROKEN['sequence-wrong']).findings;
    expect(finding).to.include({ line: 23, what: 'first', severity: 'error' });
  });

  it('says the worst that each client does', () => {
    expect(judge(crlf(GOOD)).clients).to.deep.equal({
      outlook: 'fine',
      gmail: 'fine',
      apple: 'fine',
      thunderbird: 'fine',
    });
    const { clients } = judge(BROKEN['series-with-dates']);
    expect(clients).to.deep.equal({ outlook: 'refuses', gmail: 'fine', apple: 'fine', thunderbird: 'fine' });
  });

  it('puts errors before warnings before hints', () => {
    const text = change('RSVP=TRUE;', '', GOOD.replace('SEQUENCE:0\n', '').replace('UID:one@example.org\n', ''));
    expect(judge(text).findings.map(({ severity }) => severity)).to.deep.equal(['error', 'warning', 'hint']);
  });

  it('never throws and ends, whatever it is given', () => {
    const pieces = [
      crlf(GOOD),
      mailOf(),
      ...Object.values(BROKEN).map((text) => Buffer.from(text).toString('latin1').slice(0, 3_000)),
    ];
    void fc.assert(
      fc.property(fc.constantFrom(...pieces), fc.nat(), fc.nat(), fc.string(), (text, from, length, noise) => {
        const at = from % text.length;
        judge(text.slice(0, at) + noise + text.slice(at + (length % 200)));
      }),
      { numRuns: 300 },
    );
    void fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => void judge(bytes)));
  });

  it('takes no long time over hostile files', () => {
    const hostile = [
      `${'BEGIN:VCALENDAR\r\n'.repeat(20_000)}`,
      crlf(GOOD).replace('SUMMARY:', `SUMMARY:${'\\'.repeat(200_000)}`),
      crlf(GOOD).replace('SUMMARY:', `SUMMARY;X=${'"'.repeat(200_001)}:`),
      `From: a@b.c\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\n'.repeat(100_000)}`,
      `From: ${'a@b.c,'.repeat(100_000)}\r\n\r\n`,
      `Content-Type: text/calendar;${' '.repeat(500_000)}\r\n\r\n`,
    ];
    for (const text of hostile) {
      const begin = performance.now();
      judge(text);
      expect(performance.now() - begin).to.be.lessThan(2_000);
    }
  });
});
