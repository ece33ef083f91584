import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { EventId } from '../../src/base/ids.ts';
import type { NewEvent } from '../../src/contract/http/event.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';
import { mailLines, objectOf, personalKey } from '../kit/mailed-object.ts';

const ANN = { email: 'ann@example.com', name: 'Ann' };
const BOB = { email: 'bob@example.com', name: 'Bob' };
const CARL = { email: 'carl@example.com', name: 'Carl', language: 'en' as const };
const MARCH_26 = '2027-03-26T10:00:00';
const APRIL_2 = '2027-04-02T10:00:00';

const weekly: NewEvent = {
  title: 'Budget',
  start: '2027-02-26T10:00',
  end: '2027-02-26T11:00',
  timeZone: 'Europe/Paris',
  recurrence: 'FREQ=WEEKLY',
  webMeeting: true,
  invitees: [ANN, BOB],
};

describe('single dates of a series, by mail', () => {
  let house: InvitationHouse;
  let organizer: Account;
  let id: EventId;
  beforeEach(async () => {
    house = await openInvitationHouse();
    organizer = await house.addAccount('zoe@example.org', { name: 'Zoé', language: 'fr' });
    ({ objectId: id } = await house.scheduleEvent(organizer, weekly));
    await house.deliver();
  });
  afterEach(() => house.close());

  const change = async (body: Parameters<InvitationHouse['changeEvent']>[2]) => {
    await house.changeEvent(organizer, id, body);
    return house.deliver();
  };
  const onMarch26 = { recurrenceId: MARCH_26, scope: 'this' } as const;

  it('invite somebody to one of them alone, by a link for that date, and take them away from it', async () => {
    const invited = await change({ ...onMarch26, invitees: [ANN, BOB, CARL] });
    expect(mailLines(invited)).to.deep.equal(['carl REQUEST dates 03-26']);
    const [mail] = invited;
    expect(mail?.parsed.text).to.not.match(/series|série/);
    const holder = await house.keyHolders.byLink(personalKey(mail) ?? '', undefined);
    expect(holder).to.include({ person: 'invitee:carl@example.com', recurrenceId: MARCH_26 });
    expect(
      mailLines(await change({ title: 'Other', scope: 'all' })).filter((line) => line.startsWith('carl')),
    ).to.deep.equal(['carl REQUEST dates 03-26']);
    const removed = await change({ ...onMarch26, invitees: [ANN, BOB] });
    expect(mailLines(removed)).to.deep.equal(['carl CANCEL dates 03-26']);
  });

  it('invite to the whole who was invited to one of them', async () => {
    await change({ ...onMarch26, invitees: [ANN, BOB, CARL] });
    const lines = mailLines(await change({ scope: 'all', invitees: [ANN, BOB, CARL] }));
    expect(lines.filter((line) => line.startsWith('carl'))).to.deep.equal(['carl REQUEST series 03-26']);
    await house.deleteEvent(organizer, id, { notify: true });
    expect(mailLines(await house.deliver())).to.deep.equal([
      'ann CANCEL series',
      'bob CANCEL series',
      'carl CANCEL series',
    ]);
  });

  it('take one person from one of them, who keeps the others', async () => {
    expect(mailLines(await change({ ...onMarch26, invitees: [ANN] }))).to.deep.equal(['bob CANCEL dates 03-26']);
    const [toBob] = (await change({ location: 'Room 2', scope: 'all' })).filter(({ to }) => to.includes(BOB.email));
    expect(objectOf(toBob).exdates).to.deep.equal([MARCH_26]);
  });

  it('tell several moved dates, and one cancelled beside them, by one mail each time', async () => {
    await house.changeEvent(organizer, id, { ...onMarch26, start: '2027-03-25T10:00', end: '2027-03-25T11:00' });
    const lines = mailLines(
      await change({ recurrenceId: APRIL_2, scope: 'this', start: '2027-04-01T10:00', end: '2027-04-01T11:00' }),
    );
    expect(lines).to.deep.equal(['ann REQUEST dates 03-26 04-02', 'bob REQUEST dates 03-26 04-02', 'zoe copy']);
    await house.deleteEvent(organizer, id, { notify: true, recurrenceId: '2027-04-09T10:00:00', scope: 'this' });
    const mixed = await change({ ...onMarch26, title: 'Special' });
    expect(mailLines(mixed)).to.deep.equal([
      'ann REQUEST series 03-26 04-02 -04-09',
      'bob REQUEST series 03-26 04-02 -04-09',
      'zoe copy',
    ]);
  });

  it('wait with a CANCEL until it cannot be undone, and tell nobody when it is', async () => {
    await house.deleteEvent(organizer, id, { notify: true });
    house.clock.forward(14_000);
    await house.inviter.run();
    await house.restoreEvent(organizer, id);
    expect(await house.deliver()).to.deep.equal([]);
    await house.deleteEvent(organizer, id, { notify: true, recurrenceId: MARCH_26, scope: 'this' });
    await house.restoreEvent(organizer, id);
    expect(await house.deliver()).to.deep.equal([]);
  });

  it('invite again, with a higher number, when a delete is undone after it was told', async () => {
    await house.deleteEvent(organizer, id, { notify: true, recurrenceId: MARCH_26, scope: 'this' });
    const [cancelled] = await house.deliver();
    await house.restoreEvent(organizer, id);
    const restored = await house.deliver();
    expect(mailLines(restored)).to.deep.equal(['ann REQUEST dates 03-26', 'bob REQUEST dates 03-26']);
    expect(objectOf(restored[0]).overrides[0]?.sequence).to.be.above(objectOf(cancelled).overrides[0]?.sequence ?? 99);
    await house.deleteEvent(organizer, id, { notify: true });
    const gone = await house.deliver();
    await house.restoreEvent(organizer, id);
    const again = await house.deliver();
    expect(mailLines(again)).to.deep.equal(['ann REQUEST series', 'bob REQUEST series']);
    expect(objectOf(again.find(({ to }) => to.includes(ANN.email))).main?.sequence).to.be.above(
      objectOf(gone[0]).main?.sequence ?? 99,
    );
  });

  it('are told once, when the job is killed after composing and starts anew', async () => {
    await house.changeEvent(organizer, id, { ...onMarch26, start: '2027-03-25T10:00', end: '2027-03-25T11:00' });
    house.clock.forward(30_000);
    const put = house.invitationStore.putTold;
    house.invitationStore.putTold = () => Promise.reject(new Error('killed'));
    await house.inviter.run();
    expect(await house.outboxStore.count('waiting')).to.equal(0);
    house.invitationStore.putTold = put;
    house.clock.forward(60_000);
    await house.inviter.run();
    await house.inviter.run();
    await house.sender.run();
    expect(mailLines(house.catcher.mails.slice(3))).to.deep.equal([
      'ann REQUEST dates 03-26',
      'bob REQUEST dates 03-26',
      'zoe copy',
    ]);
  });

  it('carry the answer that each gave for them', async () => {
    const people = (await house.attendees.listOf([id])).get(id);
    await house.unitOfWork(async (transaction) => {
      const series = people?.get('') ?? [];
      const answered = series.map((one) => (one.address === ANN.email ? { ...one, answer: 'ACCEPTED' as const } : one));
      await house.attendees.replace(transaction, id, new Map([['', answered]]));
    });
    const mails = await change({ ...onMarch26, title: 'Special' });
    const [toBob] = mails.filter(({ to }) => to.includes(BOB.email));
    const ann = objectOf(toBob).overrides[0]?.attendees.find(({ address }) => address === ANN.email);
    expect(ann?.partstat).to.equal('ACCEPTED');
  });
});

