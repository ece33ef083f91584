import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { DomainError } from '../../src/base/errors.ts';
import { type MeetingId, newId, type SessionId } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import { createLiveSessions } from '../../src/meetings/live-sessions.ts';
import { createOpenMeeting } from '../../src/meetings/open-meeting.ts';
import { createSessionStore } from '../../src/meetings/session-store.ts';
import { createSetInvitees } from '../../src/meetings/set-invitees.ts';
import { type MeetingHouse, openMeetingHouse } from '../kit/meeting-house.ts';

describe('stored meetings', () => {
  let house: MeetingHouse;
  let olga: Account;

  before(async () => {
    house = await openMeetingHouse();
    olga = await house.addAccount('olga@example.org');
  });
  after(() => house.close());

  const open = async (randomId?: () => MeetingId) => {
    const { meetings, keys, clock } = house;
    const openMeeting = createOpenMeeting({ meetings, keys, clock, ...(randomId && { randomId }) });
    const id = await openMeeting.reserve();
    return house.unitOfWork((transaction) => openMeeting.open(transaction, { id, organizerId: olga.id }));
  };
  const setInvitees = (id: MeetingId, list: ReadonlyArray<{ email: string; name?: string }>) => {
    const { grants, keys, clock } = house;
    const invitees = list.map((invitee) => ({ ...invitee, role: 'attendee' as const }));
    return house.unitOfWork((transaction) => createSetInvitees({ grants, keys, clock })(transaction, id, invitees));
  };

  it('come back with their PIN, by ID and by the hash of their start link', async () => {
    const meeting = await open();
    expect(await house.meetings.findById(meeting.id)).to.deep.equal(meeting);
    expect((await house.meetings.findByIds([meeting.id, '123456789' as MeetingId])).get(meeting.id)).to.deep.equal(
      meeting,
    );
    expect(await house.meetings.findById('123456789' as MeetingId)).to.equal(undefined);
  });

  it('never share an ID: one that is taken is drawn again', async () => {
    const taken = await open();
    const drawn = [taken.id, taken.id, '222333444' as MeetingId];
    expect((await open(() => drawn.shift() ?? taken.id)).id).to.equal('222333444');
    const failure = await open(() => taken.id).catch((error: Error) => error.message);
    expect(failure).to.equal('No free meeting ID was found.');
  });

  it('keep no PIN, no link and no token that can be read in the file', async () => {
    const meeting = await open();
    await setInvitees(meeting.id, [{ email: 'zoe@example.net' }]);
    await house.database.raw('PRAGMA wal_checkpoint(TRUNCATE)');
    const file = readFileSync(join(house.directory, 'test.sqlite'));
    expect(file.includes('zoe@example.net')).to.equal(true);
    const secrets = [house.keys.start(meeting.id, 1), house.keys.join(meeting.id, 'zoe@example.net', 1), meeting.pin];
    // Six digits may stand in the file by chance, as part of an ID or a time: look at the meeting's own row for the PIN.
    for (const secret of secrets.slice(0, 2)) expect(file.includes(secret)).to.equal(false);
    const [row] = await house.database('meetings').where({ id: meeting.id });
    expect(
      Object.entries(row)
        .filter(([name]) => name !== 'created_ms' && name !== 'id')
        .join(),
    ).not.to.contain(meeting.pin);
  });

  it('cannot be read with another key file, and say so', async () => {
    const meeting = await open();
    await house
      .database('meetings')
      .where({ id: meeting.id })
      .update({ pin_sealed: 'AAAA'.repeat(20) });
    const failure = await house.meetings.findById(meeting.id).catch((error: Error) => error.message);
    expect(failure).to.match(/key file does not belong to this database/);
  });

  describe('and who may enter', () => {
    it('are told apart by address whatever its case, each with a link of their own', async () => {
      const { id } = await open();
      await setInvitees(id, [{ email: 'Zoe@Example.net', name: 'Zoé' }, { email: 'sam@example.net' }]);
      const grants = await house.grants.listOf(id);
      expect(grants.map(({ invitee, generation, revoked }) => [invitee, generation, revoked])).to.have.deep.members([
        ['zoe@example.net', 1, false],
        ['sam@example.net', 1, false],
      ]);
      expect(house.keys.join(id, 'ZOE@example.net', 1)).to.equal(house.keys.join(id, 'zoe@example.net', 1));
      expect(house.keys.join(id, 'zoe@example.net', 1)).not.to.equal(house.keys.join(id, 'sam@example.net', 1));
      expect(await house.grants.find(id, 'ZOE@example.net')).to.include({ name: 'Zoé' });
    });

    it('keep their link through changes, lose it with the invitation, and get a new one with a new invitation', async () => {
      const { id } = await open();
      const generation = async () => (await house.grants.find(id, 'zoe@example.net'))?.generation;
      await setInvitees(id, [{ email: 'zoe@example.net' }]);
      await setInvitees(id, [{ email: 'zoe@example.net', name: 'Zoé' }]);
      expect(await generation()).to.equal(1);
      await setInvitees(id, []);
      expect((await house.grants.find(id, 'zoe@example.net'))?.revoked).to.equal(true);
      await setInvitees(id, [{ email: 'zoe@example.net' }]);
      expect(await generation()).to.equal(2);
      expect((await house.grants.find(id, 'zoe@example.net'))?.revoked).to.equal(false);
    });

    it('may be five hundred', async () => {
      const { id } = await open();
      const many = Array.from({ length: 500 }, (_, index) => ({ email: `p${index}@example.org` }));
      await setInvitees(id, many);
      await setInvitees(id, []);
      expect((await house.grants.listOf(id)).every(({ revoked }) => revoked)).to.equal(true);
    });
  });

  describe('and their sessions', () => {
    it('start once, however many start them at the same moment, and are told once', async () => {
      const { id } = await open();
      const told: string[] = [];
      const release = house.sessions.onStarted((session) => told.push(session.id));
      const started = await Promise.all(Array.from({ length: 8 }, () => house.sessions.start(id)));
      release();
      expect(new Set(started.map((session) => session.id)).size).to.equal(1);
      expect(told).to.deep.equal([started[0]?.id]);
    });

    it('end once, and a new one starts afterwards', async () => {
      const { id } = await open();
      const first = await house.sessions.start(id);
      const told: string[] = [];
      const release = house.sessions.onEnded((session, reason) => told.push(`${session.id} ${reason}`));
      await Promise.all([house.sessions.end(first.id, 'ended'), house.sessions.end(first.id, 'empty')]);
      await house.sessions.end(newId<SessionId>(), 'ended');
      release();
      expect(told).to.deep.equal([`${first.id} ended`]);
      expect(await house.sessions.current(id)).to.equal(undefined);
      expect((await house.sessions.start(id)).id).not.to.equal(first.id);
    });

    it('of a meeting that is cancelled or unknown do not start', async () => {
      const { id } = await open();
      await house.unitOfWork((transaction) => house.meetings.cancel(transaction, id, 1));
      const code = (meetingId: MeetingId) => house.sessions.start(meetingId).catch((error: DomainError) => error.code);
      expect(await code(id)).to.equal('meeting-cancelled');
      expect(await code('123456789' as MeetingId)).to.equal('not-found');
    });

    it('are still there after a restart, for the rooms to be built again', async () => {
      const { id } = await open();
      const session = await house.sessions.start(id, '20270301T090000Z');
      const { meetings, unitOfWork, clock, database } = house;
      const afterRestart = createLiveSessions({
        meetings,
        sessions: createSessionStore(database),
        unitOfWork,
        clock,
        log: silentLog,
      });
      expect(await afterRestart.all()).to.deep.include(session);
      expect((await afterRestart.liveAmong([id, '123456789' as MeetingId])).size).to.equal(1);
    });

    it('tell every listener even when one of them fails', async () => {
      const { id } = await open();
      let told = 0;
      const releases = [
        house.sessions.onStarted(() => {
          throw new Error('bug');
        }),
        house.sessions.onStarted(() => {
          told += 1;
        }),
      ];
      await house.sessions.start(id);
      for (const release of releases) release();
      expect(told).to.equal(1);
    });
  });
});
