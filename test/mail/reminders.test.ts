import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { MeetingId } from '../../src/base/ids.ts';
import type { EventFacts } from '../../src/calendar/event-facts.ts';
import type { NewEvent } from '../../src/contract/http/event.ts';
import { createDateMailStore } from '../../src/invitations/jobs/date-mail-store.ts';
import { createRoomStore } from '../../src/room/room-store.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';
import type { CaughtMail } from '../kit/mail-catcher.ts';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2027, 2, 1, 9);

const wanted: NewEvent = {
  title: 'Budget',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
  invitees: [
    { email: 'ann@example.com', name: 'Ann', language: 'en' },
    { email: 'bob@example.com', name: 'Bob', language: 'fr' },
  ],
};

describe('mails that the clock causes', () => {
  let house: InvitationHouse;
  let zoe: Account;
  beforeEach(async () => {
    house = await openInvitationHouse();
    zoe = await house.addAccount('zoe@example.org', { name: 'Zoé Martin' });
  });
  afterEach(() => house.close());

  const schedule = async (change: Partial<NewEvent> = {}, account = zoe): Promise<EventFacts> => {
    const event = await house.scheduleEvent(account, { ...wanted, ...change });
    await house.inviter.run();
    await house.sender.run();
    house.catcher.mails.length = 0;
    return event;
  };
  /** What the two jobs send at a moment: `remind zoe@example.org`. */
  const at = async (ms: number): Promise<CaughtMail[]> => {
    house.clock.set(ms);
    const before = house.catcher.mails.length;
    await house.reminderJob.run();
    await house.nudgeJob.run();
    await house.sender.run();
    return house.catcher.mails.slice(before);
  };
  const minutesBefore = (minutes: number): Promise<CaughtMail[]> => at(START_MS - minutes * MINUTE_MS);
  const minutesAfter = (minutes: number): Promise<CaughtMail[]> => at(START_MS + minutes * MINUTE_MS);
  const to = (mails: readonly CaughtMail[]): string[] => mails.map((mail) => mail.to.join()).sort();

  describe('to the organizer, ten minutes before', () => {
    it('once, with Start now and a link to hand it over', async () => {
      const event = await schedule();
      expect(await minutesBefore(11)).to.deep.equal([]);
      const [mail, ...others] = await minutesBefore(10);
      expect(others).to.deep.equal([]);
      expect(mail?.to).to.deep.equal(['zoe@example.org']);
      const meeting = await house.meetings.findById(event.meetingId as MeetingId);
      if (!meeting) throw new Error('no meeting');
      for (const text of [mail?.parsed.text, String(mail?.parsed.html).replaceAll('&amp;', '&')]) {
        expect(text).to.contain(house.links.start(meeting));
        expect(text).to.contain(`https://meet.example.org/?event=${event.objectId}&handOver=1`);
      }
      for (const minutes of [9, 5, 0, -4, -20]) expect(await minutesBefore(minutes)).to.deep.equal([]);
    });

    it('again for each date of a series, which its links name', async () => {
      const event = await schedule({ recurrence: 'FREQ=DAILY;COUNT=2' });
      const [first] = await minutesBefore(10);
      const [second] = await minutesBefore(10 - 24 * 60);
      for (const [mail, day] of [
        [first, '2027-03-01'],
        [second, '2027-03-02'],
      ] as const)
        expect(mail?.parsed.text).to.contain(
          `/?event=${event.objectId}&date=${encodeURIComponent(`${day}T10:00:00`)}&handOver=1`,
        );
    });

    it('says when the job wants to look again: in time for the next one', async () => {
      await schedule();
      house.clock.set(START_MS - 10 * MINUTE_MS - 12_000);
      expect(await house.reminderJob.run()).to.equal(12_000);
      house.clock.set(START_MS - 60 * MINUTE_MS);
      expect(await house.reminderJob.run()).to.equal(30_000);
    });

    it('late, when the server was away, until five minutes after the start', async () => {
      await schedule();
      expect(to(await minutesAfter(5))).to.deep.equal(['zoe@example.org']);
      await schedule({ title: 'Other' });
      expect(await minutesAfter(6)).to.deep.equal([]);
    });

    it('once, also when the clock is set back, or the server is killed before it has sent it', async () => {
      await schedule();
      house.clock.set(START_MS - 10 * MINUTE_MS);
      await house.reminderJob.run();
      // Killed here: what was to be sent is in the outbox, and so is the mark.
      expect(to(await minutesBefore(10))).to.deep.equal(['zoe@example.org']);
      await minutesAfter(60 * 24 * 3);
      expect(await minutesBefore(10)).to.deep.equal([]);
    });

    it('and what was sent is remembered for a month', async () => {
      await schedule();
      await minutesBefore(10);
      await minutesBefore(-29 * 24 * 60);
      expect(await house.database('date_mails')).to.have.length(1);
      await minutesBefore(-31 * 24 * 60);
      expect(await house.database('date_mails')).to.deep.equal([]);
    });

    it('not at all when it cannot be kept: mark and mail are one', async () => {
      await schedule();
      house.clock.set(START_MS - 10 * MINUTE_MS);
      await house.database.raw(
        "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
      );
      await house.reminderJob.run();
      expect(await house.database('date_mails')).to.deep.equal([]);
      await house.database.raw('DROP TRIGGER full');
      expect(to(await minutesBefore(9))).to.deep.equal(['zoe@example.org']);
    });

    it('anew when the date has moved', async () => {
      const { objectId } = await schedule();
      await minutesBefore(10);
      await house.changeEvent(zoe, objectId, { start: '2027-03-01T10:30', end: '2027-03-01T11:30' });
      expect(await minutesBefore(9)).to.deep.equal([]);
      expect(to(await minutesBefore(-20))).to.deep.equal(['zoe@example.org']);
    });

    it('never of what was made so shortly before that the link has just come', async () => {
      house.clock.set(START_MS - 9 * MINUTE_MS);
      await schedule();
      expect(await minutesBefore(8)).to.deep.equal([]);
    });

    it('never of whole days, dates without guests, cancelled dates, and events without meeting', async () => {
      await schedule({ invitees: [] });
      await schedule({ webMeeting: false });
      await schedule({ allDay: true, start: '2027-03-01', end: '2027-03-01', timeZone: 'Asia/Kolkata' });
      const { objectId } = await schedule({ recurrence: 'FREQ=DAILY;COUNT=3' });
      await house.deleteEvent(zoe, objectId, { notify: false, recurrenceId: '2027-03-01T10:00:00', scope: 'this' });
      const cancelled = await schedule();
      const { raw = '' } = (await house.events.findById(cancelled.objectId)) ?? {};
      await house
        .database('calendar_objects')
        .where({ id: cancelled.objectId })
        .update({ raw: raw.replace('STATUS:CONFIRMED', 'STATUS:CANCELLED'), facts: null });
      const gone = await schedule();
      await house.deleteEvent(zoe, gone.objectId, { notify: false });
      expect(await minutesBefore(10)).to.deep.equal([]);
      expect(await at(Date.UTC(2027, 1, 28, 18, 20))).to.deep.equal([]);
    });

    it('never of a date that the organizer’s own program declines, or when the meeting runs already', async () => {
      const { objectId } = await schedule();
      const event = await house.events.findById(objectId);
      const raw = event?.raw.replace(/(ROLE=CHAIR;PARTSTAT=)ACCEPTED/, '$1DECLINED');
      expect(raw).to.not.equal(event?.raw);
      await house.database('calendar_objects').where({ id: objectId }).update({ raw });
      const running = await schedule({ title: 'Running' });
      await house.sessions.start(running.meetingId as MeetingId);
      expect(await minutesBefore(10)).to.deep.equal([]);
      await house.sessions.end((await house.sessions.all())[0]?.id as never, 'ended');
      expect(await minutesBefore(5)).to.deep.equal([]);
    });

    it('never to who is suspended or may open meetings no more', async () => {
      await schedule();
      await house.database('accounts').update({ may_webmeeting: false });
      expect(await minutesBefore(10)).to.deep.equal([]);
    });

    it('to the colleague to whom it was handed over meanwhile', async () => {
      const { objectId } = await schedule();
      await minutesBefore(10);
      await house.addAccount('carl@example.org');
      await house.handOverEvent(zoe, objectId, { email: 'carl@example.org', notify: false });
      expect(to(await minutesBefore(9))).to.deep.equal(['carl@example.org']);
      expect(await minutesBefore(8)).to.deep.equal([]);
    });

    it('keeps no other waiting when one cannot be composed', async () => {
      await schedule();
      await schedule({ title: 'Other' });
      await house.database('calendar_objects').where({ summary: 'Budget' }).update({ facts: '{}' });
      const mails = await minutesBefore(10);
      expect(mails.map(({ parsed }) => parsed.subject)).to.have.length(1);
      expect(mails[0]?.parsed.subject).to.contain('Other');
    });
  });

  describe('to who said yes and is not there, five minutes after the start', () => {
    const accept = async (event: EventFacts, ...addresses: string[]): Promise<void> => {
      for (const address of addresses)
        await house.recordAnswer({
          ...{ eventId: event.objectId, address, recurrenceId: '', answer: 'ACCEPTED', comment: '', via: 'link' },
        });
    };
    const start = async (event: EventFacts, recurrenceId = '') => {
      house.clock.set(START_MS);
      return house.sessions.start(event.meetingId as MeetingId, recurrenceId);
    };
    let entered = 0;
    const enter = async (session: Awaited<ReturnType<typeof start>>, person: string): Promise<void> => {
      entered += 1;
      const id = `participant-${entered}` as never;
      await createRoomStore(house.database).write(session.id, [
        {
          record: 'participant-entered',
          resumeHash: `hash-${entered}`,
          participant: {
            ...{ id, number: entered, name: 'x', role: 'attendee', via: 'web', person, microphone: 'none' },
            ...{ joinedMs: house.clock.nowMs(), connectionId: undefined, lostMs: undefined, stayMs: undefined },
            ...{ rank: 9, mayModerate: false, device: 1, handMs: undefined, quality: 'good', goingAway: false },
          },
        },
      ]);
    };

    it('once, with their own link, in the organizer’s name', async () => {
      const event = await schedule();
      await accept(event, 'ann@example.com');
      await start(event);
      expect(await minutesAfter(4)).to.deep.equal([]);
      const [mail, ...others] = await minutesAfter(5);
      expect(others).to.deep.equal([]);
      expect(mail?.to).to.deep.equal(['ann@example.com']);
      const grant = await house.grants.find(event.meetingId as MeetingId, 'ann@example.com');
      expect(mail?.parsed.text).to.contain(
        house.links.join(event.meetingId as MeetingId, 'ann@example.com', grant?.generation ?? 0),
      );
      expect(mail?.parsed.replyTo?.text).to.contain('zoe@example.org');
      for (const minutes of [6, 10, 29]) expect(await minutesAfter(minutes)).to.deep.equal([]);
    });

    it('and to nobody who has come, by link or by account, or who has come and gone', async () => {
      const carl = await house.addAccount('carl@example.org');
      const event = await schedule({
        invitees: ['ann@example.com', 'bob@example.com', 'Carl@example.org', 'dora@example.com'].map((email) => ({
          email,
        })),
      });
      await accept(event, 'ann@example.com', 'bob@example.com', 'carl@example.org', 'dora@example.com');
      const session = await start(event);
      await enter(session, 'invitee:ann@example.com');
      await enter(session, `account:${carl.id}`);
      await enter(session, 'invitee:bob@example.com');
      await house.database('participants').where({ person: 'invitee:bob@example.com' }).update({ left_ms: START_MS });
      expect(to(await minutesAfter(5))).to.deep.equal(['dora@example.com']);
    });

    it('and to nobody who said no, maybe, or nothing, or was never told', async () => {
      const event = await schedule();
      await accept(event, 'ann@example.com');
      await house.recordAnswer({
        ...{ eventId: event.objectId, address: 'bob@example.com', recurrenceId: '', answer: 'TENTATIVE' },
        ...{ comment: '', via: 'link' },
      });
      await house.changeEvent(zoe, event.objectId, {
        invitees: [...(wanted.invitees ?? []), { email: 'dora@example.com' }],
        notify: false,
      });
      await accept(event, 'dora@example.com');
      await start(event);
      expect(to(await minutesAfter(5))).to.deep.equal(['ann@example.com']);
    });

    it('by their answer for that date', async () => {
      const event = await schedule({ recurrence: 'FREQ=DAILY;COUNT=2' });
      await accept(event, 'ann@example.com', 'bob@example.com');
      await house.recordAnswer({
        ...{ eventId: event.objectId, address: 'bob@example.com', recurrenceId: '2027-03-01T10:00:00' },
        ...{ answer: 'DECLINED', comment: '', via: 'link' },
      });
      await start(event, '2027-03-01T10:00:00');
      expect(to(await minutesAfter(5))).to.deep.equal(['ann@example.com']);
      await house.sessions.end((await house.sessions.all())[0]?.id as never, 'ended');
      house.clock.set(START_MS + 24 * 60 * MINUTE_MS);
      await house.sessions.start(event.meetingId as MeetingId, '2027-03-02T10:00:00');
      expect(to(await minutesAfter(24 * 60 + 5))).to.deep.equal(['ann@example.com', 'bob@example.com']);
    });

    it('only while the meeting runs, and not once half an hour has passed', async () => {
      const event = await schedule();
      await accept(event, 'ann@example.com');
      await minutesBefore(10);
      expect(await minutesAfter(5)).to.deep.equal([]);
      const session = await start(event);
      await house.sessions.end(session.id, 'ended');
      expect(await minutesAfter(6)).to.deep.equal([]);
      house.clock.set(START_MS + 20 * MINUTE_MS);
      await house.sessions.start(event.meetingId as MeetingId);
      expect(await minutesAfter(31)).to.deep.equal([]);
    });

    it('two minutes after a meeting began that begins late: who waits at its door comes in meanwhile', async () => {
      const event = await schedule();
      await accept(event, 'ann@example.com');
      house.clock.set(START_MS + 8 * MINUTE_MS);
      await house.sessions.start(event.meetingId as MeetingId);
      expect(await minutesAfter(9)).to.deep.equal([]);
      expect(await house.nudgeJob.run()).to.equal(30_000);
      expect(to(await minutesAfter(10))).to.deep.equal(['ann@example.com']);
    });

    it('does not come again after a kill or when the clock is set back', async () => {
      const event = await schedule();
      await accept(event, 'ann@example.com');
      await start(event);
      house.clock.set(START_MS + 5 * MINUTE_MS);
      await house.nudgeJob.run();
      expect(to(await minutesAfter(5))).to.deep.equal(['ann@example.com']);
      expect(await minutesAfter(4)).to.deep.equal([]);
      expect(await minutesAfter(6)).to.deep.equal([]);
    });
  });

  it('are found by calendar and start, however many dates there are', async () => {
    const asked: { sql: string; bindings: readonly unknown[] }[] = [];
    house.database.on('query', (query: (typeof asked)[number]) => asked.push(query));
    const store = createDateMailStore(house.database);
    await store.listDates(0, 1);
    await store.findDate('123456789' as MeetingId, '');
    const [byTime, byMeeting] = await Promise.all(
      asked.map(async ({ sql, bindings }) => {
        const steps: { detail: string }[] = await house.database.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings as string[]);
        return steps.map(({ detail }) => detail).join('\n');
      }),
    );
    expect(byTime).to.match(/SEARCH instance USING .*calendar_id=\? AND start_ms>/);
    expect(byMeeting).to.match(/SEARCH object USING .*meeting_id=\?/);
  });
});
