import { expect } from 'chai';
import type { AccountId, EventId, MeetingId } from '../../../src/base/ids.ts';
import type { ChangedDateFacts, EventFacts, InviteeFacts } from '../../../src/calendar/event-facts.ts';
import type { MeetingAccess } from '../../../src/invitations/invitation-situation.ts';
import { type PlannedInvitation, planInvitations } from '../../../src/invitations/plan-invitations.ts';
import type { ToldInvitation } from '../../../src/invitations/told-invitation.ts';
import { zonedToUtcMs } from '../../../src/protocols/icalendar/zoned-time.ts';

const ZONE = 'Europe/Paris';
const FEBRUARY = Date.UTC(2027, 1, 1, 9);

const ms = (local: string, zone = ZONE): number => {
  const moment = zonedToUtcMs(local, zone);
  if (!moment.ok) throw new Error(local);
  return moment.value;
};

const guest = (name: string, more: Partial<InviteeFacts> = {}): InviteeFacts => ({
  address: `${name}@example.com`,
  name,
  role: 'attendee',
  answer: 'NEEDS-ACTION',
  ...more,
});
const [ann, bob, carl] = [guest('ann'), guest('bob'), guest('carl')];

const UNTIL_APRIL = 'FREQ=WEEKLY;UNTIL=20270430T080000Z';

/** Every Friday, from 26 February to 30 April 2027, 10:00 to 11:00. */
const weekly: EventFacts = {
  objectId: 'object' as EventId,
  uid: 'series-1',
  organizerId: 'zoe' as AccountId,
  sequence: 0,
  title: 'Budget',
  start: '2027-02-26T10:00:00',
  end: '2027-02-26T11:00:00',
  timeZone: ZONE,
  allDay: false,
  startMs: ms('2027-02-26T10:00'),
  endMs: ms('2027-02-26T11:00'),
  location: '',
  description: '',
  status: 'CONFIRMED',
  invitees: [ann, bob],
  meetingId: '351354086' as MeetingId,
  recurrence: { rule: UNTIL_APRIL, extraDates: [], excludedDates: [] },
  changedDates: [],
  lastEndMs: ms('2027-04-30T11:00'),
  transparent: false,
};

const MARCH_26 = '2027-03-26T10:00:00';
const APRIL_2 = '2027-04-02T10:00:00';
const APRIL_9 = '2027-04-09T10:00:00';

const changedDate = (recurrenceId: string, more: Partial<ChangedDateFacts> = {}): ChangedDateFacts => ({
  recurrenceId,
  title: 'Budget',
  start: recurrenceId,
  end: `${recurrenceId.slice(0, 10)}T11:00:00`,
  timeZone: ZONE,
  allDay: false,
  startMs: ms(recurrenceId),
  endMs: ms(recurrenceId) + 3_600_000,
  location: '',
  description: '',
  status: 'CONFIRMED',
  invitees: [ann, bob],
  ownPeople: false,
  ...more,
});

const movedTo = (recurrenceId: string, start: string, more: Partial<ChangedDateFacts> = {}): ChangedDateFacts =>
  changedDate(recurrenceId, {
    start,
    end: `${start.slice(0, 10)}T${String(Number(start.slice(11, 13)) + 1).padStart(2, '0')}:00:00`,
    startMs: ms(start),
    endMs: ms(start) + 3_600_000,
    ...more,
  });

const without = (...excludedDates: string[]) => ({ rule: UNTIL_APRIL, extraDates: [], excludedDates });

const meeting: MeetingAccess = {
  id: '351354086',
  pin: '042917',
  doorUrl: 'https://meet.example.org/m/351354086',
  startUrl: 'https://meet.example.org/start/key',
  phoneNumbers: [],
  phonePins: new Map(),
  joinUrls: new Map([
    ['', new Map(['ann', 'bob'].map((name) => [`${name}@example.com`, `https://meet.example.org/j/${name}`]))],
    [MARCH_26, new Map([['carl@example.com', 'https://meet.example.org/j/carl-26']])],
  ]),
};

