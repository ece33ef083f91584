import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import { DomainError } from '../../src/base/errors.ts';
import type { EventId } from '../../src/base/ids.ts';
import type { NewEvent, Partstat } from '../../src/contract/http/event.ts';
import { editObject } from '../../src/protocols/icalendar/edit-object.ts';
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

/** Bob's copy as his program puts it once he has answered. */
const says = (raw: string, partstat: Partstat): string =>
  editObject(raw, [{ kind: 'answer', recurrenceId: '', address: 'bob@example.org', partstat }]);

describe('answers, at the edges', () => {
  let house: InvitationHouse;
  let zoe: Account;
  let bob: Account;
  beforeEach(async () => {
    house = await openInvitationHouse({ inbox: true });
    zoe = await house.addAccount('zoe@example.org', { name: 'Zoé Martin', language: 'fr' });
    bob = await house.addAccount('bob@example.org', { name: 'Bob' });
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

  it('who is invited to one date alone sees the people of that date, and not those of the others', async () => {
    const { id } = await schedule(weekly);
    const invitees = [{ email: 'eve@example.com' }, { email: 'bob@example.org', name: 'Bob' }];
    await house.changeEvent(zoe, id, { invitees, recurrenceId: '2027-03-08T10:00:00', scope: 'this' });
    const eve = answerKey((await house.deliver()).find(({ to }) => to.includes('eve@example.com')));
    const { invitees: seen } = await house.rsvpView(eve);
    expect(seen).to.deep.equal([{ name: 'Bob', answer: 'NEEDS-ACTION' }]);
  });

  it('who is invited to one date alone answers it, says the same twice, and sends somebody', async () => {
    const { id } = await schedule(weekly);
    const date = { recurrenceId: '2027-03-08T10:00:00', scope: 'this' as const };
    await house.changeEvent(zoe, id, { invitees: [{ email: 'eve@example.com' }], ...date });
    const eve = answerKey((await house.deliver()).find(({ to }) => to.includes('eve@example.com')));
    for (let times = 0; times < 2; times += 1)
      await house.giveAnswer.byLink(eve, { answer: 'TENTATIVE', comment: 'Hm' });
    expect((await house.readFeedback(zoe, id)).notes).to.have.length(1);
    expect(await house.rsvpView(eve)).to.include({ answer: 'TENTATIVE', comment: 'Hm' });
    await house.giveAnswer.byLink(eve, { answer: 'ACCEPTED', delegate: { email: 'fay@example.com' } });
    expect(mailLines(await house.deliver())).to.deep.equal(['fay REQUEST dates 03-08']);
    expect(await answersOf(id, date.recurrenceId)).to.deep.equal({
      'eve@example.com': 'DELEGATED',
      'fay@example.com': 'NEEDS-ACTION',
    });
    expect(await answersOf(id)).to.not.have.property('fay@example.com');
    house.clock.forward(36 * 86_400_000);
    expect(await house.rsvpView(eve)).to.include({ state: 'over' });
    expect(await refusal(house.giveAnswer.byLink(eve, { answer: 'ACCEPTED' }))).to.equal('over');
  });

  it('a mail after an answer by link counts, though the event changed in silence or by its title alone', async () => {
    const { id, key } = await schedule();
    for (const title of ['One', 'Two', 'Three']) await house.changeEvent(zoe, id, { title, notify: false });
    await house.giveAnswer.byLink(key, { answer: 'DECLINED' });
    house.clock.forward(60_000);
    const stampMs = house.clock.nowMs();
    expect(await house.recordAnswer({ ...given(id), answer: 'ACCEPTED', sequence: 0, stampMs })).to.equal('recorded');
    // One that was written before, and took its time.
    await house.giveAnswer.byLink(key, { answer: 'TENTATIVE' });
    const late = { ...given(id), answer: 'DECLINED' as const, stampMs: stampMs - 3_600_000 };
    expect(await house.recordAnswer({ ...late, sequence: 9 })).to.equal('outdated');
    expect(await answersOf(id)).to.include({ 'ann@example.com': 'TENTATIVE' });
  });

  it('answers count after a title, and not after a move, date by date', async () => {
    const { id } = await schedule(weekly);
    const [first, second] = ['2027-03-01T10:00:00', '2027-03-08T10:00:00'];
    const say = (recurrenceId: string, sequence: number, answer: 'ACCEPTED' | 'DECLINED') =>
      house.recordAnswer({ ...given(id), recurrenceId, answer, sequence });
    await house.changeEvent(zoe, id, { title: 'Other' });
    await house.deliver();
    expect(await say('', 0, 'ACCEPTED')).to.equal('recorded');
    const moved = { start: '2027-03-08T15:00', end: '2027-03-08T16:00' };
    await house.changeEvent(zoe, id, { ...moved, recurrenceId: second, scope: 'this' });
    await house.deliver();
    const told = (await house.invitationStore.listTold((await house.events.findById(id))?.uid ?? '')).find(
      ({ address }) => address === 'ann@example.com',
    );
    const { sequence = 0 } = told ?? {};
    expect(await say(second, sequence - 1, 'DECLINED')).to.equal('outdated');
    expect(await say(first, sequence - 1, 'DECLINED')).to.equal('recorded');
    expect(await say(second, sequence, 'DECLINED')).to.equal('recorded');
    // Split: the second half is another event, and its invitees are known there.
    await house.changeEvent(zoe, id, { title: 'Half', recurrenceId: '2027-03-15T10:00:00', scope: 'following' });
    const half = (await house.deliver()).filter(({ to }) => to.includes('ann@example.com'));
    const keys = new Set(half.map(answerKey));
    expect(keys.size).to.equal(2);
    for (const key of keys) expect((await house.rsvpView(key)).state).to.equal('open');
  });

  it('somebody who was removed and is invited again keeps their link, their address and a rising SEQUENCE', async () => {
    const { id, uid, key, mailTo } = await schedule();
    const from = mailTo('ann@example.com')?.parsed.from?.value[0]?.address;
    await house.changeEvent(zoe, id, { invitees: [{ email: 'bob@example.org' }] });
    const [cancel] = await house.deliver();
    expect(cancel?.parsed.from?.value[0]?.address).to.equal(from);
    await house.changeEvent(zoe, id, wanted.invitees ? { invitees: wanted.invitees } : {});
    const again = (await house.deliver()).find(({ to }) => to.includes('ann@example.com'));
    expect(answerKey(again)).to.equal(key);
    expect(again?.parsed.from?.value[0]?.address).to.equal(from);
    const number = (mail: CaughtMail | undefined): number => Number(/SEQUENCE:(\d+)/.exec(mail?.calendar ?? '')?.[1]);
    expect(number(again)).to.be.greaterThan(number(cancel));
    expect((await house.rsvpView(key)).answer).to.equal('NEEDS-ACTION');
    expect((await house.invitationStore.listToldTo(uid, 'ann@example.com')).length).to.equal(1);
  });

  it('who was sent by somebody sends one more at the most, and not the one who sent them', async () => {
    const { id, key } = await schedule();
    const send = async (by: string, email: string) => {
      const outcome = await refusal(house.giveAnswer.byLink(by, { answer: 'ACCEPTED', delegate: { email } }));
      const mail = (await house.deliver()).find(({ to }) => to.includes(email));
      return { outcome, key: answerKey(mail) };
    };
    const one = await send(key, 'd1@example.net');
    expect(one.outcome).to.equal('taken');
    expect((await send(one.key, 'ann@example.com')).outcome).to.equal('self');
    // The server was stopped when this was said and nobody invited yet.
    const cut = { eventId: id, address: 'd1@example.net', recurrenceId: '', via: 'link' as const };
    await house.recordAnswer({ ...cut, answer: 'DELEGATED', delegate: 'd2@example.net' });
    const two = await send(one.key, 'd2@example.net');
    expect(two.outcome).to.equal('taken');
    expect(two.key).to.have.length(22);
    expect((await send(one.key, 'd3@example.net')).outcome).to.equal('too-many');
  });

  it('dates that are none of the series are refused by their field, whatever their form', async () => {
    const timed = await schedule(weekly);
    const days = await schedule({ ...weekly, start: '2027-03-01', end: '2027-03-01', allDay: true });
    const single = await schedule();
    for (const recurrenceId of [
      '2027-03-08',
      '2027-03-08T10:01',
      '2027-03-28T02:30:00',
      '1900-01-01T00:00',
      '2199-12-31',
    ])
      for (const { key } of [timed, days, single]) {
        if (key === days.key && recurrenceId === '2027-03-08') continue;
        const proposal = { start: '2027-03-09T10:00', end: '2027-03-09T11:00', timeZone: 'Europe/Paris', recurrenceId };
        const outcome = await refusal(house.giveAnswer.byLink(key, { answer: 'ACCEPTED', recurrenceId }));
        expect(outcome, recurrenceId).to.equal('unknown-date');
        if (key !== single.key)
          expect(await refusal(house.giveAnswer.byLink(key, { answer: 'ACCEPTED', proposal }))).to.equal(
            'unknown-date',
          );
      }
    expect(await answersOf(timed.id)).to.include({ 'ann@example.com': 'NEEDS-ACTION' });
    expect(
      await refusal(house.giveAnswer.byLink(days.key, { answer: 'ACCEPTED', recurrenceId: '2027-03-08' })),
    ).to.equal('taken');
  });

  it('words that are not said again stay with the same answer, and go with another', async () => {
    const { id, key } = await schedule();
    const commentOf = async () => (await house.readFeedback(zoe, id)).answers[0]?.comment;
    await house.giveAnswer.byLink(key, { answer: 'ACCEPTED', comment: 'I bring cake' });
    await house.giveAnswer.byLink(key, { answer: 'ACCEPTED', needs: { captions: true } });
    expect(await commentOf()).to.equal('I bring cake');
    await house.giveAnswer.byLink(key, { answer: 'ACCEPTED', comment: '' });
    expect(await commentOf()).to.equal('');
    await house.giveAnswer.byLink(key, { answer: 'ACCEPTED', comment: 'I bring cake' });
    await house.giveAnswer.byLink(key, { answer: 'DECLINED' });
    expect(await commentOf()).to.equal('');
  });

  it('what a calendar program says leaves needs as they were told', async () => {
    const { id } = await schedule();
    const [copy] = await house.eventView.invitations(bob);
    const copyId = copy?.id as EventId;
    await house.giveAnswer.byAccount(bob, copyId, { answer: 'ACCEPTED', needs: { captions: true } });
    const stored = await house.events.findById(copyId);
    if (!stored) throw new Error('no copy');
    const calendar = await house.homeOf(bob);
    const raw = says(stored.raw, 'TENTATIVE');
    await house.putObject({ account: bob, calendar, uri: stored.uri, raw, condition: () => true });
    const { answers } = await house.readFeedback(zoe, id);
    expect(answers.find(({ email }) => email === 'bob@example.org')).to.deep.include({
      answer: 'TENTATIVE',
      needs: { captions: true },
    });
  });

  it('a link of an event that was handed over leads to it still', async () => {
    const { id, key } = await schedule();
    await house.handOverEvent(zoe, id, { email: 'bob@example.org' });
    await house.deliver();
    expect((await house.rsvpView(key)).organizer).to.deep.equal({ name: 'Bob', email: 'bob@example.org' });
    await house.giveAnswer.byLink(key, { answer: 'ACCEPTED', delegate: { email: 'carl@example.net' } });
    expect(mailLines(await house.deliver())).to.deep.equal(['carl REQUEST single']);
    expect(await refusal(house.readFeedback(zoe, id))).to.be.oneOf(['not-allowed', 'not-found']);
    expect((await house.readFeedback(bob, id)).notes).to.have.length(1);
  });
});
