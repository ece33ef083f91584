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

describe('what is nobody else’s business', () => {
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
  describe('by somebody who has an event of the same UID', () => {
    /** Mallory, who was forwarded the mail, makes an event of their own with its UID. */
    const mallory = async (uid: string, attendee = 'x@example.net') => {
      const account = await house.addAccount('mallory@example.org', { name: 'Mallory' });
      const calendar = await house.homeOf(account);
      const raw = [
        ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//M//M//EN', 'BEGIN:VEVENT', `UID:${uid}`],
        ...['DTSTAMP:20270201T090000Z', 'DTSTART:20270301T120000Z', 'DTEND:20270301T130000Z', 'SUMMARY:Mine'],
        ...[
          'ORGANIZER:mailto:mallory@example.org',
          'ATTENDEE:mailto:mallory@example.org',
          `ATTENDEE:mailto:${attendee}`,
        ],
        ...['END:VEVENT', 'END:VCALENDAR', ''],
      ].join('\r\n');
      const put = await house.putObject({ account, calendar, uri: 'm.ics', raw, condition: () => true });
      return { account, put };
    };

    it('nobody else’s invitees hear of it', async () => {
      const { uid, id, key } = await schedule();
      const { account, put } = await mallory(uid);
      expect(mailLines(await house.deliver()).filter((line) => !line.startsWith('x '))).to.deep.equal([]);
      if (!put.ok) throw new Error(put.code);
      await house.deleteEvent(account, put.id, { notify: true });
      expect(mailLines(await house.deliver()).filter((line) => !line.startsWith('x '))).to.deep.equal([]);
      await house.giveAnswer.byLink(key, { answer: 'ACCEPTED' });
      expect(await answersOf(id)).to.include({ 'ann@example.com': 'ACCEPTED' });
    });

    it('the links of those invited by both lead where they led', async () => {
      const { uid, id, key } = await schedule();
      await mallory(uid, 'ann@example.com');
      await house.deliver();
      expect(await house.rsvpView(key)).to.include({ title: 'Budget' });
      await house.giveAnswer.byLink(key, { answer: 'ACCEPTED' });
      expect(await answersOf(id)).to.include({ 'ann@example.com': 'ACCEPTED' });
      // And the rightful organizer goes on as before.
      await house.changeEvent(zoe, id, { title: 'Other' });
      expect(mailLines(await house.deliver()).toSorted()).to.deep.equal([
        'ann REQUEST single',
        'bob REQUEST single',
        'zoe copy',
      ]);
    });

    it('is promised no mails that would not leave', async () => {
      const { uid, id } = await schedule();
      const { account, put } = await mallory(uid);
      if (!put.ok) throw new Error(put.code);
      expect(await house.rehearseMails.ofChange(account, put.id, { title: 'Other' })).to.deep.equal({ mails: [] });
      expect((await house.rehearseMails.ofChange(zoe, id, { title: 'Other' })).mails).to.have.length(3);
    });

    it('sees nothing of how its mails fared, and sends none again', async () => {
      const { uid, id } = await schedule();
      const { account, put } = await mallory(uid);
      await house.deliver();
      const [mail] = (await house.readFeedback(zoe, id)).deliveries;
      if (!put.ok) throw new Error(put.code);
      const { deliveries } = await house.readFeedback(account, put.id);
      expect(deliveries).to.deep.equal([]);
      expect(await refusal(house.resendMail(account, put.id, mail?.mailId ?? ''))).to.equal('not-found');
    });
  });

  it('hidden invitees are not found by their names in the calendars of the others', async () => {
    const { id } = await schedule({ ...wanted, hideInvitees: true });
    expect((await house.eventView.search(zoe, 'ann@example.com', 10)).map((event) => event.id)).to.deep.equal([id]);
    expect(await house.eventView.search(bob, 'ann', 10)).to.deep.equal([]);
    expect((await house.eventView.search(bob, 'bob budget', 10)).length).to.equal(1);
    const [copy] = await house.eventView.invitations(bob);
    // Nor once the program of one of them has answered.
    const stored = await house.events.findById(copy?.id as EventId);
    if (!stored) throw new Error('no copy');
    const calendar = await house.homeOf(bob);
    const raw = says(stored.raw, 'ACCEPTED');
    const put = await house.putObject({ account: bob, calendar, uri: stored.uri, raw, condition: () => true });
    expect(put.ok).to.equal(true);
    expect(await answersOf(id)).to.deep.equal({ 'ann@example.com': 'NEEDS-ACTION', 'bob@example.org': 'ACCEPTED' });
    expect(await house.eventView.search(bob, 'ann', 10)).to.deep.equal([]);
    // Open and hidden again.
    await house.changeEvent(zoe, id, { hideInvitees: false, notify: false });
    expect((await house.eventView.search(bob, 'ann', 10)).length).to.equal(1);
    await house.changeEvent(zoe, id, { hideInvitees: true, notify: false });
    expect(await house.eventView.search(bob, 'ann', 10)).to.deep.equal([]);
    expect((await house.events.findById(stored.id))?.raw).to.not.include('ann@example.com');
  });

  it('invitees stay hidden when the organizer’s own program leaves out what it does not know', async () => {
    const { id } = await schedule({ ...wanted, hideInvitees: true });
    const stored = await house.events.findById(id);
    if (!stored) throw new Error('no event');
    const raw = stored.raw
      .replace(/X-WEBMEETING-HIDE-INVITEES:TRUE\r\n/, '')
      .replace('SUMMARY:Budget', 'SUMMARY:Other');
    expect(raw).to.not.include('HIDE-INVITEES');
    const calendar = await house.homeOf(zoe);
    const put = await house.putObject({ account: zoe, calendar, uri: stored.uri, raw, condition: () => true });
    expect(put.ok).to.equal(true);
    const [copy] = await house.eventView.invitations(bob);
    expect((await house.events.findById(copy?.id as EventId))?.raw)
      .to.include('SUMMARY:Other')
      .and.not.include('ann@');
    const mail = (await house.deliver()).find(({ to }) => to.includes('bob@example.org'));
    expect(`${mail?.calendar}${mail?.parsed.text}${mail?.parsed.html}`).to.include('Other').and.not.include('ann@');
    // Of a series: in each of its mails, also to one date, and when it is cancelled.
    const { id: seriesId } = await schedule({ ...weekly, hideInvitees: true });
    const date = { recurrenceId: '2027-03-08T10:00:00', scope: 'this' as const };
    await house.changeEvent(zoe, seriesId, { title: 'Special', ...date });
    const mails = [...(await house.deliver())];
    await house.deleteEvent(zoe, seriesId, { notify: true, ...date });
    mails.push(...(await house.deliver()));
    await house.deleteEvent(zoe, seriesId, { notify: true });
    mails.push(...(await house.deliver()));
    const toBob = mails.filter(({ to }) => to.includes('bob@example.org'));
    expect(toBob).to.have.length(3);
    for (const { calendar: text, parsed } of toBob)
      expect(`${text}${parsed.text}${parsed.html}`.toLowerCase())
        .to.include('bob')
        .and.not.match(/ann@|cn="?ann\b/);
  });
});
