import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import { DomainError } from '../../src/base/errors.ts';
import type { EventId } from '../../src/base/ids.ts';
import type { NewEvent } from '../../src/contract/http/event.ts';
import type { EventNote } from '../../src/invitations/answers/event-note.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';
import type { CaughtMail } from '../kit/mail-catcher.ts';
import { mailLines } from '../kit/mailed-object.ts';

const wanted: NewEvent = {
  title: 'Budget',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
  invitees: [
    { email: 'ann@example.com', name: 'Ann', language: 'en' },
    { email: 'bob@example.org', name: 'Bob' },
  ],
};
const weekly: NewEvent = { ...wanted, recurrence: 'FREQ=WEEKLY;COUNT=4' };

const answerKey = (mail: CaughtMail | undefined): string =>
  /\/rsvp\/([\w-]{22})/.exec(mail?.parsed.text ?? '')?.[1] ?? '';

const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof DomainError) return error.details.fields?.[0]?.code ?? error.code;
    throw error;
  }
  return 'taken';
};

describe('proposals of another time, and what is confirmed', () => {
  let house: InvitationHouse;
  let zoe: Account;
  beforeEach(async () => {
    house = await openInvitationHouse({ inbox: true });
    zoe = await house.addAccount('zoe@example.org', { name: 'Zoé Martin', language: 'fr' });
    await house.addAccount('bob@example.org', { name: 'Bob' });
  });
  afterEach(() => house.close());

  const schedule = async (event: NewEvent = wanted) => {
    const { objectId: id, uid } = await house.scheduleEvent(zoe, event);
    const mails = await house.deliver();
    const mailTo = (address: string): CaughtMail | undefined => mails.find(({ to }) => to.includes(address));
    return { id, uid, mails, mailTo, key: answerKey(mailTo('ann@example.com')) };
  };
  const answersOf = async (id: EventId, recurrenceId?: string) =>
    Object.fromEntries(
      (await house.eventView.one(zoe, id, recurrenceId)).invitees.map(({ email, answer }) => [email, answer]),
    );
  const given = (eventId: EventId) => ({
    ...{ eventId, address: 'ann@example.com', recurrenceId: '', comment: '' },
    via: 'mail' as const,
  });

  it('a proposal for all of a series, made from the page, moves the series and keeps its first date', async () => {
    const { id, key } = await schedule(weekly);
    // The page shows the next date: the second.
    house.clock.forward(29 * 86_400_000);
    expect((await house.rsvpView(key)).startsAt).to.equal('2027-03-08T09:00:00.000Z');
    const times = { start: '2027-03-08T14:00', end: '2027-03-08T15:00', timeZone: 'Europe/Paris' };
    const unknown = { ...times, recurrenceId: '2027-03-09T10:00' };
    expect(await refusal(house.giveAnswer.byLink(key, { answer: 'TENTATIVE', proposal: unknown }))).to.equal(
      'unknown-date',
    );
    const proposal = { ...times, recurrenceId: '2027-03-08T10:00' };
    await house.giveAnswer.byLink(key, { answer: 'TENTATIVE', proposal });
    const [note] = (await house.readFeedback(zoe, id)).notes.filter(({ kind }) => kind === 'proposal');
    await house.decideNote(zoe, id, note?.id ?? '', { decision: 'accept' });
    const event = await house.eventView.one(zoe, id);
    expect(event.seriesStart).to.equal('2027-03-01T14:00:00');
    const dates = await house.eventView.between(zoe, '2027-02-20', '2027-04-10');
    expect(dates.map(({ start }) => start.slice(0, 13))).to.deep.equal([
      '2027-03-01T14',
      '2027-03-08T14',
      '2027-03-15T14',
      '2027-03-22T14',
    ]);
  });

  it('a proposal in another zone leaves the event its own', async () => {
    const { id, key } = await schedule(weekly);
    const proposal = { start: '2027-03-01T14:00', end: '2027-03-01T15:00', timeZone: 'America/New_York' };
    await house.giveAnswer.byLink(key, { answer: 'TENTATIVE', proposal });
    const [note] = (await house.readFeedback(zoe, id)).notes.filter(({ kind }) => kind === 'proposal');
    await house.decideNote(zoe, id, note?.id ?? '', { decision: 'accept' });
    expect(await house.eventView.one(zoe, id)).to.include({ timeZone: 'Europe/Paris', start: '2027-03-01T20:00:00' });
  });

  it('refuses proposals that clocks skip or that are past, and takes one for an event of whole days', async () => {
    const { key } = await schedule();
    const propose = (start: string, end: string) =>
      refusal(
        house.giveAnswer.byLink(key, { answer: 'TENTATIVE', proposal: { start, end, timeZone: 'Europe/Paris' } }),
      );
    expect(await propose('2027-03-28T02:30', '2027-03-28T04:00')).to.equal('gap');
    expect(await propose('2027-01-28T02:30', '2027-01-28T04:00')).to.equal('past');
    expect(await propose('2027-03-28T05:30', '2027-03-28T04:00')).to.equal('before-start');
    const days = await schedule({ ...wanted, start: '2027-03-01', end: '2027-03-02', allDay: true });
    const proposal = { start: '2027-03-03T09:00', end: '2027-03-03T10:00', timeZone: 'Europe/Paris' };
    await house.giveAnswer.byLink(days.key, { answer: 'TENTATIVE', proposal });
    const [note] = (await house.readFeedback(zoe, days.id)).notes.filter(({ kind }) => kind === 'proposal');
    await house.decideNote(zoe, days.id, note?.id ?? '', { decision: 'accept' });
    expect(await house.eventView.one(zoe, days.id)).to.include({ allDay: false, start: '2027-03-03T09:00:00' });
    // Whole days, as a program proposes them.
    const DAY_MS = 86_400_000;
    const startMs = Date.UTC(2027, 2, 7, 23);
    const spans = { startMs, endMs: startMs + 2 * DAY_MS, timeZone: 'Europe/Paris', allDay: true };
    await house.recordAnswer({ ...given(days.id), answer: 'TENTATIVE', proposal: spans });
    const [whole] = (await house.readFeedback(zoe, days.id)).notes.filter(({ state }) => state === 'open');
    await house.decideNote(zoe, days.id, whole?.id ?? '', { decision: 'accept' });
    expect(await house.eventView.one(zoe, days.id)).to.include({
      allDay: true,
      start: '2027-03-08',
      end: '2027-03-09',
    });
  });

  it('a proposal that is decided twice at once is decided once; one that changes nothing is taken', async () => {
    const { id, key } = await schedule();
    const proposal = { start: '2027-03-01T10:00', end: '2027-03-01T11:00', timeZone: 'Europe/Paris' };
    await house.giveAnswer.byLink(key, { answer: 'TENTATIVE', proposal });
    const [note] = (await house.readFeedback(zoe, id)).notes.filter(({ kind }) => kind === 'proposal');
    const outcomes = await Promise.all([
      refusal(house.decideNote(zoe, id, note?.id ?? '', { decision: 'decline' })),
      refusal(house.decideNote(zoe, id, note?.id ?? '', { decision: 'decline' })),
      refusal(house.decideNote(zoe, id, note?.id ?? '', { decision: 'decline' })),
    ]);
    expect(outcomes.toSorted()).to.deep.equal(['conflict', 'conflict', 'taken']);
    expect(await house.deliver()).to.have.length(1);
    await house.giveAnswer.byLink(key, { answer: 'TENTATIVE', proposal });
    const [again] = (await house.readFeedback(zoe, id)).notes.filter(({ state }) => state === 'open');
    await house.decideNote(zoe, id, again?.id ?? '', { decision: 'accept' });
    expect(await house.deliver()).to.deep.equal([]);
    expect(await answersOf(id)).to.include({ 'ann@example.com': 'ACCEPTED' });
  });

  it('an answer that is confirmed counts for the time it was given to, brings its proposal, and sends its delegate', async () => {
    const { id, uid } = await schedule();
    const unverified = async (body: Partial<EventNote['body']>): Promise<string> => {
      const note = { eventId: id, uid, organizerId: zoe.id, recurrenceId: '', address: 'ann@example.com', name: 'Ann' };
      const kept = { answer: 'ACCEPTED' as const, text: '', sequence: 0, stampMs: house.clock.nowMs(), ...body };
      await house.notes.addNote({ ...note, kind: 'unverified', body: kept });
      const open = (await house.readFeedback(zoe, id)).notes.find(
        ({ kind, state }) => kind === 'unverified' && state === 'open',
      );
      return open?.id ?? '';
    };
    const accept = (noteId: string) => refusal(house.decideNote(zoe, id, noteId, { decision: 'accept' }));
    expect(await accept(await unverified({}))).to.equal('taken');
    expect(await answersOf(id)).to.include({ 'ann@example.com': 'ACCEPTED' });
    const startMs = Date.UTC(2027, 2, 3, 9);
    const proposal = { startMs, endMs: startMs + 3_600_000, timeZone: 'Europe/Paris', allDay: false };
    expect(await accept(await unverified({ answer: 'TENTATIVE', ...proposal }))).to.equal('taken');
    const { notes } = await house.readFeedback(zoe, id);
    expect(notes.find(({ kind }) => kind === 'proposal')).to.include({
      state: 'open',
      startsAt: '2027-03-03T09:00:00.000Z',
    });
    expect(await accept(await unverified({ answer: 'DELEGATED', delegate: 'fay@example.net' }))).to.equal('taken');
    expect(mailLines(await house.deliver())).to.deep.equal(['fay REQUEST single']);
    const old = await unverified({});
    await house.changeEvent(zoe, id, { start: '2027-03-02T10:00', end: '2027-03-02T11:00' });
    await house.deliver();
    expect(await accept(old)).to.equal('conflict');
    expect(await answersOf(id)).to.include({ 'ann@example.com': 'NEEDS-ACTION' });
    expect(await refusal(house.decideNote(zoe, id, old, { decision: 'dismiss' }))).to.equal('taken');
  });
});
