import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { AccessibleCalendar } from '../../src/calendar/calendar.ts';
import type { PutAnswer, PutRequest } from '../../src/calendar/put-request.ts';
import { type MeetingHouse, openMeetingHouse } from '../kit/meeting-house.ts';

/** An object as a program writes it: `lines` are properties of its VEVENT. */
const objectOf = (uid: string, lines: readonly string[], more: readonly string[] = []): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//A Program//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20270101T000000Z',
    'DTSTART:20270301T090000Z',
    'DTEND:20270301T100000Z',
    'SUMMARY:Review',
    ...lines,
    'END:VEVENT',
    ...more,
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const unfold = (raw: string): string[] => raw.replace(/\r\n[ \t]/g, '').split('\r\n');
const always = (): boolean => true;

describe('objects that calendar programs put', () => {
  let house: MeetingHouse;
  let olga: Account;
  let mona: Account;
  let calendar: AccessibleCalendar;
  let monas: AccessibleCalendar;

  beforeEach(async () => {
    house = await openMeetingHouse();
    olga = await house.addAccount('olga@example.org', { name: 'Olga' });
    mona = await house.addAccount('mona@example.org', { name: 'Mona' });
    calendar = await house.homeOf(olga);
    monas = await house.homeOf(mona);
  });
  afterEach(() => house.close());

  const put = (raw: string, more: Partial<PutRequest> = {}): Promise<PutAnswer> =>
    house.putObject({ account: olga, calendar, uri: 'a.ics', raw, condition: always, ...more });
  const rawOf = async (where = calendar, uri = 'a.ics'): Promise<string> =>
    (await house.events.findByUri(where.id, uri))?.raw ?? '';
  const meetingOf = async (uri = 'a.ics') => (await house.events.findByUri(calendar.id, uri))?.meetingId;
  const stored = (answer: PutAnswer) => {
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    return answer;
  };
  const INVITE = ['ORGANIZER;CN=Olga:mailto:olga@example.org', 'ATTENDEE;CN=Mona:mailto:mona@example.org'];

  it('are kept octet for octet when there is nothing to add', async () => {
    const raw = objectOf('plain@x', ['X-ODD;P="a,b":  kept ', 'LOCATION:Room 1'], ['X-AFTER:1']);
    expect(stored(await put(raw))).to.include({ created: true, exact: true });
    expect(await rawOf()).to.equal(raw);
    expect(stored(await put(raw))).to.include({ created: false, exact: true });
  });

  describe('get a meeting', () => {
    const flags: Record<string, readonly string[]> = {
      'by the meeting address as attendee': ['ATTENDEE;CN=Meet:mailto:Meet@Example.org'],
      'by the category': ['CATEGORIES:Work,webmeeting'],
      'by the place webmeeting': ['LOCATION:WebMeeting'],
      'by the place visio': ['LOCATION: visio'],
      'by X-WEBMEETING': ['X-WEBMEETING:TRUE'],
    };
    for (const [how, lines] of Object.entries(flags))
      it(how, async () => {
        expect(stored(await put(objectOf('m@x', lines)))).to.include({ exact: false });
        const id = await meetingOf();
        expect(id).to.match(/^\d{9}$/);
        const door = `https://meet.example.org/m/${id}`;
        const text = unfold(await rawOf());
        expect(text).to.include.members([`LOCATION:${door}`, `X-WEBMEETING-ID:${id}`]);
        expect(text.some((line) => line.startsWith('URL') && line.endsWith(door))).to.equal(true);
        expect(text.some((line) => line.startsWith('CONFERENCE;') && line.endsWith(door))).to.equal(true);
        expect(text.find((line) => line.startsWith('DESCRIPTION'))).to.include(door);
        expect(text.filter((line) => line.startsWith('CATEGORIES')).join()).to.match(/webmeeting/i);
        expect(house.changed.at(-1)?.after?.invitees).to.deep.equal([]);
        // What the program fetched and sends again is the same event with the same meeting.
        expect(stored(await put(await rawOf()))).to.include({ exact: true });
        expect(await meetingOf()).to.equal(id);
      });

    it('by their calendar, when every event of it is one', async () => {
      const all = { ...calendar, everyEventMeets: true };
      stored(await put(objectOf('m@x', ['LOCATION:Room 1']), { calendar: all }));
      expect(await meetingOf()).to.match(/^\d{9}$/);
      expect(unfold(await rawOf())).to.include('LOCATION:Room 1');
    });

    it('but not from an account that may not hold any, nor in an import', async () => {
      stored(await put(objectOf('q@x', ['X-WEBMEETING:TRUE']), { quiet: true, uri: 'q.ics' }));
      expect(await meetingOf('q.ics')).to.equal(undefined);
      const nils = await house.addAccount('nil@example.org', { webMeeting: false });
      const there = await house.homeOf(nils);
      stored(await put(objectOf('n@x', ['X-WEBMEETING:TRUE']), { account: nils, calendar: there }));
      expect((await house.events.findByUri(there.id, 'a.ics'))?.meetingId).to.equal(undefined);
    });

    it('which goes when all signs of it are gone, and stays while there is one', async () => {
      stored(await put(objectOf('m@x', ['CATEGORIES:WebMeeting', 'DESCRIPTION:Agenda', ...INVITE])));
      const id = await meetingOf();
      const signs = /^(?:CATEGORIES|X-WEBMEETING|LOCATION|URL|CONFERENCE)/;
      const text = await rawOf();
      const without = (isGone: (line: string) => boolean): string =>
        unfold(text)
          .filter((line) => !isGone(line))
          .join('\r\n');
      // The link in the description is the last sign.
      stored(await put(without((line) => signs.test(line))));
      expect(await meetingOf()).to.equal(id);
      expect(unfold(await rawOf())).to.include(`X-WEBMEETING-ID:${id}`);
      stored(await put(without((line) => signs.test(line) || line.startsWith('DESCRIPTION'))));
      expect(await meetingOf()).to.equal(undefined);
      expect((await rawOf()).includes(`/m/${id}`)).to.equal(false);
      expect(id && (await house.meetings.findById(id))?.cancelledMs).to.be.a('number');
    });

    it('for every date of a series, also one that differs', async () => {
      const date = [
        'BEGIN:VEVENT',
        'UID:s@x',
        'DTSTAMP:20270101T000000Z',
        'RECURRENCE-ID:20270308T090000Z',
        'DTSTART:20270308T140000Z',
        'DTEND:20270308T150000Z',
        'SUMMARY:Review later',
        'END:VEVENT',
      ];
      stored(await put(objectOf('s@x', ['RRULE:FREQ=WEEKLY;COUNT=3', 'CATEGORIES:WebMeeting'], date)));
      const id = await meetingOf();
      expect(unfold(await rawOf()).filter((line) => line === `X-WEBMEETING-ID:${id}`)).to.have.length(2);
      const [row] = await house.database('calendar_instances').where({ recurrence_id: '2027-03-08T09:00:00' });
      expect(row.start_ms).to.equal(Date.UTC(2027, 2, 8, 14));
    });
  });

  it('invite: the account has a copy without the alarms of the organizer, and everybody is told once', async () => {
    const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT15M', 'DESCRIPTION:x', 'END:VALARM'];
    const guests = ['ATTENDEE;SCHEDULE-AGENT=CLIENT:mailto:self@example.net', 'ATTENDEE:mailto:zoe@example.net'];
    stored(await put(objectOf('i@x', [...INVITE, ...guests, ...alarm])));
    const notice = house.changed.at(-1);
    expect(notice?.notify).to.equal(true);
    expect(notice?.after?.invitees.map(({ address, toldElsewhere }) => [address, toldElsewhere])).to.deep.equal([
      ['mona@example.org', undefined],
      ['self@example.net', true],
      ['zoe@example.net', undefined],
    ]);
    const copy = await rawOf(monas);
    expect(copy).to.include('UID:i@x');
    expect(copy).not.to.include('VALARM');
    expect(house.changed).to.have.length(1);
  });

  it('answer: a copy changes the answer of its owner, in everyone’s object, and keeps what is theirs', async () => {
    stored(await put(objectOf('i@x', INVITE)));
    const master = await house.events.findByUri(calendar.id, 'a.ics');
    const mine = (await rawOf(monas)).replace(
      /ATTENDEE[^\r]*mona@example\.org/,
      'ATTENDEE;CN=Mona;PARTSTAT=ACCEPTED:mailto:mona@example.org',
    );
    const withAlarm = mine.replace(
      'END:VEVENT',
      'BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nDESCRIPTION:Mine\r\nEND:VALARM\r\nEND:VEVENT',
    );
    const answer = stored(await put(withAlarm, { account: mona, calendar: monas }));
    expect(answer.exact).to.equal(true);
    expect(await rawOf(monas)).to.equal(withAlarm);
    expect(await rawOf()).to.match(/PARTSTAT=ACCEPTED/);
    const after = await house.events.findByUri(calendar.id, 'a.ics');
    expect(after?.etag).not.to.equal(master?.etag);
    expect(after?.scheduleTag).to.equal(master?.scheduleTag);
    expect(house.changed.at(-1)?.notify).to.equal(false);
    // The organizer moves the event: the alarm stays, the answer is asked for again.
    stored(
      await put((await rawOf()).replaceAll('20270301T09', '20270302T09').replaceAll('20270301T10', '20270302T10')),
    );
    expect(await rawOf(monas)).to.match(/DTSTART:20270302T090000Z[\s\S]*DESCRIPTION:Mine/);
    expect(house.changed.at(-1)?.after?.invitees[0]?.answer).to.equal('NEEDS-ACTION');
    expect(await rawOf()).not.to.match(/PARTSTAT=ACCEPTED/);
  });

  it('refuse of a copy that it is another event', async () => {
    stored(await put(objectOf('i@x', INVITE)));
    const moved = (await rawOf(monas)).replace('DTSTART:20270301T09', 'DTSTART:20270301T08');
    expect(await put(moved, { account: mona, calendar: monas })).to.deep.equal({ ok: false, code: 'attendee-change' });
    expect(await rawOf()).to.include('DTSTART:20270301T09');
  });

  it('answer no when their owner takes them out, and do not come back until the time is another', async () => {
    stored(await put(objectOf('i@x', INVITE)));
    const gone = await house.removeObject({
      account: mona,
      calendar: monas,
      uri: 'a.ics',
      condition: always,
      reply: true,
    });
    expect(gone).to.deep.equal({ ok: true });
    expect(await rawOf()).to.match(/PARTSTAT=DECLINED/);
    stored(await put((await rawOf()).replace('SUMMARY:Review', 'SUMMARY:Renamed')));
    expect(await rawOf(monas)).to.equal('');
    stored(await put((await rawOf()).replaceAll('20270301T', '20270303T')));
    expect(await rawOf(monas)).to.include('DTSTART:20270303T');
  });

  it('say no to one date by taking it out of the series', async () => {
    stored(await put(objectOf('i@x', ['RRULE:FREQ=DAILY;COUNT=3', ...INVITE])));
    const fewer = (await rawOf(monas)).replace('RRULE:', 'EXDATE:20270302T090000Z\r\nRRULE:');
    stored(await put(fewer, { account: mona, calendar: monas }));
    const [event] = [await house.events.findByUri(calendar.id, 'a.ics')];
    const people = event && (await house.attendees.listOf([event.id])).get(event.id);
    expect(people?.get('')?.find(({ address }) => address === 'mona@example.org')?.answer).to.equal('NEEDS-ACTION');
    expect(people?.get('2027-03-02T09:00:00')?.find(({ address }) => address === 'mona@example.org')?.answer).to.equal(
      'DECLINED',
    );
  });

  it('keep somebody else’s event as it is, and tell nobody of it', async () => {
    const foreign = objectOf('f@x', [
      'ORGANIZER:mailto:boss@elsewhere.example',
      'ATTENDEE:mailto:olga@example.org',
      'CATEGORIES:WebMeeting',
    ]);
    expect(stored(await put(foreign))).to.include({ exact: true });
    expect(await meetingOf()).to.equal(undefined);
    expect(house.changed.every(({ notify }) => !notify)).to.equal(true);
    const shown = await house.eventView.between(olga, '2027-03-01', '2027-03-01');
    expect(shown[0]).to.include({ title: 'Review', mayEdit: false });
    expect(shown[0]?.organizer.email).to.equal('boss@elsewhere.example');
  });

  it('are refused when they changed meanwhile, when the UID is taken, and when they cannot be read', async () => {
    stored(await put(objectOf('a@x', [])));
    const refused = await put(objectOf('a@x', []), { condition: (standing) => standing === undefined });
    expect(refused).to.deep.equal({ ok: false, code: 'precondition-failed' });
    expect(await put(objectOf('a@x', []), { uri: 'b.ics' })).to.deep.equal({
      ok: false,
      code: 'uid-conflict',
      uri: 'a.ics',
    });
    expect(await put(objectOf('other@x', []))).to.include({ ok: false, code: 'uid-conflict' });
    expect(await put('BEGIN:VCALENDAR\r\nnonsense', { uri: 'c.ics' })).to.include({ ok: false, code: 'invalid' });
    expect(await put(objectOf('h@x', ['RRULE:FREQ=SECONDLY']), { uri: 'c.ics' })).to.include({
      ok: false,
      code: 'invalid',
      problem: 'rule-too-frequent',
    });
    expect(await rawOf(calendar, 'c.ics')).to.equal('');
  });

  it('of two programs that write in the same moment, both conditions on the same tag, one is refused', async () => {
    const first = stored(await put(objectOf('a@x', [])));
    const condition = (standing: { etag: string } | undefined): boolean => standing?.etag === first.etag;
    const answers = await Promise.all(
      ['One', 'Two', 'Three', 'Four'].map((title) =>
        put(objectOf('a@x', []).replace('SUMMARY:Review', `SUMMARY:${title}`), { condition }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).to.have.length(1);
    for (const answer of answers)
      if (!answer.ok) expect(answer).to.deep.equal({ ok: false, code: 'precondition-failed' });
  });

  it('in a calendar that is shared to be read alone are refused', async () => {
    await house.manageCalendars.share(olga, calendar.id, [{ email: 'mona@example.org', access: 'read' }]);
    const asMona = await house.calendars.findFor(mona.id, calendar.id);
    if (!asMona) throw new Error('not shared');
    expect(await put(objectOf('a@x', []), { account: mona, calendar: asMona })).to.deep.equal({
      ok: false,
      code: 'not-allowed',
    });
    await house.manageCalendars.share(olga, calendar.id, [{ email: 'mona@example.org', access: 'write' }]);
    const writer = await house.calendars.findFor(mona.id, calendar.id);
    if (!writer) throw new Error('not shared');
    stored(await put(objectOf('a@x', ['X-WEBMEETING:TRUE']), { account: mona, calendar: writer }));
    const event = await house.events.findByUri(calendar.id, 'a.ics');
    expect(event).to.include({ organizerId: olga.id, ownerId: olga.id });
  });
});
