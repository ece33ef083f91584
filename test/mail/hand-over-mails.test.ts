import { expect } from 'chai';
import ICAL from 'ical.js';
import type { Account } from '../../src/accounts/account.ts';
import type { NewEvent } from '../../src/contract/http/event.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';
import type { CaughtMail } from '../kit/mail-catcher.ts';

const wanted: NewEvent = {
  title: 'Budget',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
  invitees: [{ email: 'ann@example.com', name: 'Ann' }, { email: 'carl@example.org' }],
};

const calendarOf = (mail: CaughtMail | undefined): ICAL.Component | undefined =>
  mail?.calendar === undefined ? undefined : new ICAL.Component(ICAL.parse(mail.calendar));
const eventOf = (mail: CaughtMail | undefined): ICAL.Component =>
  calendarOf(mail)?.getFirstSubcomponent('vevent') as ICAL.Component;
/** `ann REQUEST`; the organizer's copy has no method. */
const told = (mails: readonly CaughtMail[]): string[] =>
  mails.map((mail) => `${mail.to.join()} ${calendarOf(mail)?.getFirstPropertyValue('method') ?? 'copy'}`).sort();

describe('mails about an event that is handed over', () => {
  let house: InvitationHouse;
  let zoe: Account;
  let carl: Account;
  beforeEach(async () => {
    house = await openInvitationHouse({ inbox: true });
    zoe = await house.addAccount('zoe@example.org', { name: 'Zoé Martin' });
    carl = await house.addAccount('carl@example.org', { name: 'Carl' });
  });
  afterEach(() => house.close());

  const schedule = async () => {
    const event = await house.scheduleEvent(zoe, wanted);
    return { event, first: await house.deliver() };
  };
  const to = (mails: readonly CaughtMail[], address: string): CaughtMail | undefined =>
    mails.find((mail) => mail.to.includes(address));

  it('tell each once who organizes it now: invitees, who had it, and with the start link who has it', async () => {
    const { event, first } = await schedule();
    await house.handOverEvent(zoe, event.objectId, { email: carl.email });
    const mails = await house.deliver();
    expect(told(mails)).to.deep.equal(['ann@example.com REQUEST', 'carl@example.org copy', 'zoe@example.org REQUEST']);
    const [before, after] = [eventOf(to(first, 'ann@example.com')), eventOf(to(mails, 'ann@example.com'))];
    expect(after.getFirstPropertyValue('uid')).to.equal(before.getFirstPropertyValue('uid'));
    expect(Number(after.getFirstPropertyValue('sequence'))).to.be.greaterThan(
      Number(before.getFirstPropertyValue('sequence')),
    );
    expect(after.getFirstProperty('organizer')?.getParameter('cn')).to.equal('Carl');
    expect(to(mails, 'ann@example.com')?.parsed.subject).to.contain('Carl');
    // The same way in as before; and the same start link.
    const linkIn = (mail: CaughtMail | undefined, kind: 'j' | 'start'): string | undefined =>
      new RegExp(`https://meet\\.example\\.org/${kind}/[\\w-]{22}`).exec(mail?.parsed.text ?? '')?.[0];
    expect(linkIn(to(mails, 'ann@example.com'), 'j')).to.equal(linkIn(to(first, 'ann@example.com'), 'j'));
    expect(linkIn(to(mails, carl.email), 'start'))
      .to.equal(linkIn(to(first, zoe.email), 'start'))
      .and.not.equal(undefined);
    expect(await house.deliver()).to.deep.equal([]);
  });

  it('are not sent in silence, and what the new organizer changes later reaches everybody', async () => {
    const { event } = await schedule();
    await house.handOverEvent(zoe, event.objectId, { email: carl.email, notify: false });
    expect(await house.deliver()).to.deep.equal([]);
    await house.changeEvent(carl, event.objectId, { start: '2027-03-01T15:00', end: '2027-03-01T16:00' });
    expect(told(await house.deliver())).to.deep.equal([
      'ann@example.com REQUEST',
      'carl@example.org copy',
      'zoe@example.org REQUEST',
    ]);
    await house.deleteEvent(carl, event.objectId, { notify: true });
    house.clock.forward(60_000);
    expect(told(await house.deliver()).filter((one) => one.endsWith('CANCEL'))).to.deep.equal([
      'ann@example.com CANCEL',
      'zoe@example.org CANCEL',
    ]);
  });

  it('go along with a change that had not been told yet', async () => {
    const { event } = await schedule();
    await house.changeEvent(zoe, event.objectId, { title: 'Figures' });
    await house.handOverEvent(zoe, event.objectId, { email: carl.email, notify: false });
    house.clock.forward(1);
    const mails = await house.deliver();
    const after = eventOf(to(mails, 'ann@example.com'));
    expect(after.getFirstPropertyValue('summary')).to.equal('Figures');
    expect(after.getFirstProperty('organizer')?.getParameter('cn')).to.equal('Carl');
    expect(told(mails)).to.have.length(3);
  });

  it('come to the screens of both at once', async () => {
    const { event } = await schedule();
    const seen: string[] = [];
    for (const { id, name } of [zoe, carl])
      house.signals.listen(id, { changed: (ids) => seen.push(`${name} ${ids.join()}`), close: () => {} });
    await house.handOverEvent(zoe, event.objectId, { email: carl.email, notify: false });
    expect(seen.sort()).to.deep.equal([`Carl ${event.objectId}`, `Zoé Martin ${event.objectId}`]);
  });

  it('leave answers by link as they were: the new organizer has them', async () => {
    const { event } = await schedule();
    await house.handOverEvent(zoe, event.objectId, { email: carl.email });
    await house.deliver();
    const answered = { eventId: event.objectId, recurrenceId: '', comment: '', via: 'link' as const };
    expect(await house.recordAnswer({ ...answered, address: 'ann@example.com', answer: 'ACCEPTED' })).to.equal(
      'recorded',
    );
    expect(await house.recordAnswer({ ...answered, address: 'zoe@example.org', answer: 'DECLINED' })).to.equal(
      'recorded',
    );
    const notes = await house.database('event_notes').orderBy('address');
    expect(notes.map((note) => [note.address, note.organizer_id])).to.deep.equal([
      ['ann@example.com', carl.id],
      ['zoe@example.org', carl.id],
    ]);
  });
});
