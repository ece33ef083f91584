import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { AccessibleCalendar } from '../../src/calendar/calendar.ts';
import type { PutAnswer, PutRequest } from '../../src/calendar/put-request.ts';
import { type MeetingHouse, openMeetingHouse } from '../kit/meeting-house.ts';

const eventOf = (uid: string, lines: readonly string[]): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20270101T000000Z',
  ...lines,
  'END:VEVENT',
];
const objectOf = (...events: readonly string[][]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//A Program//EN', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');

const TIME = ['DTSTART:20270301T090000Z', 'DTEND:20270301T100000Z', 'SUMMARY:Review'];
const INVITE = ['ORGANIZER;CN=Olga:mailto:olga@example.org', 'ATTENDEE;CN=Mona:mailto:mona@example.org'];
const ZOE = 'ATTENDEE:mailto:zoe@example.net';
const always = (): boolean => true;

describe('scheduling by calendar programs', () => {
  let house: MeetingHouse;
  let olga: Account;
  let mona: Account;
  let calendar: AccessibleCalendar;
  let monas: AccessibleCalendar;

  const seen = async (account: Account, id: AccessibleCalendar['id']): Promise<AccessibleCalendar> => {
    const found = await house.calendars.findFor(account.id, id);
    if (!found) throw new Error('no calendar');
    return found;
  };

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
  const eventIn = (where = calendar, uri = 'a.ics') => house.events.findByUri(where.id, uri);
  const rawOf = async (where = calendar, uri = 'a.ics'): Promise<string> => (await eventIn(where, uri))?.raw ?? '';
  const asMona = (more: Partial<PutRequest> = {}): Partial<PutRequest> => ({
    account: mona,
    calendar: monas,
    ...more,
  });

  it('takes a copy that is put into another calendar and then removed from the first for no answer', async () => {
    await put(objectOf(eventOf('i@x', [...TIME, ...INVITE])));
    const work = await seen(mona, await house.manageCalendars.create(mona, { name: 'Work' }));
    expect(await put(await rawOf(monas), asMona({ calendar: work, uri: 'b.ics' }))).to.include({ created: true });
    const removal = { account: mona, calendar: monas, uri: 'a.ics', condition: always, reply: true };
    expect(await house.removeObject(removal)).to.deep.equal({ ok: true });
    expect(await rawOf()).not.to.include('DECLINED');
    await put((await rawOf()).replace('SUMMARY:Review', 'SUMMARY:Renamed'));
    expect(await rawOf(work, 'b.ics')).to.include('SUMMARY:Renamed');
    expect(await eventIn(monas)).to.equal(undefined);
  });

  it('does not let somebody else’s event become one’s own while people are invited to it', async () => {
    const people = ['ATTENDEE:mailto:olga@example.org', ZOE];
    await put(objectOf(eventOf('f@x', [...TIME, 'ORGANIZER:mailto:boss@elsewhere.example', ...people])));
    const mine = await put(objectOf(eventOf('f@x', [...TIME, ...people])));
    expect(mine).to.deep.equal({ ok: false, code: 'attendee-change' });
    expect(house.changed.every(({ notify }) => !notify)).to.equal(true);
    expect(await put(objectOf(eventOf('f@x', TIME)))).to.include({ ok: true });
  });

  it('takes an event that somebody with whom the calendar is shared organizes for one of its owner', async () => {
    await house.manageCalendars.share(olga, calendar.id, [{ email: 'mona@example.org', access: 'write' }]);
    const shared = await seen(mona, calendar.id);
    const lines = ['ORGANIZER;CN=Mona:mailto:mona@example.org', 'CATEGORIES:WebMeeting', ZOE];
    await put(objectOf(eventOf('d@x', [...TIME, ...lines])), asMona({ calendar: shared }));
    const event = await eventIn();
    expect(event).to.include({ organizerId: olga.id, ownerId: olga.id });
    expect(event?.meetingId).to.match(/^\d{9}$/);
    expect(event?.raw)
      .to.match(/ORGANIZER;CN=Olga:mailto:olga@example\.org/)
      .and.not.include('CN=Mona');
    expect(house.changed.at(-1)).to.include({ notify: true });
  });

  it('brings no copy to those whom the program tells itself, and keeps the one that they put', async () => {
    const lines = ['ORGANIZER:mailto:olga@example.org', 'ATTENDEE;SCHEDULE-AGENT=CLIENT:mailto:mona@example.org'];
    await put(objectOf(eventOf('c@x', [...TIME, ...lines])));
    expect(await eventIn(monas)).to.equal(undefined);
    await put(objectOf(eventOf('c@x', [...TIME, ...lines])), asMona({ uri: 'mailed.ics' }));
    await put((await rawOf()).replace('SUMMARY:Review', 'SUMMARY:Renamed'));
    expect(await rawOf(monas, 'mailed.ics')).to.include('SUMMARY:Renamed');
  });

  describe('refuses of a copy', () => {
    const series = objectOf(
      eventOf('s@x', [...TIME, 'RRULE:FREQ=DAILY;COUNT=4', ...INVITE]),
      eventOf('s@x', [
        'RECURRENCE-ID:20270302T090000Z',
        'DTSTART:20270302T110000Z',
        'DTEND:20270302T120000Z',
        'SUMMARY:Later',
        ...INVITE,
      ]),
    );
    const refused = { ok: false, code: 'attendee-change' };

    it('that a date of the series is at another time', async () => {
      await put(series);
      const copy = await rawOf(monas);
      const moved = copy
        .replace('20270302T110000Z', '20270302T150000Z')
        .replace('20270302T120000Z', '20270302T160000Z');
      expect(await put(moved, asMona())).to.deep.equal(refused);
      const answer = eventOf('s@x', [
        'RECURRENCE-ID:20270303T090000Z',
        'DTSTART:20270303T130000Z',
        'DTEND:20270303T140000Z',
        'SUMMARY:Review',
        ...INVITE,
      ]).join('\r\n');
      const fresh = copy.replace('END:VCALENDAR', `${answer}\r\nEND:VCALENDAR`);
      expect(await put(fresh, asMona())).to.deep.equal(refused);
      const asItIs = fresh
        .replace('20270303T130000Z', '20270303T090000Z')
        .replace('20270303T140000Z', '20270303T100000Z');
      expect(
        await put(asItIs.replace(/(ATTENDEE;CN=Mona)(?![\s\S]*ATTENDEE)/, '$1;PARTSTAT=TENTATIVE'), asMona()),
      ).to.include({
        ok: true,
      });
      expect(await rawOf()).to.match(/RECURRENCE-ID:20270303T090000Z[\s\S]*PARTSTAT=TENTATIVE/);
    });

    it('that somebody else organizes it', async () => {
      await put(series);
      const taken = (await rawOf(monas)).replaceAll(/ORGANIZER[^\r]*/g, 'ORGANIZER:mailto:boss@elsewhere.example');
      expect(await put(taken, asMona())).to.deep.equal(refused);
    });
  });
});
