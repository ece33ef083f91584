import { expect } from 'chai';
import type { ObjectEdit } from '../../../src/protocols/icalendar/edit-object.ts';
import { changedPart, edit, extracted, fixtureNames, readFixture, replaced } from './calendar-fixtures.ts';

const OUTLOOK = readFixture('outlook-series');
const EXCHANGE = readFixture('exchange-days');
const APPLE = readFixture('apple-series');
const GOOGLE = readFixture('google-series');
const THUNDERBIRD = readFixture('thunderbird-series');
const DAVX5 = readFixture('davx5-series');
const CALCURSE = readFixture('calcurse-series');
const ONE_DATE = readFixture('one-date');

const set = (changes: Extract<ObjectEdit, { kind: 'set' }>['changes'], recurrenceId = ''): ObjectEdit => ({
  kind: 'set',
  recurrenceId,
  changes,
});

describe('editing nothing', () => {
  for (const name of fixtureNames()) {
    it(`leaves every byte of ${name}`, () => {
      const raw = readFixture(name);
      expect(edit(raw)).to.equal(raw);
    });

    it(`leaves every byte of ${name} when told what it says already`, () => {
      const raw = readFixture(name);
      const { main, overrides, rrule, rdates, exdates } = extracted(raw);
      const events = [...(main ? [main] : []), ...overrides];
      const edits = events.map(({ recurrenceId, dtstampMs: _, organizer, ...event }) =>
        set(
          {
            ...event,
            ...(organizer && { organizer }),
            ...(recurrenceId === '' && { rrule, rdates, exdates }),
          },
          recurrenceId,
        ),
      );
      expect(edit(raw, ...edits)).to.equal(raw);
    });
  }

  it('throws on what cannot be read, and on nothing else', () => {
    expect(() => edit('hello')).to.throw('not-icalendar');
    for (const recurrenceId of ['', '2001-01-01', '2001-01-01T00:00:00', 'nonsense'])
      for (const raw of fixtureNames().map(readFixture)) {
        edit(
          raw,
          { kind: 'restore', recurrenceId },
          { kind: 'drop-override', recurrenceId },
          { kind: 'rename-override', from: recurrenceId, to: '2001-01-02' },
          { kind: 'answer', recurrenceId, address: 'nobody@example.org', partstat: 'ACCEPTED' },
        );
      }
  });
});

describe('an answer', () => {
  it('changes the line of its attendee alone, whose other parameters stay', () => {
    const answered = edit(GOOGLE, {
      kind: 'answer',
      recurrenceId: '',
      address: 'BOB@example.com',
      partstat: 'TENTATIVE',
      scheduleStatus: '2.0',
    });
    expect(changedPart(GOOGLE, answered)).to.deep.equal({
      gone: [
        'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=\r\n',
        ' TRUE;CN=bob@example.com;X-NUM-GUESTS=2;X-RESPONSE-COMMENT="maybe; ask, me:\r\n',
        '  later":mailto:bob@example.com\r\n',
      ],
      come: [
        'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=TENTATIVE;RSVP=TRU\r\n',
        ' E;CN=bob@example.com;X-NUM-GUESTS=2;X-RESPONSE-COMMENT="maybe; ask, me: la\r\n',
        ' ter";SCHEDULE-STATUS=2.0:mailto:bob@example.com\r\n',
      ],
    });
  });

  it('finds an attendee whose mailbox is in EMAIL, and one written in other letters', () => {
    const apple = edit(APPLE, { kind: 'answer', recurrenceId: '', address: 'zoe@example.org', partstat: 'DECLINED' });
    expect(extracted(apple).main?.attendees[0]?.partstat).to.equal('DECLINED');
    const single = edit(ONE_DATE, {
      kind: 'answer',
      recurrenceId: '2027-03-08T09:00:00',
      address: 'bob@example.com',
      partstat: 'ACCEPTED',
    });
    expect(single).to.equal(
      replaced(
        ONE_DATE,
        'ATTENDEE;CN=Bob;X-ROOM-KEY="a:b;c";partstat=needs-action:MAILTO:Bob@Example.com\r\n',
        'ATTENDEE;CN=Bob;X-ROOM-KEY="a:b;c";PARTSTAT=ACCEPTED:MAILTO:Bob@Example.com\r\n',
      ),
    );
  });

  it('for a date of the series makes its override, unless the master says the same', () => {
    const on = (partstat: 'ACCEPTED' | 'DECLINED'): ObjectEdit => ({
      kind: 'answer',
      recurrenceId: '2027-03-16T09:00:00',
      address: 'ann@example.com',
      partstat,
    });
    expect(edit(GOOGLE, on('ACCEPTED'))).to.equal(GOOGLE);
    const declined = extracted(edit(GOOGLE, on('DECLINED')));
    expect(declined.main).to.deep.equal(extracted(GOOGLE).main);
    expect(declined.overrides.map(({ recurrenceId }) => recurrenceId)).to.deep.equal([
      '2027-03-04T09:00:00',
      '2027-03-16T09:00:00',
    ]);
    expect(declined.overrides[1]?.attendees.map(({ partstat }) => partstat)).to.deep.equal([
      'DECLINED',
      'NEEDS-ACTION',
    ]);
  });

  it('of someone who is not invited changes nothing', () => {
    for (const recurrenceId of ['', '2027-03-04T09:00:00', '2027-03-16T09:00:00'])
      expect(edit(GOOGLE, { kind: 'answer', recurrenceId, address: 'eve@example.com', partstat: 'ACCEPTED' })).to.equal(
        GOOGLE,
      );
  });
});