/** Plans and keeps what everyone was told, as the job does. */
const createDesk = () => {
  let told: ToldInvitation[] = [];
  let nowMs = FEBRUARY;
  const tell = async (event: EventFacts | undefined, access = meeting): Promise<PlannedInvitation[]> => {
    const planned = await planInvitations({
      uid: weekly.uid,
      event,
      organizerId: weekly.organizerId,
      organizer: { name: 'Zoé', address: 'zoe@example.org', language: 'fr', timeZone: ZONE },
      told,
      accounts: new Map(),
      meeting: event === undefined ? undefined : access,
      nowMs,
      from: 'meet@example.org',
      identityFor: () => ({ from: 'meet@example.org' }),
      languages: ['fr', 'en'],
    });
    for (const row of planned.flatMap((one) => one.told))
      told = [
        ...told.filter(({ address, recurrenceId }) => address !== row.address || recurrenceId !== row.recurrenceId),
        row,
      ];
    nowMs += 60_000;
    return planned;
  };
  return {
    tell,
    told: () => told,
    setNow(ms: number) {
      nowMs = ms;
    },
    handOver(address: string) {
      told = told.map((row) => (row.address === address ? { ...row, state: 'cancelled' } : row));
    },
  };
};

/** `ann update dates 2027-03-26T10:00:00`, each mail one line. */
const lines = (planned: readonly PlannedInvitation[]): string[] =>
  planned
    .map(({ mail }) => {
      const { recurrence } = mail;
      const dates = recurrence?.dates.map(({ recurrenceId }) => recurrenceId.slice(5, 10)) ?? [];
      const name = mail.recipient.address.split('@')[0];
      return [name, mail.kind, recurrence?.carries ?? 'single', ...dates].join(' ');
    })
    .sort();

const mailTo = (planned: readonly PlannedInvitation[], name: string) =>
  planned.find(({ mail }) => mail.recipient.address.startsWith(name))?.mail;

