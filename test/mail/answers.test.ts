import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import { DomainError } from '../../src/base/errors.ts';
import type { NewEvent } from '../../src/contract/http/event.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';
import type { CaughtMail } from '../kit/mail-catcher.ts';
import { mailLines, objectOf } from '../kit/mailed-object.ts';

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

/** The answer links of a mail's reader: the same key in all of them. */
const answerKey = (mail: CaughtMail | undefined): string => {
  const keys = new Set(
    [...`${mail?.parsed.text} ${mail?.parsed.html}`.matchAll(/\/rsvp\/([\w-]{22})/g)].map(([, key]) => key),
  );
  const [key] = keys;
  if (keys.size !== 1 || key === undefined) throw new Error(`a mail has ${keys.size} answer keys`);
  return key;
};

const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof DomainError) return error.details.fields?.[0]?.code ?? error.code;
    throw error;
  }
  return 'taken';
};

describe('answers of those invited', () => {
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
    const { objectId: id } = await house.scheduleEvent(zoe, event);
    const mails = await house.deliver();
    const mailTo = (address: string): CaughtMail | undefined => mails.find(({ to }) => to.includes(address));
    return { id, mails, mailTo, key: answerKey(mailTo('ann@example.com')) };
  };
  const answersOf = async (id: Awaited<ReturnType<typeof schedule>>['id'], recurrenceId?: string) =>
    Object.fromEntries(
      (await house.eventView.one(zoe, id, recurrenceId)).invitees.map(({ email, answer }) => [email, answer]),
    );

  it('come in under an address of each invitee’s own, which is ORGANIZER and From; Reply-To is the person', async () => {
    const { mails } = await schedule();
    const addresses = mails.flatMap((mail) => {
      if (mail.calendar === undefined) return [];
      const from = mail.parsed.from?.value[0];
      expect(from?.name).to.equal('Zoé Martin');
      expect(objectOf(mail).main?.organizer?.address).to.equal(from?.address);
      expect(mail.parsed.replyTo?.value[0]?.address).to.equal('zoe@example.org');
      expect(from?.address).to.match(/^meet\+[a-z2-7]{26}@example\.org$/);
      return [from?.address ?? ''];
    });
    expect(new Set(addresses).size).to.equal(2);
    expect(await house.replyAddresses.find((addresses[0] ?? '').toUpperCase())).to.include({ organizerId: zoe.id });
    expect(await house.replyAddresses.find(`meet+${'a'.repeat(26)}@example.org`)).to.equal(undefined);
  });

  it('keep that address for another event of the same organizer, and another link', async () => {
    const first = await schedule();
    const second = await schedule({ ...wanted, title: 'Other' });
    const from = (mail: CaughtMail | undefined) => mail?.parsed.from?.value[0]?.address;
    expect(from(second.mailTo('ann@example.com'))).to.equal(from(first.mailTo('ann@example.com')));
    expect(second.key).to.not.equal(first.key);
  });

  it('by a link: looking changes nothing, sending does, and nobody is invited again', async () => {
    const { id, key } = await schedule();
    for (let times = 0; times < 3; times += 1) expect(await house.rsvpView(key)).to.include({ answer: 'NEEDS-ACTION' });
    expect(await answersOf(id)).to.deep.equal({ 'ann@example.com': 'NEEDS-ACTION', 'bob@example.org': 'NEEDS-ACTION' });
    await house.giveAnswer.byLink(key, {
      answer: 'ACCEPTED',
      comment: 'With pleasure',
      needs: { captions: true, language: 'Deutsch' },
    });
    expect(await answersOf(id)).to.deep.equal({ 'ann@example.com': 'ACCEPTED', 'bob@example.org': 'NEEDS-ACTION' });
    const view = await house.rsvpView(key);
    expect(view).to.include({ answer: 'ACCEPTED', comment: 'With pleasure', state: 'open' });
    expect(view.needs).to.deep.equal({ captions: true, language: 'Deutsch' });
    expect(view.invitees).to.deep.equal([{ name: 'Bob', answer: 'NEEDS-ACTION' }]);
    const { answers, notes } = await house.readFeedback(zoe, id);
    expect(answers).to.have.length(1);
    expect(answers[0]).to.include({
      email: 'ann@example.com',
      answer: 'ACCEPTED',
      comment: 'With pleasure',
      via: 'link',
    });
    expect(notes.map(({ kind, email, text }) => `${kind} ${email} ${text}`)).to.deep.equal([
      'answer ann@example.com With pleasure',
    ]);
    expect(await house.deliver()).to.deep.equal([]);
    // It stands in the organizer's object and in the copies.
    const copies = await house.eventView.invitations(bob);
    expect(copies[0]?.invitees.find(({ email }) => email === 'ann@example.com')?.answer).to.equal('ACCEPTED');
  });

  it('are counted once when they are said twice, and can be changed', async () => {
    const { id, key } = await schedule();
    for (let times = 0; times < 2; times += 1) await house.giveAnswer.byLink(key, { answer: 'TENTATIVE' });
    await house.giveAnswer.byLink(key, { answer: 'DECLINED', comment: 'Ill' });
    const { notes } = await house.readFeedback(zoe, id);
    expect(notes.map(({ answer, text }) => `${answer} ${text}`).toSorted()).to.deep.equal([
      'DECLINED Ill',
      'TENTATIVE ',
    ]);
    expect(await answersOf(id)).to.include({ 'ann@example.com': 'DECLINED' });
  });

  it('of one date leave the others as they are; of all of them keep what was said of one', async () => {
    const { id, key } = await schedule(weekly);
    expect((await house.rsvpView(key)).dates.map(({ recurrenceId }) => recurrenceId)).to.deep.equal([
      '2027-03-01T10:00:00',
      '2027-03-08T10:00:00',
      '2027-03-15T10:00:00',
      '2027-03-22T10:00:00',
    ]);
    await house.giveAnswer.byLink(key, { answer: 'DECLINED', recurrenceId: '2027-03-08T10:00' });
    expect(await answersOf(id, '2027-03-08T10:00:00')).to.include({ 'ann@example.com': 'DECLINED' });
    expect(await answersOf(id, '2027-03-15T10:00:00')).to.include({ 'ann@example.com': 'NEEDS-ACTION' });
    await house.giveAnswer.byLink(key, { answer: 'ACCEPTED' });
    expect(await answersOf(id, '2027-03-08T10:00:00')).to.include({ 'ann@example.com': 'DECLINED' });
    expect(await answersOf(id, '2027-03-15T10:00:00')).to.include({ 'ann@example.com': 'ACCEPTED' });
    expect((await house.rsvpView(key)).dates.map(({ answer, own }) => `${answer} ${own}`)).to.deep.equal([
      'ACCEPTED false',
      'DECLINED true',
      'ACCEPTED false',
      'ACCEPTED false',
    ]);
    expect(await house.deliver()).to.deep.equal([]);
    expect(
      await refusal(house.giveAnswer.byLink(key, { answer: 'ACCEPTED', recurrenceId: '2027-03-09T10:00' })),
    ).to.equal('unknown-date');
  });

  it('from one’s own calendar: for oneself alone', async () => {
    const { id } = await schedule();
    const [copy] = await house.eventView.invitations(bob);
    const copyId = copy?.id as typeof id;
    await house.giveAnswer.byAccount(bob, copyId, { answer: 'ACCEPTED', comment: 'Yes' });
    expect(await answersOf(id)).to.include({ 'bob@example.org': 'ACCEPTED', 'ann@example.com': 'NEEDS-ACTION' });
    expect((await house.readFeedback(zoe, id)).answers[0]).to.include({ via: 'account', comment: 'Yes' });
    expect(await refusal(house.giveAnswer.byAccount(zoe, id, { answer: 'DECLINED' }))).to.equal('not-allowed');
    expect(await refusal(house.giveAnswer.byAccount(zoe, copyId, { answer: 'DECLINED' }))).to.equal('not-found');
    expect(await refusal(house.readFeedback(bob, copyId))).to.equal('not-allowed');
  });

  it('tell who is gone what became of it: removed, cancelled, over', async () => {
    const { id, key } = await schedule();
    await house.changeEvent(zoe, id, { invitees: [{ email: 'bob@example.org' }] });
    await house.deliver();
    expect(await house.rsvpView(key)).to.include({ state: 'removed', title: 'Budget' });
    expect(await house.rsvpView(key)).to.not.have.property('invitees');
    expect(await refusal(house.giveAnswer.byLink(key, { answer: 'ACCEPTED' }))).to.equal('link-revoked');
    await house.deleteEvent(zoe, id, { notify: true });
    expect(await house.rsvpView(key)).to.include({ state: 'cancelled' });
    expect(await refusal(house.giveAnswer.byLink(key, { answer: 'ACCEPTED' }))).to.equal('meeting-cancelled');
    const later = await schedule();
    house.clock.forward(40 * 86_400_000);
    expect(await house.rsvpView(later.key)).to.include({ state: 'over' });
    expect(await refusal(house.giveAnswer.byLink(later.key, { answer: 'ACCEPTED' }))).to.equal('over');
    expect(await refusal(house.rsvpView('x'.repeat(22)))).to.equal('unknown-link');
  });

  it('a delegate is invited in turn, with a link of their own and the same rights', async () => {
    const [ann] = wanted.invitees ?? [];
    if (ann === undefined) throw new Error('somebody is invited');
    const { id, key } = await schedule({ ...wanted, invitees: [{ ...ann, role: 'moderator' }] });
    await house.giveAnswer.byLink(key, {
      answer: 'ACCEPTED',
      comment: 'Carl knows better',
      delegate: { email: 'Carl@example.net', name: 'Carl' },
    });
    const mails = await house.deliver();
    expect(mailLines(mails)).to.deep.equal(['carl REQUEST single']);
    const { invitees } = await house.eventView.one(zoe, id);
    expect(invitees.map(({ email, role, answer }) => `${email} ${role} ${answer}`)).to.deep.equal([
      'ann@example.com moderator DELEGATED',
      'carl@example.net moderator NEEDS-ACTION',
    ]);
    const carl = answerKey(mails[0]);
    await house.giveAnswer.byLink(carl, { answer: 'ACCEPTED' });
    const { answers, notes } = await house.readFeedback(zoe, id);
    expect(answers.find(({ email }) => email === 'carl@example.net')).to.include({ delegator: 'ann@example.com' });
    expect(notes.find(({ kind }) => kind === 'delegation')).to.include({ delegate: 'carl@example.net' });
    expect(
      await refusal(house.giveAnswer.byLink(key, { answer: 'ACCEPTED', delegate: { email: 'zoe@example.org' } })),
    ).to.equal('self');
    // Nobody mails a whole town by one link.
    for (const name of ['d1', 'd2'])
      await house.giveAnswer.byLink(key, { answer: 'ACCEPTED', delegate: { email: `${name}@example.net` } });
    expect(
      await refusal(house.giveAnswer.byLink(key, { answer: 'ACCEPTED', delegate: { email: 'd3@example.net' } })),
    ).to.equal('too-many');
  });

  it('another time that is accepted moves the event, and who proposed it comes', async () => {
    const { id, key } = await schedule();
    await house.giveAnswer.byLink(key, {
      answer: 'TENTATIVE',
      comment: 'After lunch?',
      proposal: { start: '2027-03-01T14:00', end: '2027-03-01T15:00', timeZone: 'Europe/London' },
    });
    const { notes } = await house.readFeedback(zoe, id);
    const proposal = notes.find(({ kind }) => kind === 'proposal');
    expect(proposal).to.include({ state: 'open', text: 'After lunch?', startsAt: '2027-03-01T14:00:00.000Z' });
    await house.decideNote(zoe, id, proposal?.id ?? '', { decision: 'accept' });
    const mails = await house.deliver();
    expect(mailLines(mails)).to.deep.equal(['ann REQUEST single', 'bob REQUEST single', 'zoe copy']);
    expect(await house.eventView.one(zoe, id)).to.include({
      startsAt: '2027-03-01T14:00:00.000Z',
      timeZone: 'Europe/Paris',
    });
    expect(await answersOf(id)).to.deep.equal({ 'ann@example.com': 'ACCEPTED', 'bob@example.org': 'NEEDS-ACTION' });
    expect(await refusal(house.decideNote(zoe, id, proposal?.id ?? '', { decision: 'accept' }))).to.equal('conflict');
    expect((await house.rsvpView(key)).proposals.map(({ state }) => state)).to.deep.equal(['accepted']);
  });

  it('another time that is declined is answered with DECLINECOUNTER to who proposed it, and the time stays', async () => {
    const { id, key, mailTo } = await schedule(weekly);
    await house.giveAnswer.byLink(key, {
      answer: 'TENTATIVE',
      recurrenceId: '2027-03-08T10:00',
      proposal: { start: '2027-03-09T10:00', end: '2027-03-09T11:00', timeZone: 'Europe/Paris' },
    });
    const [proposal] = (await house.readFeedback(zoe, id)).notes.filter(({ kind }) => kind === 'proposal');
    await house.decideNote(zoe, id, proposal?.id ?? '', { decision: 'decline' });
    const mails = await house.deliver();
    expect(mails.map(({ to }) => to.join())).to.deep.equal(['ann@example.com']);
    const calendar = mails[0]?.calendar ?? '';
    expect(calendar).to.match(/METHOD:DECLINECOUNTER/);
    expect(calendar.replace(/\r\n /g, '')).to.include('RECURRENCE-ID;TZID=Europe/Paris:20270308T100000');
    expect(calendar.replace(/\r\n /g, '')).to.include(mailTo('ann@example.com')?.parsed.from?.value[0]?.address ?? '-');
  });

  it('to an older time count no more', async () => {
    const { id } = await schedule();
    const given = { eventId: id, address: 'ann@example.com', recurrenceId: '', comment: '', via: 'mail' as const };
    await house.changeEvent(zoe, id, { start: '2027-03-02T10:00', end: '2027-03-02T11:00' });
    const update = (await house.deliver()).find(({ to }) => to.includes('ann@example.com'));
    const { sequence = 0 } = objectOf(update).main ?? {};
    expect(sequence).to.be.greaterThan(0);
    expect(await house.recordAnswer({ ...given, answer: 'ACCEPTED', sequence: 0 })).to.equal('outdated');
    expect(await house.recordAnswer({ ...given, answer: 'ACCEPTED', sequence })).to.equal('recorded');
    // A new title is no new time: who answers the mail before it answers the same time.
    await house.changeEvent(zoe, id, { title: 'Budget 2027' });
    await house.deliver();
    expect(await house.recordAnswer({ ...given, answer: 'DECLINED', sequence })).to.equal('recorded');
  });

  it('by mail are ordered by what they were written for and when', async () => {
    const { id } = await schedule();
    const given = { eventId: id, address: 'ann@example.com', recurrenceId: '', comment: '', via: 'mail' as const };
    const stampMs = house.clock.nowMs();
    expect(await house.recordAnswer({ ...given, answer: 'DECLINED', sequence: 0, stampMs })).to.equal('recorded');
    expect(await house.recordAnswer({ ...given, answer: 'ACCEPTED', sequence: 0, stampMs: stampMs - 1_000 })).to.equal(
      'outdated',
    );
    expect(await answersOf(id)).to.include({ 'ann@example.com': 'DECLINED' });
    expect(await house.recordAnswer({ ...given, address: 'eve@example.com', answer: 'ACCEPTED' })).to.equal(
      'not-invited',
    );
  });

  it('are hidden from the others where the organizer hides them: in mails, calendars and on the page', async () => {
    const { id, mails, key } = await schedule({ ...wanted, hideInvitees: true });
    for (const mail of mails.filter(({ calendar }) => calendar !== undefined)) {
      const others = ['ann@example.com', 'bob@example.org'].filter((address) => !mail.to.includes(address));
      for (const other of others)
        expect(`${mail.mime.toString()}${mail.calendar}${mail.parsed.text}`).to.not.include(other);
    }
    expect(await house.rsvpView(key)).to.not.have.property('invitees');
    const [copy] = await house.eventView.invitations(bob);
    expect(copy?.invitees.map(({ email }) => email)).to.deep.equal(['bob@example.org']);
    const stored = await house.events.findById(copy?.id as typeof id);
    expect(stored?.raw).to.not.include('ann@example.com');
    expect((await house.eventView.one(zoe, id)).hideInvitees).to.equal(true);
    await house.changeEvent(zoe, id, { hideInvitees: false });
    expect((await house.events.findById(copy?.id as typeof id))?.raw).to.include('ann@example.com');
  });

  it('and mails fare as the organizer can see, who may send one again', async () => {
    const { id } = await schedule();
    const { deliveries } = await house.readFeedback(zoe, id);
    expect(deliveries.map(({ email, state, kind }) => `${email} ${state} ${kind}`).toSorted()).to.deep.equal([
      'ann@example.com sent invitation',
      'bob@example.org sent invitation',
    ]);
    const ann = deliveries.find(({ email }) => email === 'ann@example.com');
    await house.resendMail(zoe, id, ann?.mailId ?? '');
    const mails = await house.deliver();
    expect(mailLines(mails)).to.deep.equal(['ann REQUEST single']);
    expect(await refusal(house.resendMail(zoe, id, 'nothing'))).to.equal('not-found');
    expect(await refusal(house.resendMail(bob, id, ann?.mailId ?? ''))).to.equal('not-found');
  });

  it('before anything is sent it is known who would get what', async () => {
    const lines = ({ mails }: Awaited<ReturnType<typeof house.rehearseMails.ofNew>>): string[] =>
      mails.map(({ email, kind }) => `${email} ${kind}`).toSorted();
    expect(lines(await house.rehearseMails.ofNew(zoe, wanted))).to.deep.equal([
      'ann@example.com invitation',
      'bob@example.org invitation',
      'zoe@example.org organizer',
    ]);
    expect((await house.eventView.between(zoe, '2027-03-01', '2027-03-01')).length).to.equal(0);
    const { id } = await schedule(weekly);
    const plan = (change: Parameters<typeof house.rehearseMails.ofChange>[2]) =>
      house.rehearseMails.ofChange(zoe, id, change);
    expect(lines(await plan({ title: 'Budget' }))).to.deep.equal([]);
    expect(lines(await plan({ title: 'Other' }))).to.deep.equal([
      'ann@example.com update',
      'bob@example.org update',
      'zoe@example.org organizerUpdate',
    ]);
    const rest = { invitees: [{ email: 'ann@example.com', name: 'Ann' }, { email: 'carl@example.com' }] };
    expect(lines(await plan({ ...rest, recurrenceId: '2027-03-08T10:00:00', scope: 'this' }))).to.deep.equal([
      'bob@example.org removal',
      'carl@example.com invitation',
    ]);
    expect(lines(await plan(rest))).to.deep.equal(['bob@example.org removal', 'carl@example.com invitation']);
    expect(await house.deliver()).to.deep.equal([]);
  });
});