describe('setting properties', () => {
  it('keeps the place and the parameters of a line', () => {
    expect(edit(THUNDERBIRD, set({ summary: 'Chorale, répétition' }))).to.equal(
      replaced(THUNDERBIRD, 'SUMMARY:Chorale\r\n', 'SUMMARY:Chorale\\, répétition\r\n'),
    );
    expect(edit(EXCHANGE, set({ location: 'Halle 4', status: 'CANCELLED' }))).to.equal(
      replaced(EXCHANGE, 'LOCATION;LANGUAGE=de-DE:\r\n', 'LOCATION;LANGUAGE=de-DE:Halle 4\r\n').replace(
        'STATUS:CONFIRMED',
        'STATUS:CANCELLED',
      ),
    );
  });

  it('adds what is new as the last property before the alarms, and takes it away again', () => {
    const flagged = edit(
      APPLE,
      set({
        url: 'https://meet.example.org/m/351354086',
        conference: [{ uri: 'https://meet.example.org/m/351354086', label: 'WebMeeting', features: ['AUDIO', 'CHAT'] }],
        addCategories: ['WebMeeting'],
        webMeetingId: '351354086',
      }),
    );
    expect(flagged).to.equal(
      replaced(
        APPLE,
        'URL;VALUE=URI:https://example.org/wiki/Point;mensuel\r\n',
        'URL;VALUE=URI:https://meet.example.org/m/351354086\r\n',
      ).replace(
        'X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC\r\n',
        [
          'X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC',
          'X-WEBMEETING-ID:351354086',
          'CATEGORIES:WebMeeting',
          'CONFERENCE;VALUE=URI;FEATURE=AUDIO,CHAT;LABEL=WebMeeting:https://meet.examp',
          ' le.org/m/351354086',
          '',
        ].join('\r\n'),
      ),
    );
    const back = set({
      url: 'https://example.org/wiki/Point;mensuel',
      conference: [],
      removeCategories: ['webmeeting'],
      webMeetingId: '',
    });
    expect(edit(flagged, back)).to.equal(APPLE);
  });

  it('adds a category to the list that stands, and takes it out again', () => {
    const added = edit(THUNDERBIRD, set({ addCategories: ['WebMeeting', 'music'] }));
    expect(added).to.equal(
      replaced(
        THUNDERBIRD,
        'CATEGORIES:Music,Très\\, très important\r\n',
        'CATEGORIES:Music,Très\\, très important,WebMeeting\r\n',
      ),
    );
    expect(edit(added, set({ removeCategories: ['WEBMEETING'] }))).to.equal(THUNDERBIRD);
    expect(extracted(edit(added, set({ categories: ['WebMeeting'] }))).main?.categories).to.deep.equal(['WebMeeting']);
    expect(edit(added, set({ categories: [] }))).to.not.include('CATEGORIES');
  });

  it('leaves conferences of other programs alone', () => {
    const foreign = replaced(
      DAVX5,
      'STATUS:CONFIRMED\r\n',
      'CONFERENCE;VALUE=URI;FEATURE=PHONE;X-CODE="1,2":tel:+33123456789\r\nSTATUS:CONFIRMED\r\n',
    );
    const ours = [{ uri: 'https://meet.example.org/m/123456789', label: 'WebMeeting', features: ['AUDIO'] }];
    const added = edit(foreign, set({ conference: ours }));
    expect(extracted(added).main?.conference).to.deep.equal([
      { uri: 'tel:+33123456789', label: '', features: ['PHONE'] },
      ...ours,
    ]);
    const other = [{ uri: 'https://meet.example.org/m/987654321', label: 'WebMeeting', features: ['AUDIO'] }];
    expect(extracted(edit(added, set({ conference: other }))).main?.conference.map(({ uri }) => uri)).to.deep.equal([
      'tel:+33123456789',
      'https://meet.example.org/m/987654321',
    ]);
    expect(edit(added, set({ conference: [] }))).to.equal(foreign);
  });

  it('drops other forms of a description that has changed', () => {
    const outlook = edit(OUTLOOK, set({ description: 'Nouveau' }));
    expect(outlook).to.not.include('X-ALT-DESC');
    expect(extracted(outlook).main?.description).to.equal('Nouveau');
    expect(edit(THUNDERBIRD, set({ description: 'Bach' })))
      .to.include('\r\nDESCRIPTION:Bach\r\n')
      .and.not.include('ALTREP');
  });

  it('knows what a missing line means', () => {
    expect(
      edit(CALCURSE, set({ sequence: 0, transparent: false, status: 'CONFIRMED', webMeetingWanted: false })),
    ).to.equal(CALCURSE);
    const flagged = edit(CALCURSE, set({ sequence: 1, transparent: true, webMeetingWanted: true }));
    expect(extracted(flagged).main).to.include({ sequence: 1, transparent: true, webMeetingWanted: true });
    expect(extracted(edit(flagged, set({ webMeetingWanted: false }))).main?.webMeetingWanted).to.equal(false);
  });

  it('says to Outlook too that an event takes no time', () => {
    const free = edit(OUTLOOK, set({ transparent: true }));
    expect(free).to.equal(
      replaced(OUTLOOK, 'TRANSP:OPAQUE\r\n', 'TRANSP:TRANSPARENT\r\n').replace('BUSYSTATUS:BUSY', 'BUSYSTATUS:FREE'),
    );
    expect(edit(free, set({ transparent: false }))).to.equal(OUTLOOK);
  });

  it('stamps DTSTAMP and LAST-MODIFIED where they stand', () => {
    expect(edit(THUNDERBIRD, set({ dtstampMs: Date.UTC(2026, 11, 1, 8) }))).to.equal(
      replaced(
        THUNDERBIRD,
        'LAST-MODIFIED:20261120T174501Z\r\nDTSTAMP:20261120T174501Z\r\n',
        'LAST-MODIFIED:20261201T080000Z\r\nDTSTAMP:20261201T080000Z\r\n',
      ),
    );
  });

  it('gives every VEVENT of an object the same UID', () => {
    expect(extracted(edit(GOOGLE, set({ uid: 'another' }))).uid).to.equal('another');
  });
});

