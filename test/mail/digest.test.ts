import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { EventFacts } from '../../src/calendar/event-facts.ts';
import type { NewEvent } from '../../src/contract/http/event.ts';
import type { NewNote } from '../../src/invitations/answers/event-note.ts';
import { digestDueMs } from '../../src/invitations/jobs/digest-due.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';
import type { CaughtMail } from '../kit/mail-catcher.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START_MS = Date.UTC(2027, 2, 1, 9);

const wanted: NewEvent = {
  title: 'Budget',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
  invitees: [
    { email: 'ann@example.com', name: 'Ann Able', language: 'en' },
    { email: 'bob@example.com', name: 'Bob Bell', language: 'fr' },
  ],
};

describe('what organizers are told of their people by mail', () => {
  let house: InvitationHouse;
  let zoe: Account;
  let nowMs: number;
  beforeEach(async () => {
    house = await openInvitationHouse();
    zoe = await house.addAccount('zoe@example.org', { name: 'Zoé Martin' });
    nowMs = house.clock.nowMs();
  });
  afterEach(() => house.close());

  const schedule = async (change: Partial<NewEvent> = {}): Promise<EventFacts> => {
    const event = await house.scheduleEvent(zoe, { ...wanted, ...change });
    await house.inviter.run();
    await house.sender.run();
    house.catcher.mails.length = 0;
    return event;
  };
  const answer = (
    event: EventFacts,
    address: string,
    said: 'ACCEPTED' | 'DECLINED' | 'TENTATIVE',
    more: Partial<Pick<Parameters<typeof house.recordAnswer>[0], 'comment' | 'recurrenceId' | 'proposal'>> = {},
  ) =>
    house.recordAnswer({
      ...{ eventId: event.objectId, address, recurrenceId: '', answer: said, comment: '', via: 'link' as const },
      ...more,
    });
  const note = (event: EventFacts, kind: NewNote['kind'], address: string, text: string, startMs?: number) =>
    house.notes.addNote(
      {
        ...{ eventId: event.objectId, uid: event.uid, organizerId: zoe.id, recurrenceId: '' },
        ...{ kind, address, name: '', body: { text } },
      },
      startMs,
    );
  /** What the job sends so many minutes after the test began. */
  const at = async (minutes: number): Promise<CaughtMail[]> => {
    house.clock.set(nowMs + minutes * MINUTE_MS);
    const before = house.catcher.mails.length;
    await house.noteMailJob.run();
    await house.sender.run();
    return house.catcher.mails.slice(before);
  };
  const one = async (mails: Promise<CaughtMail[]>): Promise<CaughtMail> => {
    const [mail, ...others] = await mails;
    expect(others.map(({ parsed }) => parsed.subject)).to.deep.equal([]);
    if (!mail) throw new Error('no mail came');
    expect(mail.to).to.deep.equal(['zoe@example.org']);
    return mail;
  };
  const kinds = async (): Promise<string[]> =>
    (await house.database('outbox').orderBy('created_ms')).map((row) => row.kind);

  describe('when', () => {
    it('is half an hour for answers, five minutes for words and within two hours of the start, and at once for proposals', () => {
      const waits = (kind: NewNote['kind'], startsInMs: number | undefined): number =>
        digestDueMs(kind, nowMs, startsInMs === undefined ? undefined : nowMs + startsInMs) - nowMs;
      for (const kind of ['answer', 'unverified'] as const) {
        expect(waits(kind, 2 * HOUR_MS + 1)).to.equal(30 * MINUTE_MS);
        expect(waits(kind, undefined)).to.equal(30 * MINUTE_MS);
      }
      expect(waits('answer', 2 * HOUR_MS)).to.equal(5 * MINUTE_MS);
      for (const kind of ['words', 'delegation', 'not-reached'] as const)
        expect(waits(kind, 24 * HOUR_MS)).to.equal(5 * MINUTE_MS);
      expect(waits('proposal', 24 * HOUR_MS)).to.equal(0);
      expect(waits('proposal', HOUR_MS)).to.equal(0);
    });

    it('answers go together half an hour after the first', async () => {
      const event = await schedule();
      await answer(event, 'ann@example.com', 'ACCEPTED');
      expect(await at(20)).to.deep.equal([]);
      await answer(event, 'bob@example.com', 'DECLINED', { comment: 'At the dentist' });
      expect(await house.noteMailJob.run()).to.equal(10 * MINUTE_MS);
      expect(await at(29)).to.deep.equal([]);
      const mail = await one(at(30));
      for (const text of [mail.parsed.text, mail.parsed.html])
        expect(text).to.contain('Ann Able').and.contain('Bob Bell').and.contain('At the dentist').and.contain('Budget');
      expect(mail.parsed.text).to.contain(`https://meet.example.org/?event=${event.objectId}`);
      // Bob went along: there is nothing left to tell.
      expect(await at(60)).to.deep.equal([]);
      expect(await house.noteMailJob.run()).to.equal(undefined);
      expect(await kinds()).to.include('digest');
    });

    it('of all events of one organizer together, and of each organizer alone', async () => {
      const [first, second] = [await schedule(), await schedule({ title: 'Strategy' })];
      const carl = await house.addAccount('carl@example.org');
      const other = await house.scheduleEvent(carl, { ...wanted, title: 'Canteen' });
      await answer(first, 'ann@example.com', 'ACCEPTED');
      await answer(second, 'ann@example.com', 'TENTATIVE');
      await answer(other, 'ann@example.com', 'ACCEPTED');
      const mails = await at(30);
      expect(mails.map(({ to }) => to.join()).sort()).to.deep.equal(['carl@example.org', 'zoe@example.org']);
      const toZoe = mails.find(({ to }) => to.includes('zoe@example.org'));
      expect(toZoe?.parsed.text).to.contain('Budget').and.contain('Strategy').and.not.contain('Canteen');
    });

    it('at most every fifteen minutes, unless the event begins within the hour', async () => {
      const event = await schedule();
      await note(event, 'words', 'ann@example.com', 'May I bring Tim?');
      await one(at(5));
      await note(event, 'words', 'ann@example.com', 'And Tom?');
      expect(await at(10)).to.deep.equal([]);
      expect(await house.noteMailJob.run()).to.equal(10 * MINUTE_MS);
      const later = await one(at(20));
      expect(later.parsed.text).to.contain('And Tom?').and.not.contain('Tim');

      nowMs = START_MS - 50 * MINUTE_MS;
      house.clock.set(nowMs);
      await note(event, 'words', 'ann@example.com', 'I am late', START_MS);
      await one(at(5));
      await note(event, 'words', 'bob@example.com', 'So am I', START_MS);
      expect((await one(at(10))).parsed.text).to.contain('So am I');
    });

    it('is not put off for long by a clock that was set back', async () => {
      const event = await schedule();
      await note(event, 'words', 'ann@example.com', 'One');
      await one(at(5));
      nowMs -= 24 * HOUR_MS;
      house.clock.set(nowMs);
      await note(event, 'words', 'ann@example.com', 'Two');
      expect((await one(at(5))).parsed.text).to.contain('Two');
    });
  });

  it('is told once, also over a kill, and not told again when it cannot be kept', async () => {
    const event = await schedule();
    await answer(event, 'ann@example.com', 'ACCEPTED');
    house.clock.set(nowMs + 30 * MINUTE_MS);
    await house.database.raw(
      "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    );
    expect(await house.noteMailJob.run()).to.equal(MINUTE_MS);
    await house.database.raw('DROP TRIGGER full');
    await house.noteMailJob.run();
    // Killed here: the mail is in the outbox, and the marks are gone.
    await one(at(31));
    expect(await at(62)).to.deep.equal([]);
  });

  it('says the last answer of who changed their mind, and what they wrote beside the first', async () => {
    const event = await schedule();
    await answer(event, 'ann@example.com', 'ACCEPTED');
    await answer(event, 'bob@example.com', 'DECLINED', { comment: 'My train is cancelled' });
    house.clock.forward(MINUTE_MS);
    await answer(event, 'ann@example.com', 'DECLINED');
    await answer(event, 'bob@example.com', 'ACCEPTED');
    const { parsed } = await one(at(30));
    const people = { ann: parsed.text?.match(/Ann Able/g), bob: parsed.text?.match(/Bob Bell/g) };
    const languages = languagesIn(parsed.text);
    expect(people.ann).to.have.length(languages);
    expect(people.bob).to.have.length(2 * languages);
    expect(parsed.text).to.contain('My train is cancelled');
  });

  it('names the date of a series that an answer is about', async () => {
    const event = await schedule({ recurrence: 'FREQ=WEEKLY;COUNT=4' });
    await answer(event, 'ann@example.com', 'DECLINED', { recurrenceId: '2027-03-15T10:00:00' });
    const { parsed } = await one(at(30));
    expect(parsed.text).to.match(/15 March|March 15/);
  });

  it('a proposal goes at once in a mail of its own, and to a decision made already none', async () => {
    const event = await schedule();
    const times = { startMs: START_MS + 5 * HOUR_MS, endMs: START_MS + 6 * HOUR_MS };
    const proposal = { ...times, timeZone: 'Europe/Paris', allDay: false };
    await answer(event, 'ann@example.com', 'TENTATIVE', { proposal, comment: 'After lunch?' });
    const mail = await one(at(0));
    expect(mail.parsed.text)
      .to.contain('Ann Able')
      .and.contain('After lunch?')
      .and.match(/15:00|3:00/);
    expect(await kinds()).to.include('proposal');
    await answer(event, 'bob@example.com', 'TENTATIVE', { proposal });
    await house
      .database('event_notes')
      .where({ kind: 'proposal', address: 'bob@example.com' })
      .update({ state: 'declined' });
    expect(await at(1)).to.deep.equal([]);
  });

  it('mails that did not arrive are told together, each person once, with the reason', async () => {
    const event = await schedule();
    const other = await schedule({ title: 'Strategy' });
    await note(event, 'not-reached', 'ann@example.com', '550 no such user');
    house.clock.forward(3 * MINUTE_MS);
    await note(event, 'not-reached', 'bob@example.com', '552 mailbox full');
    await note(event, 'not-reached', 'bob@example.com', '552 mailbox full');
    await note(other, 'not-reached', 'ann@example.com', '550 no such user');
    const mail = await one(at(5));
    expect(mail.parsed.text)
      .to.contain('ann@example.com')
      .and.contain('550 no such user')
      .and.contain('bob@example.com');
    expect((await one(at(8))).parsed.text).to.contain('Strategy');
    expect((await kinds()).filter((kind) => kind === 'not-reached')).to.have.length(2);
  });

  it('nothing is told of what is over but a person’s own words', async () => {
    const event = await schedule();
    house.clock.set(START_MS + 50 * MINUTE_MS);
    nowMs = house.clock.nowMs();
    await answer(event, 'ann@example.com', 'ACCEPTED');
    await note(event, 'not-reached', 'bob@example.com', '550 no such user');
    expect(await at(40)).to.deep.equal([]);
    await note(event, 'words', 'ann@example.com', 'It was good to see you');
    expect((await one(at(45))).parsed.text)
      .to.contain('It was good to see you')
      .and.not.contain('550');
  });

  it('nothing is told of an event that is deleted, and all of it when that is undone', async () => {
    const event = await schedule();
    await answer(event, 'ann@example.com', 'ACCEPTED');
    house.clock.set(nowMs + 29 * MINUTE_MS);
    await house.deleteEvent(zoe, event.objectId, { notify: true });
    expect(await at(30)).to.deep.equal([]);
    await house.restoreEvent(zoe, event.objectId);
    expect((await one(at(45))).parsed.text).to.contain('Ann Able');

    const gone = await schedule({ title: 'Gone' });
    await answer(gone, 'ann@example.com', 'ACCEPTED');
    await house.deleteEvent(zoe, gone.objectId, { notify: false });
    for (const minutes of [80, 120, 160, 200]) expect(await at(minutes)).to.deep.equal([]);
    expect(await house.noteMailJob.run()).to.equal(undefined);
  });

  it('nothing is told to who is suspended, and it is not kept for later', async () => {
    const event = await schedule();
    await answer(event, 'ann@example.com', 'ACCEPTED');
    await house.database('accounts').where({ id: zoe.id }).update({ suspended_ms: 1 });
    expect(await at(30)).to.deep.equal([]);
    expect(await house.noteMailJob.run()).to.equal(undefined);
  });

  it('who takes an event over is told from then on', async () => {
    const event = await schedule();
    await house.addAccount('carl@example.org', { name: 'Carl' });
    await answer(event, 'ann@example.com', 'ACCEPTED');
    await house.handOverEvent(zoe, event.objectId, { email: 'carl@example.org' });
    const mails = await at(30);
    expect(mails.map(({ to }) => to.join())).to.deep.equal(['carl@example.org']);
  });

  it('what is decided in the moment in which it is mailed is not mailed', async () => {
    const event = await schedule();
    await note(event, 'unverified', 'ann@example.com', 'Yes');
    house.clock.set(nowMs + 30 * MINUTE_MS);
    // Decided by somebody else after it was read: the mail that was composed of it is not kept.
    await house.database.raw(
      'CREATE TRIGGER decided BEFORE UPDATE OF digest_due_ms ON event_notes BEGIN SELECT RAISE(IGNORE); END',
    );
    expect(await house.noteMailJob.run()).to.equal(MINUTE_MS);
    await house.database.raw('DROP TRIGGER decided');
    expect(await kinds()).to.not.include('digest');
  });
});

/** A mail says everything in each of its languages. */
const languagesIn = (text: string | undefined): number => (text?.match(/\/\?event=/g) ?? []).length;