describe('who is told what of a series', async () => {
  let desk: ReturnType<typeof createDesk>;
  beforeEach(() => {
    desk = createDesk();
  });

  it('the whole of it with the dates that differ, when they are invited', async () => {
    const planned = await desk.tell({ ...weekly, changedDates: [movedTo(MARCH_26, '2027-03-25T14:00:00')] });
    expect(lines(planned)).to.deep.equal([
      'ann invitation series 03-26',
      'bob invitation series 03-26',
      'zoe organizer series 03-26',
    ]);
    expect(await desk.tell({ ...weekly, changedDates: [movedTo(MARCH_26, '2027-03-25T14:00:00')] })).to.deep.equal([]);
  });

  it('the PIN of the telephone that is theirs, and nobody again because there is one now', async () => {
    const withPins: MeetingAccess = {
      ...meeting,
      phonePins: new Map([['', new Map([['ann@example.com', '11112222']])]]),
      organizerPhonePin: '33334444',
    };
    expect(await desk.tell(weekly)).to.have.length(3);
    expect(await desk.tell(weekly, withPins)).to.deep.equal([]);
    const planned = await createDesk().tell(weekly, withPins);
    const pinOf = (name: string) => mailTo(planned, name)?.meeting?.phonePin;
    expect([pinOf('ann'), pinOf('bob'), pinOf('zoe')]).to.deep.equal(['11112222', undefined, '33334444']);
    // Nobody's mail holds what is another's.
    expect(JSON.stringify(mailTo(planned, 'bob'))).to.not.match(/11112222|33334444|start\/key/);
  });

  it('a moved date alone, with what it was and what it is', async () => {
    await desk.tell(weekly);
    const planned = await desk.tell({ ...weekly, changedDates: [movedTo(MARCH_26, '2027-03-25T14:00:00')] });
    expect(lines(planned)).to.deep.equal([
      'ann update dates 03-26',
      'bob update dates 03-26',
      'zoe organizerUpdate dates 03-26',
    ]);
    const [news] = mailTo(planned, 'ann')?.news ?? [];
    expect([news?.was.startMs, news?.now?.startMs]).to.deep.equal([ms(MARCH_26), ms('2027-03-25T14:00')]);
    expect(mailTo(planned, 'ann')?.sequence).to.equal(1);
  });

  it('a cancelled date alone, by EXDATE or by STATUS, and the organizer nothing', async () => {
    await desk.tell(weekly);
    const excluded = await desk.tell({ ...weekly, recurrence: without(MARCH_26) });
    expect(lines(excluded)).to.deep.equal(['ann cancellation dates 03-26', 'bob cancellation dates 03-26']);
    const cancelled = await desk.tell({
      ...weekly,
      recurrence: without(MARCH_26),
      changedDates: [changedDate(APRIL_2, { status: 'CANCELLED' })],
    });
    expect(lines(cancelled)).to.deep.equal(['ann cancellation dates 04-02', 'bob cancellation dates 04-02']);
    expect(mailTo(cancelled, 'ann')?.sequence).to.equal(2);
  });

  it('a date that is restored, as the series gives it', async () => {
    await desk.tell(weekly);
    await desk.tell({ ...weekly, recurrence: without(MARCH_26) });
    const planned = await desk.tell(weekly);
    expect(lines(planned)).to.deep.equal(['ann update dates 03-26', 'bob update dates 03-26']);
    expect(mailTo(planned, 'ann')).to.deep.include({ startMs: ms(MARCH_26), endMs: ms(MARCH_26) + 3_600_000 });
    expect(mailTo(planned, 'ann')?.news?.[0]?.kind).to.equal('restored');
  });

  it('nobody, of what is undone in time', async () => {
    await desk.tell(weekly);
    expect(await desk.tell(weekly)).to.deep.equal([]);
  });

  it('several cancelled dates by one mail, several changed ones too, and both kinds by one with everything', async () => {
    await desk.tell(weekly);
    const cancelled = await desk.tell({ ...weekly, recurrence: without(MARCH_26, APRIL_2) });
    expect(lines(cancelled)).to.deep.equal([
      'ann cancellation dates 03-26 04-02',
      'bob cancellation dates 03-26 04-02',
    ]);
    const mixed = await desk.tell({
      ...weekly,
      recurrence: without(APRIL_2, '2027-04-16T10:00:00'),
      changedDates: [movedTo(APRIL_9, '2027-04-08T10:00:00')],
    });
    expect(lines(mixed)).to.deep.equal([
      'ann update series 04-09',
      'bob update series 04-09',
      'zoe organizerUpdate dates 04-09',
    ]);
    expect(mailTo(mixed, 'ann')?.news?.map(({ kind }) => kind)).to.deep.equal(['restored', 'changed', 'cancelled']);
  });

  it('everything by one mail, when the series and some dates change', async () => {
    await desk.tell(weekly);
    const planned = await desk.tell({
      ...weekly,
      title: 'Budget 2027',
      recurrence: without(MARCH_26),
      changedDates: [movedTo(APRIL_2, '2027-04-01T10:00:00', { title: 'Budget 2027' })],
    });
    expect(lines(planned)).to.deep.equal([
      'ann update series 04-02',
      'bob update series 04-02',
      'zoe organizerUpdate series 04-02',
    ]);
    expect(mailTo(planned, 'ann')?.changed).to.deep.equal(['title']);
    expect(mailTo(planned, 'ann')?.news?.map(({ kind }) => kind)).to.deep.equal(['cancelled', 'changed']);
  });

  for (const [name, change, expected] of [
    ['rule', { recurrence: { rule: 'FREQ=WEEKLY;INTERVAL=2', extraDates: [], excludedDates: [] } }, 'repetition'],
    ['extra dates', { recurrence: { ...weekly.recurrence, extraDates: ['2027-05-03T10:00:00'] } }, 'repetition'],
    ['time', { start: '2027-02-26T12:00:00', end: '2027-02-26T13:00:00' }, 'time'],
    ['zone', { timeZone: 'Europe/Berlin' }, 'time'],
    ['title', { title: 'Other' }, 'title'],
  ] as const)
    it(`the whole of it, when its ${name} changes`, async () => {
      await desk.tell(weekly);
      const planned = await desk.tell({ ...weekly, ...(change as Partial<EventFacts>) });
      expect(lines(planned)).to.deep.equal(['ann update series', 'bob update series', 'zoe organizerUpdate series']);
      expect(mailTo(planned, 'ann')?.changed).to.deep.equal([expected]);
    });

  it('nothing of a rule that is only spelled otherwise', async () => {
    await desk.tell(weekly);
    const recurrence = { rule: 'until=20270430T080000Z;freq=weekly', extraDates: [], excludedDates: [] };
    expect(await desk.tell({ ...weekly, recurrence })).to.deep.equal([]);
  });

  it('an extra date that goes, as a cancelled date', async () => {
    const extra = {
      ...weekly,
      recurrence: { rule: UNTIL_APRIL, extraDates: ['2027-03-10T10:00:00'], excludedDates: [] },
    };
    await desk.tell(extra);
    expect(lines(await desk.tell(weekly))).to.deep.equal([
      'ann cancellation dates 03-10',
      'bob cancellation dates 03-10',
    ]);
  });

  it('nothing of dates that are over', async () => {
    await desk.tell(weekly);
    desk.setNow(ms('2027-03-26T11:00'));
    expect(await desk.tell({ ...weekly, recurrence: without(MARCH_26) })).to.deep.equal([]);
    expect(
      await desk.tell({ ...weekly, changedDates: [changedDate('2027-03-05T10:00:00', { title: 'Minutes' })] }),
    ).to.deep.equal([]);
  });

  it('that a series is cancelled which has no dates to come any more', async () => {
    await desk.tell(weekly);
    desk.setNow(ms('2027-04-02T11:00'));
    const planned = await desk.tell({
      ...weekly,
      recurrence: { rule: 'FREQ=WEEKLY;UNTIL=20270402T080000Z', extraDates: [], excludedDates: [] },
      lastEndMs: ms('2027-04-02T11:00'),
    });
    expect(lines(planned)).to.deep.equal(['ann cancellation series', 'bob cancellation series']);
  });

  it('that the last date is cancelled and no more, when the others have been', async () => {
    await desk.tell(weekly);
    desk.setNow(ms('2027-04-23T11:00'));
    const last = '2027-04-30T10:00:00';
    const planned = await desk.tell({ ...weekly, recurrence: without(last), lastEndMs: ms('2027-04-23T11:00') });
    expect(lines(planned)).to.deep.equal(['ann cancellation dates 04-30', 'bob cancellation dates 04-30']);
    expect(await desk.tell({ ...weekly, recurrence: without(last), lastEndMs: ms('2027-04-23T11:00') })).to.deep.equal(
      [],
    );
  });

  it('that a series without end changed, however long it has been going', async () => {
    const endless = {
      ...weekly,
      recurrence: { rule: 'FREQ=WEEKLY', extraDates: [], excludedDates: [] },
      lastEndMs: null,
    };
    await desk.tell(endless);
    desk.setNow(ms('2037-04-02T11:00'));
    expect(lines(await desk.tell({ ...endless, title: 'Other' }))).to.have.length(3);
    expect(lines(await desk.tell(undefined))).to.deep.equal(['ann cancellation series', 'bob cancellation series']);
  });

  it('the end of everything by one CANCEL, and nothing of it when it is over', async () => {
    await desk.tell({ ...weekly, changedDates: [movedTo(MARCH_26, '2027-03-25T14:00:00')] });
    expect(lines(await desk.tell(undefined))).to.deep.equal(['ann cancellation series', 'bob cancellation series']);
    expect(await desk.tell(undefined)).to.deep.equal([]);
    await desk.tell(weekly);
    expect(lines(await desk.tell({ ...weekly, status: 'CANCELLED' }))).to.deep.equal([
      'ann cancellation series',
      'bob cancellation series',
    ]);
    await desk.tell(weekly);
    desk.setNow(ms('2027-04-30T11:00'));
    expect(await desk.tell(undefined)).to.deep.equal([]);
  });
});