describe('setting people', () => {
  it('keeps resources, addresses and names as they are written', () => {
    const { attendees = [] } = extracted(OUTLOOK).main ?? {};
    const [first, room] = attendees;
    const changed = edit(
      OUTLOOK,
      set({
        attendees: [
          { ...first!, rsvp: false },
          { ...room!, address: room!.address.toUpperCase().toLowerCase() },
        ],
      }),
    );
    expect(changed).to.equal(
      OUTLOOK.replace(
        'ATTENDEE;CN="Dupont; Anne";RSVP=TRUE:mailto:Anne.Dupont@example.com',
        'ATTENDEE;CN="Dupont; Anne";RSVP=FALSE:mailto:Anne.Dupont@example.com',
      ),
    );
  });

  it('adds who comes behind the others and drops who goes', () => {
    const bob = {
      name: 'Bob',
      address: 'bob@example.com',
      role: 'attendee',
      partstat: 'NEEDS-ACTION',
      rsvp: true,
    } as const;
    const both = edit(
      THUNDERBIRD,
      set({
        organizer: { name: 'Zoé', address: 'zoe@example.org' },
        attendees: [bob, { ...bob, address: 'Eve@example.com', name: 'Eve; "E"', role: 'optional' }],
      }),
    );
    expect(both).to.include(
      [
        '\r\nORGANIZER;CN=Zoé:mailto:zoe@example.org',
        'ATTENDEE;CN=Bob;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto',
        ' :bob@example.com',
        'ATTENDEE;CN="Eve; ’E’";ROLE=OPT-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=',
      ].join('\r\n'),
    );
    expect(extracted(edit(both, set({ attendees: [] }))).main?.attendees).to.deep.equal([]);
    expect(edit(both, set({ attendees: [], organizer: { name: '', address: '' } }))).to.equal(THUNDERBIRD);
  });
});
