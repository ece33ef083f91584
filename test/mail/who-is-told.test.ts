import { expect } from 'chai';
import ICAL from 'ical.js';
import type { Account } from '../../src/accounts/account.ts';
import type { EventId } from '../../src/base/ids.ts';
import type { NewEvent } from '../../src/contract/http/event.ts';
import { type InvitationHouse, openInvitationHouse, QUIET_MS } from '../kit/invitation-house.ts';
import type { CaughtMail } from '../kit/mail-catcher.ts';

const HOUR_MS = 3_600_000;

const wanted: NewEvent = {
  title: 'Budget',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
  invitees: [
    { email: 'ann@example.com', name: 'Ann', language: 'en' },
    { email: 'bob@example.com', name: 'Bob', language: 'fr', timeZone: 'America/New_York' },
  ],
};

const eventOf = (mail: CaughtMail | undefined): ICAL.Component =>
  new ICAL.Component(ICAL.parse(mail?.calendar ?? '')).getFirstSubcomponent('vevent') as ICAL.Component;
const methodOf = (mail: CaughtMail | undefined): unknown =>
  mail?.calendar === undefined
    ? undefined
    : new ICAL.Component(ICAL.parse(mail.calendar)).getFirstPropertyValue('method');
const sequenceOf = (mail: CaughtMail | undefined): number => Number(eventOf(mail).getFirstPropertyValue('sequence'));
const stampOf = (mail: CaughtMail | undefined): number =>
  (eventOf(mail).getFirstPropertyValue('dtstamp') as ICAL.Time).toUnixTime();
/** Who got what: `ann REQUEST`; the organizer's copy has no method. */
const told = (mails: readonly CaughtMail[]): string[] =>
  mails.map((mail) => `${mail.to.join()} ${methodOf(mail) ?? 'copy'}`).sort();