describe('who is told what of single dates', () => {
  let desk: ReturnType<typeof createDesk>;
  beforeEach(async () => {
    desk = createDesk();
    await desk.tell(weekly);
  });
  const withCarl = {
    ...weekly,
    changedDates: [changedDate(MARCH_26, { invitees: [ann, bob, carl], ownPeople: true })],
  };

  it('who is invited to one date alone gets that date with its own link, and nobody else anything', async () => {
    const planned = await desk.tell(withCarl);
    expect(lines(planned)).to.deep.equal(['carl invitation dates 03-26']);
    const mail = mailTo(planned, 'carl');
    expect(mail?.recurrence).to.include({ carries: 'dates', ofKnownSeries: false, timeZone: ZONE });
    expect(mail?.meeting?.link).to.equal('https://meet.example.org/j/carl-26');
    expect(mail?.attendees.map(({ name }) => name)).to.deep.equal(['ann', 'bob', 'carl']);
  });

  it('they hear of that date only', async () => {
    await desk.tell(withCarl);
    expect(lines(await desk.tell({ ...withCarl, title: 'Other' }))).to.deep.equal([
      'ann update series 03-26',
      'bob update series 03-26',
      'zoe organizerUpdate series 03-26',
    ]);
    const [date] = withCarl.changedDates;
    if (date === undefined) throw new Error('there is one');
    const moved = { ...movedTo(MARCH_26, '2027-03-25T14:00:00'), invitees: date.invitees, ownPeople: true };
    const planned = await desk.tell({ ...weekly, title: 'Other', changedDates: [moved] });
    expect(lines(planned)).to.deep.equal([
      'ann update dates 03-26',
      'bob update dates 03-26',
      'carl update dates 03-26',
      'zoe organizerUpdate dates 03-26',
    ]);
    expect(mailTo(planned, 'carl')?.news).to.deep.equal([]);
  });

  it('who is taken from it gets a CANCEL of that date', async () => {
    await desk.tell(withCarl);
    expect(lines(await desk.tell(weekly))).to.deep.equal(['carl removal dates 03-26']);
    await desk.tell(withCarl);
    expect(lines(await desk.tell({ ...weekly, recurrence: without(MARCH_26) }))).to.deep.equal([
      'ann cancellation dates 03-26',
      'bob cancellation dates 03-26',
      'carl cancellation dates 03-26',
    ]);
  });

  it('who is taken from one date of their series gets a CANCEL of it, and it again when they come back', async () => {
    const withoutBob = { ...weekly, changedDates: [changedDate(MARCH_26, { invitees: [ann], ownPeople: true })] };
    expect(lines(await desk.tell(withoutBob))).to.deep.equal(['bob removal dates 03-26']);
    const other = await desk.tell({ ...withoutBob, title: 'Other' });
    expect(mailTo(other, 'bob')?.recurrence).to.deep.include({ excludedDates: [MARCH_26], dates: [] });
    expect(
      lines(await desk.tell({ ...weekly, title: 'Other' })).filter((line) => line.startsWith('bob')),
    ).to.deep.equal(['bob update dates 03-26']);
  });

  it('who is invited to all of it after one date gets the whole, and later changes of the date once', async () => {
    await desk.tell(withCarl);
    const all = { ...weekly, invitees: [ann, bob, carl], changedDates: withCarl.changedDates };
    expect(lines(await desk.tell(all))).to.deep.equal(['carl invitation series 03-26']);
    const planned = await desk.tell({
      ...all,
      changedDates: [movedTo(MARCH_26, '2027-03-25T14:00:00', { invitees: [ann, bob, carl] })],
    });
    expect(lines(planned).filter((line) => line.startsWith('carl'))).to.deep.equal(['carl update dates 03-26']);
    expect(lines(await desk.tell(undefined)).filter((line) => line.startsWith('carl'))).to.deep.equal([
      'carl cancellation series',
    ]);
  });

  it('who keeps one date of a series gets a CANCEL of the whole and then that date, the later one numbered higher', async () => {
    const planned = (
      await desk.tell({ ...weekly, invitees: [ann], changedDates: [changedDate(MARCH_26, { ownPeople: true })] })
    )
      .filter(({ mail }) => mail.recipient.address.startsWith('bob'))
      .map(({ mail }) => mail);
    expect(planned.map(({ kind, recurrence }) => `${kind} ${recurrence?.carries}`)).to.deep.equal([
      'removal series',
      'invitation dates',
    ]);
    expect(planned[1]?.sequence).to.be.above(planned[0]?.sequence ?? 0);
    expect(planned[1]?.stampMs).to.be.above(planned[0]?.stampMs ?? 0);
  });

  it('all dates of one person by one CANCEL, when the event goes', async () => {
    const two = [MARCH_26, APRIL_2].map((id) => changedDate(id, { invitees: [ann, bob, carl], ownPeople: true }));
    expect(lines(await desk.tell({ ...weekly, changedDates: two }))).to.deep.equal([
      'carl invitation dates 03-26',
      'carl invitation dates 04-02',
    ]);
    const planned = await desk.tell(undefined);
    expect(lines(planned)).to.deep.equal([
      'ann cancellation series',
      'bob cancellation series',
      'carl cancellation dates 03-26 04-02',
    ]);
    expect(mailTo(planned, 'carl')?.news).to.have.length(2);
  });

  it('the organizer of dates alone by a copy of each', async () => {
    const fresh = createDesk();
    const planned = await fresh.tell({ ...withCarl, invitees: [] });
    expect(lines(planned)).to.deep.equal([
      'ann invitation dates 03-26',
      'bob invitation dates 03-26',
      'carl invitation dates 03-26',
      'zoe organizer dates 03-26',
    ]);
  });

  it('the answer that each gave for that date', async () => {
    const [own] = [guest('bob', { answer: 'ACCEPTED' })];
    if (own === undefined) throw new Error('there is one');
    const planned = await desk.tell({
      ...weekly,
      changedDates: [movedTo(MARCH_26, '2027-03-25T14:00:00', { invitees: [ann, own], ownPeople: true })],
    });
    const [date] = mailTo(planned, 'ann')?.recurrence?.dates ?? [];
    expect(date?.attendees.map(({ answer }) => answer)).to.deep.equal(['NEEDS-ACTION', 'ACCEPTED']);
  });
});

describe('whom somebody else tells', () => {
  const elsewhere = guest('bob', { toldElsewhere: true });

  it('they get nothing from here: no invitation, no change', async () => {
    const desk = createDesk();
    const event = { ...weekly, invitees: [ann, elsewhere] };
    expect(lines(await desk.tell(event))).to.deep.equal(['ann invitation series', 'zoe organizer series']);
    expect(lines(await desk.tell({ ...event, title: 'Other' }))).to.deep.equal([
      'ann update series',
      'zoe organizerUpdate series',
    ]);
    expect(lines(await desk.tell(undefined))).to.deep.equal(['ann cancellation series']);
  });

  it('nor a cancellation, when they were told from here before', async () => {
    const desk = createDesk();
    await desk.tell(weekly);
    desk.handOver('bob@example.com');
    expect(await desk.tell({ ...weekly, invitees: [ann, elsewhere] })).to.deep.equal([]);
    expect(lines(await desk.tell(undefined))).to.deep.equal(['ann cancellation series']);
  });
});
