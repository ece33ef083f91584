import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import { type MeetingHouse, openMeetingHouse } from '../kit/meeting-house.ts';

const REVIEW = {
  title: 'Review',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
  invitees: [{ email: 'mona@example.org', name: 'Mona' }, { email: 'zoe@example.net' }],
} as const;

describe('stored events', () => {
  let house: MeetingHouse;
  let olga: Account;
  let mona: Account;

  beforeEach(async () => {
    house = await openMeetingHouse();
    olga = await house.addAccount('olga@example.org');
    mona = await house.addAccount('mona@example.org');
  });
  afterEach(() => house.close());

  const schedule = (change: object = {}) =>
    house.scheduleEvent(olga, { ...REVIEW, invitees: [...REVIEW.invitees], ...change });
  const everything = async (): Promise<Record<string, number>> => {
    const tables = [
      'meetings',
      'meeting_grants',
      'calendar_objects',
      'calendar_instances',
      'attendees',
      'calendar_changes',
    ];
    const counts: Record<string, number> = {};
    for (const table of tables) counts[table] = (await house.database(table).select()).length;
    return counts;
  };

  it('have columns that say what the raw object says', async () => {
    const { objectId, uid, meetingId } = await schedule();
    const [row] = await house.database('calendar_objects').where({ id: objectId });
    expect(row).to.include({
      uid,
      uri: `${uid}.ics`,
      summary: 'Review',
      status: 'CONFIRMED',
      component: 'VEVENT',
      organizer: 'olga@example.org',
      sequence: 0,
      start_ms: Date.UTC(2027, 2, 1, 9),
      end_ms: Date.UTC(2027, 2, 1, 10),
      meeting_id: meetingId,
      created_by: olga.id,
    });
    expect(row.etag).to.equal(createHash('sha256').update(row.raw).digest('hex'));
    const [instance] = await house.database('calendar_instances').where({ object_id: objectId });
    expect(instance).to.include({
      start_ms: row.start_ms,
      end_ms: row.end_ms,
      recurrence_id: '',
      calendar_id: row.calendar_id,
    });
  });

  it('have UIDs that cannot be guessed and never repeat', async () => {
    const uids = [(await schedule()).uid, (await schedule()).uid];
    for (const uid of uids)
      expect(uid).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uids[0]).not.to.equal(uids[1]);
  });

  it('keep language, zone and role beside the object, the organizer first', async () => {
    const { objectId } = await schedule();
    const people = (await house.attendees.listOf([objectId])).get(objectId);
    expect(people?.get('')?.map(({ address, role, language }) => [address, role, language])).to.deep.equal([
      ['olga@example.org', 'chair', 'en'],
      ['mona@example.org', 'attendee', 'en'],
      ['zoe@example.net', 'attendee', 'en'],
    ]);
  });

  it('put the very same object into the calendar of an invitee with an account', async () => {
    const { objectId, uid } = await schedule();
    const master = await house.events.findById(objectId);
    const [copy, ...more] = await house.events.listCopies({ uid, organizerId: olga.id });
    expect(more).to.deep.equal([]);
    expect(copy).to.include({ raw: master?.raw, ownerId: mona.id, organizerId: olga.id, meetingId: master?.meetingId });
    expect(await house.calendars.listFor(mona.id)).to.have.length(1);
  });

  it('take over an object that the invitee had put there from the mail', async () => {
    const { objectId, uid } = await schedule({ invitees: [] });
    const master = await house.events.findById(objectId);
    const calendarId = await house.unitOfWork((transaction) =>
      house.calendars.defaultOf(transaction, mona.id, 'Calendar'),
    );
    const [row] = await house.database('calendar_objects').where({ id: objectId });
    const imported = {
      ...row,
      id: 'imported',
      calendar_id: calendarId,
      uri: 'mine.ics',
      created_by: mona.id,
      meeting_id: null,
    };
    await house.database('calendar_objects').insert(imported);
    await house.changeEvent(olga, objectId, { invitees: [{ email: 'mona@example.org' }] });
    const copies = await house.events.listCopies({ uid, organizerId: olga.id });
    expect(copies.map(({ id, uri }) => [id, uri])).to.deep.equal([['imported', 'mine.ics']]);
    expect(master?.uid).to.equal(uid);
  });

  it('count every change of a calendar, for those who synchronise', async () => {
    const { objectId, uid } = await schedule();
    await house.changeEvent(olga, objectId, { title: 'Other' });
    await house.deleteEvent(olga, objectId, { notify: true });
    for (const account of [olga, mona]) {
      const [calendar] = await house.calendars.listFor(account.id);
      const log = await house.database('calendar_changes').where({ calendar_id: calendar?.id }).orderBy('revision');
      expect(log.map(({ revision, uri, operation }) => [revision, uri, operation])).to.deep.equal([
        [1, `${uid}.ics`, 'put'],
        [2, `${uid}.ics`, 'put'],
        [3, `${uid}.ics`, 'delete'],
      ]);
      const [row] = await house.database('calendars').where({ id: calendar?.id });
      expect(row.sync_revision).to.equal(3);
    }
  });

  it('leave nothing behind when what hangs from them cannot be stored', async () => {
    await schedule();
    const before = await everything();
    const { scheduleEvent: failing } = house.buildWith({
      written: () => Promise.reject(new Error('disk full')),
      committed: () => {
        throw new Error('must not be called');
      },
    });
    const failure = await failing(olga, { ...REVIEW, invitees: [...REVIEW.invitees] }).catch(
      (error: Error) => error.message,
    );
    expect(failure).to.equal('disk full');
    expect(await everything()).to.deep.equal(before);
  });

  it('are gone with all that belonged to them, but for the meeting, which is closed', async () => {
    const { objectId, meetingId } = await schedule();
    await house.deleteEvent(olga, objectId, { notify: true });
    expect(await everything()).to.include({
      calendar_objects: 0,
      calendar_instances: 0,
      attendees: 0,
      meetings: 1,
      meeting_grants: 2,
    });
    expect(meetingId && (await house.schedule.describe(meetingId))).to.equal(undefined);
  });

  it('read their facts inside the transaction that changes them', async () => {
    const { objectId } = await schedule();
    const facts = await house.unitOfWork((transaction) => house.readFacts(objectId, transaction));
    expect(facts).to.deep.equal(house.changed[0]?.after);
    expect(facts?.invitees.map(({ address, answer }) => [address, answer])).to.deep.equal([
      ['mona@example.org', 'NEEDS-ACTION'],
      ['zoe@example.net', 'NEEDS-ACTION'],
    ]);
  });

  it('may have five hundred invitees with accounts, in a few seconds', async () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ email: `p${index}@example.org` }));
    for (const { email } of many) await house.addAccount(email);
    const { uid } = await schedule({ invitees: many });
    expect(await house.events.listCopies({ uid, organizerId: olga.id })).to.have.length(500);
  });
});