const LINES = {
  head: ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//A plain program//EN'],
  times: [
    'DTSTAMP:20270201T080000Z',
    'DTSTART;TZID=Europe/Paris:20270226T100000',
    'DTEND;TZID=Europe/Paris:20270226T110000',
  ],
  people: [
    'ORGANIZER:mailto:zoe@example.org',
    'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ann@example.com',
    'ATTENDEE;PARTSTAT=NEEDS-ACTION;SCHEDULE-AGENT=CLIENT:mailto:bob@example.com',
  ],
};

const written = (more: readonly string[], ...others: ReadonlyArray<readonly string[]>): string =>
  [
    ...LINES.head,
    ...[
      [
        'BEGIN:VEVENT',
        'UID:plain-1',
        'SUMMARY:Budget',
        ...LINES.times,
        'RRULE:FREQ=WEEKLY',
        ...LINES.people,
        ...more,
        'END:VEVENT',
      ],
      ...others,
    ].flat(),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const override = (more: readonly string[]): string[] => [
  ...['BEGIN:VEVENT', 'UID:plain-1', 'DTSTAMP:20270201T080000Z', 'RECURRENCE-ID;TZID=Europe/Paris:20270326T100000'],
  ...['SUMMARY:Budget', ...LINES.people, ...more, 'END:VEVENT'],
];

describe('a series that a plain calendar program writes, by mail', () => {
  let house: InvitationHouse;
  let organizer: Account;
  beforeEach(async () => {
    house = await openInvitationHouse();
    organizer = await house.addAccount('zoe@example.org', { name: 'Zoé', language: 'fr' });
  });
  afterEach(() => house.close());

  const put = async (raw: string) => {
    const home = await house.unitOfWork((transaction) => house.writer.homeOf(transaction, organizer));
    const calendar = await house.access.calendarToWrite(organizer, home);
    const answer = await house.putObject({
      account: organizer,
      calendar,
      uri: 'plain.ics',
      raw,
      condition: () => true,
    });
    if (!answer.ok) throw new Error(`refused: ${answer.code}`);
    return house.deliver();
  };
  const FLAG = 'CATEGORIES:WebMeeting';

  it('invites, moves one date and cancels one, and never tells whom the program tells itself', async () => {
    expect(mailLines(await put(written([FLAG])))).to.deep.equal(['ann REQUEST series', 'zoe copy']);
    const moved = override([
      'DTSTART;TZID=Europe/Paris:20270325T100000',
      'DTEND;TZID=Europe/Paris:20270325T110000',
      FLAG,
    ]);
    expect(mailLines(await put(written([FLAG, 'SEQUENCE:1'], moved)))).to.deep.equal([
      'ann REQUEST dates 03-26',
      'zoe copy',
    ]);
    const cut = written([FLAG, 'SEQUENCE:2', 'EXDATE;TZID=Europe/Paris:20270402T100000'], moved);
    expect(mailLines(await put(cut))).to.deep.equal(['ann CANCEL dates 04-02']);
    const cancelled = override([
      ...['DTSTART;TZID=Europe/Paris:20270325T100000', 'DTEND;TZID=Europe/Paris:20270325T110000'],
      ...['STATUS:CANCELLED', FLAG],
    ]);
    const off = written([FLAG, 'SEQUENCE:3', 'EXDATE;TZID=Europe/Paris:20270402T100000'], cancelled);
    expect(mailLines(await put(off))).to.deep.equal(['ann CANCEL dates 03-26']);
  });

  it('numbers its mails above what the program and what was mailed last', async () => {
    const [first] = (await put(written([FLAG, 'SEQUENCE:7']))).filter(({ calendar }) => calendar !== undefined);
    expect(objectOf(first).main?.sequence).to.equal(7);
    const [second] = (await put(written([FLAG, 'SEQUENCE:7', 'LOCATION:Room 2']))).filter(
      ({ calendar }) => calendar !== undefined,
    );
    expect(objectOf(second).main?.sequence).to.equal(8);
  });

  it('does not cancel for somebody whom the program tells from now on, even when the event goes at once', async () => {
    const server = (raw: string) => raw.replace(';SCHEDULE-AGENT=CLIENT', '');
    expect(mailLines(await put(server(written([FLAG]))))).to.deep.equal([
      'ann REQUEST series',
      'bob REQUEST series',
      'zoe copy',
    ]);
    expect(mailLines(await put(written([FLAG])))).to.deep.equal([]);
    const { objectId } = (await house.readFacts((await house.events.listOwnByUid('plain-1'))[0]?.id as EventId)) ?? {};
    await house.deleteEvent(organizer, objectId as EventId, { notify: true });
    expect(mailLines(await house.deliver())).to.deep.equal(['ann CANCEL series']);
  });

  it('tells everybody that it is cancelled by its STATUS', async () => {
    await put(written([FLAG]));
    expect(mailLines(await put(written([FLAG, 'STATUS:CANCELLED', 'SEQUENCE:1'])))).to.deep.equal([
      'ann CANCEL series',
    ]);
  });
});
