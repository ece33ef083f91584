import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { AccessibleCalendar } from '../../src/calendar/calendar.ts';
import type { PutAnswer, PutRequest } from '../../src/calendar/put-request.ts';
import { type MeetingHouse, openMeetingHouse } from '../kit/meeting-house.ts';

const vevent = (uid: string, lines: readonly string[], day = '20270301'): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20270101T000000Z',
  `DTSTART:${day}T090000Z`,
  `DTEND:${day}T100000Z`,
  ...lines,
  'END:VEVENT',
];
const objectOf = (...events: readonly string[][]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//A Program//EN', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');
const ORGANIZER = 'ORGANIZER:mailto:olga@example.org';
const MONA = 'ATTENDEE:mailto:mona@example.org';
const always = (): boolean => true;

describe('copies of events', () => {
  let house: MeetingHouse;
  let olga: Account;
  let mona: Account;
  let bea: Account;
  let olgas: AccessibleCalendar;
  let monas: AccessibleCalendar;
  let beas: AccessibleCalendar;

  beforeEach(async () => {
    house = await openMeetingHouse();
    olga = await house.addAccount('olga@example.org');
    mona = await house.addAccount('mona@example.org');
    bea = await house.addAccount('bea@example.org');
    [olgas, monas, beas] = [await house.homeOf(olga), await house.homeOf(mona), await house.homeOf(bea)];
  });
  afterEach(() => house.close());

  const put = (raw: string, more: Partial<PutRequest> = {}): Promise<PutAnswer> =>
    house.putObject({ account: olga, calendar: olgas, uri: 'a.ics', raw, condition: always, ...more });
  const asMona = () => ({ account: mona, calendar: monas });
  const remove = (account: Account, calendar: AccessibleCalendar, uri: string) =>
    house.removeObject({ account, calendar, uri, condition: always, reply: true });
  const shown = async (account: Account): Promise<string[]> =>
    (await house.eventView.between(account, '2027-01-01', '2027-12-31')).map(
      ({ title, start, organizer }) => `${start} ${title} ${organizer.email}`,
    );
  const answers = async (): Promise<string[]> =>
    (await house.eventView.between(olga, '2027-01-01', '2027-12-31')).map(
      ({ start, invitees }) => `${start.slice(5, 10)} ${invitees.map(({ answer }) => answer).join()}`,
    );
  const uriOfMonas = async (uid: string): Promise<string> =>
    (await house.events.findInCalendar(monas.id, uid))?.uri ?? '';

  it('do not take the place of what the invited person organizes under the same UID', async () => {
    const own = objectOf(vevent('u@x', ['SUMMARY:Mine', 'X-WEBMEETING:TRUE']));
    await put(own, asMona());
    const stolen = objectOf(vevent('u@x', ['SUMMARY:Stolen', 'ORGANIZER:mailto:bea@example.org', MONA]));
    expect(await put(stolen, { account: bea, calendar: beas })).to.include({ ok: true });
    expect(await shown(mona)).to.deep.equal(['2027-03-01T09:00:00 Mine mona@example.org']);
    // And goes on as theirs.
    expect(await put(own.replace('Mine', 'Still mine'), asMona())).to.include({ ok: true });
    expect(await shown(mona)).to.deep.equal(['2027-03-01T09:00:00 Still mine mona@example.org']);
    expect((await house.events.findByUri(monas.id, 'a.ics'))?.meetingId).to.match(/^\d{9}$/);
  });

  it('do not take the place of another organizer’s copy', async () => {
    await put(objectOf(vevent('u@x', ['SUMMARY:First', ORGANIZER, MONA])));
    const second = objectOf(vevent('u@x', ['SUMMARY:Second', 'ORGANIZER:mailto:bea@example.org', MONA]));
    await put(second, { account: bea, calendar: beas });
    expect(await shown(mona)).to.deep.equal(['2027-03-01T09:00:00 First olga@example.org']);
    await remove(bea, beas, 'a.ics');
    expect(await shown(mona)).to.deep.equal(['2027-03-01T09:00:00 First olga@example.org']);
  });

  it('take over what the invited person put there from a mail of the organizer, and nobody else’s', async () => {
    const mailed = objectOf(vevent('u@x', ['SUMMARY:Mailed', 'ORGANIZER:mailto:boss@example.net', MONA]));
    await put(mailed, asMona());
    await put(objectOf(vevent('u@x', ['SUMMARY:Other', ORGANIZER, MONA])));
    expect(await shown(mona)).to.deep.equal(['2027-03-01T09:00:00 Mailed boss@example.net']);
    const early = objectOf(vevent('v@x', ['SUMMARY:Early', 'ORGANIZER:mailto:olga@example.org', MONA]));
    await put(early, { ...asMona(), uri: 'v.ics' });
    await put(objectOf(vevent('v@x', ['SUMMARY:Now', ORGANIZER, MONA])), { uri: 'v.ics' });
    expect(await shown(mona)).to.include('2027-03-01T09:00:00 Now olga@example.org');
  });

  it('get another name where theirs is taken', async () => {
    await put(objectOf(vevent('own@x', ['SUMMARY:Own'])), asMona());
    expect(await put(objectOf(vevent('u@x', ['SUMMARY:Review', ORGANIZER, MONA])))).to.include({ ok: true });
    expect(await shown(mona)).to.have.length(2);
    expect(await uriOfMonas('own@x')).to.equal('a.ics');
  });

  it('are moved to another calendar by a program, which is no answer', async () => {
    await put(objectOf(vevent('u@x', ['SUMMARY:Review', ORGANIZER, MONA])));
    const id = await house.manageCalendars.create(mona, { name: 'Two' });
    const second = await house.calendars.findFor(mona.id, id);
    const raw = (await house.events.findInCalendar(monas.id, 'u@x'))?.raw ?? '';
    expect(second && (await put(raw, { account: mona, calendar: second }))).to.include({ ok: true });
    await remove(mona, monas, 'a.ics');
    expect(await answers()).to.deep.equal(['03-01 NEEDS-ACTION']);
    await put(objectOf(vevent('u@x', ['SUMMARY:Renamed', ORGANIZER, MONA])));
    expect(await shown(mona)).to.deep.equal(['2027-03-01T09:00:00 Renamed olga@example.org']);
    await put(objectOf(vevent('u@x', ['SUMMARY:Renamed', ORGANIZER])));
    expect(await shown(mona)).to.deep.equal([]);
  });

  it('answer for one date, which the organizer sees at once and which moves with the series', async () => {
    await put(objectOf(vevent('u@x', ['SUMMARY:Daily', 'RRULE:FREQ=DAILY;COUNT=3', ORGANIZER, MONA])));
    const copy = (await house.events.findInCalendar(monas.id, 'u@x'))?.raw ?? '';
    await put(copy.replace('RRULE:', 'EXDATE:20270302T090000Z\r\nRRULE:'), asMona());
    expect(await answers()).to.deep.equal(['03-01 NEEDS-ACTION', '03-02 DECLINED', '03-03 NEEDS-ACTION']);
    const event = await house.events.findByUri(olgas.id, 'a.ics');
    if (!event) throw new Error('gone');
    await house.changeEvent(olga, event.id, { scope: 'all', start: '2027-03-11T10:00', end: '2027-03-11T11:00' });
    expect(await answers()).to.deep.equal(['03-11 NEEDS-ACTION', '03-12 NEEDS-ACTION', '03-13 NEEDS-ACTION']);
  });

  it('keep the answers on a date that only gets a guest more', async () => {
    const yes = 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:mona@example.org';
    const series = vevent('u@x', ['SUMMARY:Daily', 'RRULE:FREQ=DAILY;COUNT=2', ORGANIZER, yes]);
    await put(objectOf(series));
    const zoe = 'ATTENDEE:mailto:zoe@example.net';
    const date = vevent('u@x', ['RECURRENCE-ID:20270302T090000Z', 'SUMMARY:Daily', ORGANIZER, yes, zoe], '20270302');
    await put(objectOf(series, date));
    expect(await answers()).to.deep.equal(['03-01 ACCEPTED', '03-02 ACCEPTED,NEEDS-ACTION']);
  });

  it('are not orphaned: an event that concerns others keeps its organizer', async () => {
    const mine = objectOf(vevent('u@x', ['SUMMARY:Review', ORGANIZER, MONA]));
    await put(mine);
    const foreign = mine.replace(ORGANIZER, 'ORGANIZER:mailto:boss@example.net');
    expect(await put(foreign)).to.deep.equal({ ok: false, code: 'not-allowed' });
    expect(await shown(mona)).to.deep.equal(['2027-03-01T09:00:00 Review olga@example.org']);
  });

  it('and events get another Schedule-Tag when a date of them is deleted', async () => {
    await put(objectOf(vevent('u@x', ['SUMMARY:Daily', 'RRULE:FREQ=DAILY;COUNT=3'])));
    const before = await house.events.findByUri(olgas.id, 'a.ics');
    if (!before) throw new Error('gone');
    await house.deleteEvent(olga, before.id, { notify: true, recurrenceId: '2027-03-02T09:00:00' });
    const after = await house.events.findByUri(olgas.id, 'a.ics');
    expect(after?.scheduleTag).to.equal(after?.etag).and.not.equal(before.scheduleTag);
  });
});