describe('who is told of an event', () => {
  let house: InvitationHouse;
  let organizer: Account;
  beforeEach(async () => {
    house = await openInvitationHouse();
    organizer = await house.addAccount('zoe@example.org', { name: 'Zoé Martin', language: 'fr' });
  });
  afterEach(() => house.close());

  const schedule = async (change: Partial<NewEvent> = {}) => {
    const event = await house.scheduleEvent(organizer, { ...wanted, ...change });
    await house.inviter.run();
    await house.sender.run();
    return { event, id: event.objectId, mails: [...house.catcher.mails] };
  };
  const change = (id: EventId, body: Parameters<InvitationHouse['changeEvent']>[2]) =>
    house.changeEvent(organizer, id, body);
  const [ann, bob] = wanted.invitees ?? [];
  if (ann === undefined || bob === undefined) throw new Error('two are invited');

  it('each invitee and, with the start link, the organizer, at once', async () => {
    const { mails } = await schedule();
    expect(told(mails)).to.deep.equal(['ann@example.com REQUEST', 'bob@example.com REQUEST', 'zoe@example.org copy']);
    expect(mails.find(({ to }) => to.includes('zoe@example.org'))?.parsed.text).to.match(
      /https:\/\/meet\.example\.org\/start\/[\w-]{22}/,
    );
  });

  it('of the PIN by which they are known on the telephone, and of nobody else’s; what calendars hold has none', async () => {
    const { event, id, mails } = await schedule();
    const meeting =
      (await house.meetings.findById(event.meetingId ?? expect.fail('no meeting'))) ?? expect.fail('gone');
    const grants = new Map((await house.grants.listOf(meeting.id)).map((grant) => [grant.invitee, grant]));
    const pinOf = (address: string): string =>
      house.keys.phonePin(meeting.id, address, grants.get(address)?.generation ?? meeting.generation);
    const everybody = ['ann@example.com', 'bob@example.com', 'zoe@example.org'];
    for (const address of everybody) {
      const mail = mails.find(({ to }) => to.includes(address));
      const whole = `${mail?.parsed.text}${mail?.parsed.html}${mail?.calendar?.replace(/\r\n /g, '')}`.replaceAll(
        ' ',
        '',
      );
      const told = everybody.filter((one) => whole.includes(pinOf(one)));
      expect(told, address).to.deep.equal([address]);
    }
    const stored = (await house.events.findById(id))?.raw ?? '';
    expect(stored).to.include(meeting.id);
    for (const address of everybody) expect(stored).to.not.include(pinOf(address));
  });

  it('by a link of their own, which opens the meeting for them', async () => {
    const { mails } = await schedule();
    const links = ['ann@example.com', 'bob@example.com'].map((address) => {
      const mail = mails.find(({ to }) => to.includes(address));
      const all = [
        ...`${mail?.parsed.text}${mail?.parsed.html}${mail?.calendar}`
          .replace(/\r\n /g, '')
          .matchAll(/https:\/\/[^\s"<\\]*\/j\/[\w-]{22}/g),
      ];
      expect(new Set(all.map(([link]) => link))).to.have.property('size', 1);
      return all[0]?.[0] ?? '';
    });
    expect(links[0]).to.not.equal(links[1]);
    const holder = await house.keyHolders.byLink((links[0] ?? '').slice(-22), undefined);
    expect(holder.person).to.equal('invitee:ann@example.com');
  });

  it('everybody, once, after the quiet time, when several edits change title and time', async () => {
    const { id } = await schedule();
    await change(id, { title: 'Budget 2027' });
    house.clock.forward(QUIET_MS - 1_000);
    await house.inviter.run();
    await change(id, { start: '2027-03-01T12:00', end: '2027-03-01T13:00' });
    house.clock.forward(QUIET_MS - 1_000);
    await house.inviter.run();
    await house.sender.run();
    expect(house.catcher.mails).to.have.length(3);
    house.clock.forward(1_000);
    await house.inviter.run();
    await house.sender.run();
    const mails = house.catcher.mails.slice(3);
    expect(told(mails)).to.deep.equal(['ann@example.com REQUEST', 'bob@example.com REQUEST', 'zoe@example.org copy']);
    const update = mails.find(({ to }) => to.includes('ann@example.com'));
    expect(update?.parsed.text).to.include('Renamed: Budget 2027').and.include('Moved from Monday, 1 March 2027');
    expect((eventOf(update).getFirstPropertyValue('dtstart') as ICAL.Time).toJSDate().toISOString()).to.equal(
      '2027-03-01T11:00:00.000Z',
    );
  });

  for (const [name, body] of [
    ['title', { title: 'Other' }],
    ['place', { location: 'Room 2' }],
    ['description', { description: 'Bring figures' }],
    ['WebMeeting', { webMeeting: false }],
  ] as const)
    it(`everybody of a changed ${name}`, async () => {
      const { id } = await schedule();
      await change(id, body);
      const mails = await house.deliver();
      expect(told(mails)).to.include.members(['ann@example.com REQUEST', 'bob@example.com REQUEST']);
    });

  it('a person who is added, and nobody else', async () => {
    const { id } = await schedule();
    await change(id, { invitees: [ann, bob, { email: 'new@example.com' }] });
    expect(told(await house.deliver())).to.deep.equal(['new@example.com REQUEST']);
  });

  it('a person who is removed, by a CANCEL, and nobody else', async () => {
    const { id } = await schedule();
    await change(id, { invitees: [bob] });
    const mails = await house.deliver();
    expect(told(mails)).to.deep.equal(['ann@example.com CANCEL']);
    expect(eventOf(mails[0]).getFirstPropertyValue('status')).to.equal('CANCELLED');
    expect(`${mails[0]?.parsed.text}${mails[0]?.calendar}`).to.not.include('/j/');
  });

  it('a person who is invited again, by another link and a higher number than the cancellation had', async () => {
    const { id, mails: first } = await schedule();
    await change(id, { invitees: [bob] });
    const [cancelled] = await house.deliver();
    await change(id, { invitees: [ann, bob] });
    const [again, ...rest] = await house.deliver();
    expect(rest).to.deep.equal([]);
    expect(methodOf(again)).to.equal('REQUEST');
    expect(sequenceOf(again)).to.be.above(sequenceOf(cancelled));
    const linkOf = (mail: CaughtMail | undefined) => /\/j\/([\w-]{22})/.exec(mail?.parsed.text ?? '')?.[1];
    expect(linkOf(again)).to.not.equal(linkOf(first.find(({ to }) => to.includes('ann@example.com'))));
  });

  it('everybody who was told, by a CANCEL as soon as it cannot be undone, when the event is deleted', async () => {
    const { id, mails } = await schedule();
    await house.deleteEvent(organizer, id, { notify: true });
    await house.inviter.run();
    await house.sender.run();
    expect(house.catcher.mails).to.have.length(3);
    house.clock.forward(15_000);
    await house.inviter.run();
    await house.sender.run();
    const cancelled = house.catcher.mails.slice(3);
    expect(told(cancelled)).to.deep.equal(['ann@example.com CANCEL', 'bob@example.com CANCEL']);
    for (const mail of cancelled) {
      const before = mails.find(({ to }) => to.join() === mail.to.join());
      expect(eventOf(mail).getFirstPropertyValue('uid')).to.equal(eventOf(before).getFirstPropertyValue('uid'));
      expect(sequenceOf(mail)).to.be.above(sequenceOf(before));
      expect(stampOf(mail)).to.be.above(stampOf(before));
      expect(String(eventOf(mail).getFirstPropertyValue('organizer'))).to.equal('mailto:meet@example.org');
    }
  });

  it('with SEQUENCE and DTSTAMP higher each time and the same UID', async () => {
    const { id, mails } = await schedule();
    const seen = mails.filter(({ to }) => to.includes('ann@example.com'));
    for (const title of ['One', 'Two', 'Three']) {
      await change(id, { title });
      seen.push(...(await house.deliver()).filter(({ to }) => to.includes('ann@example.com')));
    }
    expect(seen).to.have.length(4);
    for (let index = 1; index < seen.length; index += 1) {
      expect(sequenceOf(seen[index])).to.be.above(sequenceOf(seen[index - 1]));
      expect(stampOf(seen[index])).to.be.above(stampOf(seen[index - 1]));
      expect(eventOf(seen[index]).getFirstPropertyValue('uid')).to.equal(eventOf(seen[0]).getFirstPropertyValue('uid'));
    }
    expect(new Set(seen.map(({ parsed }) => parsed.messageId)).size).to.equal(4);
  });

  it('in the zone of the event when theirs is not known, and in theirs beside it when it is', async () => {
    const { mails } = await schedule({ timeZone: 'Asia/Tokyo' });
    const textTo = (address: string) =>
      (mails.find(({ to }) => to.includes(address))?.parsed.text ?? '').replaceAll('\u00a0', ' ');
    expect(textTo('ann@example.com'))
      .to.include('10:00 – 11:00\nJapan Standard Time (UTC+9)')
      .and.not.include('For Zoé');
    expect(textTo('bob@example.com'))
      .to.include('20:00 – 21:00\n')
      .and.include('Pour Zoé Martin : lundi 1er mars 2027, 10:00 – 11:00');
    expect(textTo('zoe@example.org')).to.include('02:00 – 03:00').and.not.include('Pour Zoé');
  });

  it('nobody, of a change that is taken back within the quiet time', async () => {
    const { id } = await schedule();
    await change(id, { title: 'Mistake' });
    await change(id, { title: 'Budget' });
    expect(await house.deliver()).to.deep.equal([]);
  });

  it('nobody, when the organizer does not want it, until the next change that is told', async () => {
    const { id } = await schedule();
    await change(id, { title: 'Silent', notify: false });
    expect(await house.deliver()).to.deep.equal([]);
    await change(id, { location: 'Room 3' });
    const [mail] = (await house.deliver()).filter(({ to }) => to.includes('ann@example.com'));
    expect(mail?.parsed.text).to.include('Renamed: Silent').and.include('New place: Room 3');
  });

  it('nobody, of an event deleted in silence, and of nothing that was still waiting', async () => {
    const { id } = await schedule();
    await change(id, { title: 'Waiting' });
    await house.deleteEvent(organizer, id, { notify: false });
    expect(await house.deliver()).to.deep.equal([]);
  });

  it('nobody, of an event that is over', async () => {
    const { id, mails } = await schedule({ start: '2020-03-01T10:00', end: '2020-03-01T11:00' });
    expect(mails).to.deep.equal([]);
    await change(id, { title: 'History' });
    await house.deleteEvent(organizer, id, { notify: true });
    expect(await house.deliver()).to.deep.equal([]);
  });

  it('nobody, when an event that was told is deleted after it is over', async () => {
    const { id } = await schedule();
    house.clock.set(Date.UTC(2027, 2, 1, 10) + HOUR_MS);
    await house.deleteEvent(organizer, id, { notify: true });
    expect(await house.deliver()).to.deep.equal([]);
  });

  it('nobody, of an event without invitees', async () => {
    const { mails } = await schedule({ invitees: [] });
    expect(mails).to.deep.equal([]);
  });

  it('of the newest state only, when an edit comes while the first mails are being composed', async () => {
    const event = await house.scheduleEvent(organizer, wanted);
    const [notice] = await house.invitationStore.listDueNotices(house.clock.nowMs(), 1);
    expect(notice?.uid).to.equal(event.uid);
    const compose = house.composer.compose;
    let edited = false;
    house.composer.compose = async (mails) => {
      const composed = await compose(mails);
      if (!edited) await change(event.objectId, { title: 'Edited meanwhile' });
      edited = true;
      return composed;
    };
    await house.inviter.run();
    house.clock.forward(1);
    await house.inviter.run();
    await house.sender.run();
    const mails = house.catcher.mails.filter(({ to }) => to.includes('ann@example.com'));
    expect(mails.map(({ parsed }) => parsed.subject)).to.deep.equal(['Invitation: Edited meanwhile']);
  });

  it('all of 120 invitees, each by one mail that shows themself and not the whole list', async () => {
    const invitees = Array.from({ length: 120 }, (_, index) => ({ email: `guest${index}@example.com` }));
    const { mails } = await schedule({ invitees });
    expect(mails).to.have.length(121);
    const one = mails.find(({ to }) => to.includes('guest7@example.com'));
    const listed = eventOf(one)
      .getAllProperties('attendee')
      .map((attendee) => String(attendee.getFirstValue()));
    expect(listed).to.deep.equal(['mailto:zoe@example.org', 'mailto:guest7@example.com']);
  });

  it('nobody of an event that was made in silence, deleted and brought back', async () => {
    const house = await openInvitationHouse();
    try {
      const olga = await house.addAccount('olga@example.org');
      const { objectId } = await house.scheduleEvent(olga, {
        title: 'Quiet',
        start: '2027-03-01T10:00',
        end: '2027-03-01T11:00',
        timeZone: 'Europe/Paris',
        webMeeting: true,
        invitees: [{ email: 'ann@example.com' }],
        notify: false,
      });
      await house.deleteEvent(olga, objectId, { notify: true });
      await house.restoreEvent(olga, objectId);
      expect(await house.deliver()).to.deep.equal([]);
      await house.changeEvent(olga, objectId, { title: 'Loud' });
      expect((await house.deliver()).length).to.be.greaterThan(0);
    } finally {
      await house.close();
    }
  });
});
