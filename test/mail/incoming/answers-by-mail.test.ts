import { expect } from 'chai';
import type { NewEvent } from '../../../src/contract/http/event.ts';
import type { IncomingMail, IncomingVerdict } from '../../../src/mail/inbox/incoming-mail.ts';
import {
  ANN,
  BOB,
  BUDGET,
  calendarPart,
  type IncomingHouse,
  type ItipLines,
  incomingMail,
  openIncomingHouse,
  vevent,
} from '../../kit/incoming-house.ts';
import { mailLines, objectOf } from '../../kit/mailed-object.ts';
import { itipText } from '../../protocols/itip/itip-fixtures.ts';

const line = ({ state, reason }: IncomingVerdict): string => `${state} ${reason}`;
const WEEKLY: NewEvent = { ...BUDGET, title: 'Weekly', recurrence: 'FREQ=WEEKLY;COUNT=10' };
const DAYS: NewEvent = {
  title: 'Away days',
  start: '2027-03-01',
  end: '2027-03-01',
  allDay: true,
  timeZone: 'Europe/Paris',
  recurrence: 'FREQ=DAILY;COUNT=20',
  invitees: BUDGET.invitees!,
};

describe('answers by mail', () => {
  let house: IncomingHouse;
  let token: string;
  before(async () => {
    house = await openIncomingHouse();
    token = house.tokenOf(ANN);
  });
  after(() => house.close());

  const reply = (lines: ItipLines, change: Partial<IncomingMail> = {}): IncomingMail =>
    incomingMail({ recipients: [token], calendars: calendarPart(lines.method ?? 'REPLY', vevent(lines)), ...change });
  /** What a program wrote, about an event of ours. */
  const written = (name: string, uid: string, change: Partial<IncomingMail> = {}): IncomingMail => {
    const text = itipText(name).replace(/UID:(?:single|series|days)-1@example\.org/g, `UID:${uid}`);
    return incomingMail({
      recipients: [token],
      calendars: [{ method: 'REPLY', text }],
      receivedMs: Date.UTC(2027, 1, 4),
      ...change,
    });
  };
  const annOn = async (id: Parameters<IncomingHouse['answersOf']>[0], date?: string) =>
    (await house.answersOf(id, date))[ANN];

  describe('to a single event are taken as each program writes them', () => {
    const cases: ReadonlyArray<readonly [name: string, answer: string, comment: string]> = [
      ['outlook-desktop-accepted-comment', 'ACCEPTED', "J'arriverai avec dix minutes de retard, désolée."],
      ['outlook-web-accepted-no-organizer', 'ACCEPTED', ''],
      ['gmail-accepted', 'ACCEPTED', ''],
      ['apple-accepted', 'ACCEPTED', ''],
      ['apple-whole-list', 'DECLINED', ''],
      ['thunderbird-tentative', 'TENTATIVE', 'Vielleicht – ich melde mich. Grüße, Ann'],
      ['sogo-accepted-sent-by', 'ACCEPTED', ''],
      ['nextcloud-declined', 'DECLINED', ''],
      ['nextcloud-no-sequence', 'ACCEPTED', ''],
      ['gateway-mangled', 'ACCEPTED', 'on my way'],
      ['doubled-carriage-returns', 'ACCEPTED', ''],
      ['line-feeds-late-version', 'ACCEPTED', 'Приду\nвовремя 🙂'],
      ['percent-encoded-alias', 'ACCEPTED', ''],
    ];
    for (const [name, answer, comment] of cases)
      it(name, async () => {
        const { id, uid } = await house.schedule({
          ...BUDGET,
          invitees: [{ email: 'ann.lee@example.com', name: 'Ann Lee' }, { email: 'bob@example.net' }],
        });
        const mail = written(name, uid, { recipients: [house.tokenOf('ann.lee@example.com')] });
        expect(line(await house.handle(mail))).to.equal('handled answer');
        expect(await house.answersOf(id)).to.deep.equal({
          'ann.lee@example.com': answer,
          'bob@example.net': 'NEEDS-ACTION',
        });
        const [note] = await house.notesOf(id);
        expect(note).to.deep.include({ kind: 'answer', address: 'ann.lee@example.com' });
        expect(note?.body).to.deep.include({ answer, text: comment });
        // The same mail once more, as after a crash.
        await house.handle(mail);
        expect(await house.notesOf(id)).to.have.length(1);
        expect(await house.deliver()).to.deep.equal([]);
      });
  });

  describe('to a series', () => {
    const ANN_LEE = 'ann.lee@example.com';
    const withAnnLee = (event: NewEvent): NewEvent => ({ ...event, invitees: [{ email: ANN_LEE, name: 'Ann Lee' }] });
    const cases: ReadonlyArray<readonly [string, NewEvent, string, string]> = [
      ['exchange-one-date-tentative', WEEKLY, '2027-03-08T10:00:00', 'TENTATIVE'],
      ['exchange-customized-zone', WEEKLY, '2027-03-15T10:00:00', 'ACCEPTED'],
      ['gmail-one-date-utc', WEEKLY, '2027-04-05T10:00:00', 'DECLINED'],
      ['zimbra-accepted', WEEKLY, '2027-03-29T10:00:00', 'ACCEPTED'],
      ['exchange-all-day-one-date', DAYS, '2027-03-09', 'DECLINED'],
    ];
    for (const [name, series, date, answer] of cases)
      it(`for one date alone: ${name}`, async () => {
        const { id, uid } = await house.schedule(withAnnLee(series));
        const mail = written(name, uid, { recipients: [house.tokenOf(ANN_LEE)] });
        expect(line(await house.handle(mail))).to.equal('handled answer');
        expect((await house.answersOf(id, date))[ANN_LEE]).to.equal(answer);
        const otherDate = series === DAYS ? '2027-03-10' : '2027-03-22T10:00:00';
        expect((await house.answersOf(id, otherDate))[ANN_LEE]).to.equal('NEEDS-ACTION');
      });

    it('for all of it, with the date that differs in the same mail', async () => {
      const { id, uid } = await house.schedule(withAnnLee(WEEKLY));
      const mail = written('apple-several-dates', uid, { recipients: [house.tokenOf(ANN_LEE)] });
      expect(line(await house.handle(mail))).to.equal('handled answer');
      expect((await house.answersOf(id, '2027-03-22T10:00:00'))[ANN_LEE]).to.equal('DECLINED');
      expect((await house.answersOf(id, '2027-03-29T10:00:00'))[ANN_LEE]).to.equal('ACCEPTED');
    });

    it('with the words that Google keeps in a parameter', async () => {
      const { id, uid } = await house.schedule(withAnnLee(WEEKLY));
      await house.handle(written('gmail-series-declined-comment', uid, { recipients: [house.tokenOf(ANN_LEE)] }));
      expect((await house.notesOf(id))[0]?.body).to.deep.include({ answer: 'DECLINED', text: 'Montags geht es nicht' });
    });
  });

  it('that stand twice in a mail are taken once', async () => {
    const { id, uid } = await house.schedule();
    const [part] = calendarPart('REPLY', vevent({ uid, more: ['COMMENT:yes'] }));
    const again = { method: '', text: part!.text.replaceAll('\r\n', '\n') };
    expect(line(await house.handle(incomingMail({ recipients: [token], calendars: [part!, again] })))).to.equal(
      'handled answer',
    );
    expect(await house.notesOf(id)).to.have.length(1);
  });

  it('that repeat the text of the event where words would stand come without words', async () => {
    const { id, uid } = await house.schedule({ ...BUDGET, description: 'Figures, please' });
    await house.handle(reply({ uid, more: ['COMMENT:Figures\\, please\\n'] }));
    expect((await house.notesOf(id))[0]?.body).to.deep.include({ answer: 'ACCEPTED', text: '' });
  });

  it('to an older version count when the time is the same, whatever else changed', async () => {
    const { id, uid } = await house.schedule();
    await house.changeEvent(house.zoe, id, { title: 'Budget 2028' });
    await house.deliver();
    expect(line(await house.handle(reply({ uid, more: ['DTSTART:20270301T090000Z'] })))).to.equal('handled answer');
    expect(await annOn(id)).to.equal('ACCEPTED');
  });

  it('to a time to which the event came back count', async () => {
    const { id, uid } = await house.schedule();
    for (const day of ['02', '01']) {
      await house.changeEvent(house.zoe, id, { start: `2027-03-${day}T10:00`, end: `2027-03-${day}T11:00` });
      await house.deliver();
    }
    expect(line(await house.handle(reply({ uid, more: ['DTSTART:20270301T090000Z'] })))).to.equal('handled answer');
    expect(line(await house.handle(reply({ uid, sequence: 1, more: ['DTSTART:20270302T090000Z'] })))).to.equal(
      'ignored outdated',
    );
  });

  it('that say neither yes nor no change nothing', async () => {
    const { id, uid } = await house.schedule();
    const mail = reply({ uid, attendees: [`ATTENDEE;PARTSTAT=X-LATER:mailto:${ANN}`] });
    expect(line(await house.handle(mail))).to.equal('ignored no-answer');
    expect(line(await house.handle(reply({ uid, attendees: [] })))).to.equal('set-aside unreadable');
    expect(await annOn(id)).to.equal('NEEDS-ACTION');
  });

  describe('another time', () => {
    const counter = (uid: string, partstat: string, more: readonly string[] = []): IncomingMail =>
      reply({
        ...{ uid, method: 'COUNTER' },
        attendees: [`ATTENDEE;PARTSTAT=${partstat}:mailto:${ANN}`],
        more: [
          'DTSTART;TZID=Romance Standard Time:20270301T140000',
          'DTEND;TZID=Romance Standard Time:20270301T150000',
          'COMMENT:After lunch?',
          ...more,
        ],
      });

    it('is for the organizer to decide; what was answered holds', async () => {
      const { id, uid } = await house.schedule();
      await house.handle(reply({ uid }));
      const mail = counter(uid, 'NEEDS-ACTION');
      expect(line(await house.handle({ ...mail, receivedMs: Date.UTC(2027, 1, 2, 10) }))).to.equal('handled proposal');
      await house.handle({ ...mail, receivedMs: Date.UTC(2027, 1, 2, 10) });
      expect(await annOn(id)).to.equal('ACCEPTED');
      const proposals = (await house.notesOf(id)).filter(({ kind }) => kind === 'proposal');
      expect(proposals).to.have.length(1);
      expect(proposals[0]).to.deep.include({ state: 'open', address: ANN });
      expect(proposals[0]?.body).to.deep.include({
        ...{ text: 'After lunch?', timeZone: 'Europe/Paris', allDay: false },
        ...{ startMs: Date.UTC(2027, 2, 1, 13), endMs: Date.UTC(2027, 2, 1, 14) },
      });
    });

    it('comes with an answer to the time that stands, where there is one', async () => {
      const { id, uid } = await house.schedule();
      await house.handle(counter(uid, 'DECLINED'));
      expect(await annOn(id)).to.equal('DECLINED');
    });

    it('moves the event when the organizer accepts it, and tells everyone', async () => {
      const { id, uid } = await house.schedule();
      await house.handle(counter(uid, 'TENTATIVE'));
      const [note] = (await house.notesOf(id)).filter(({ kind }) => kind === 'proposal');
      await house.decideNote(house.zoe, id, note!.id, { decision: 'accept' });
      const mails = await house.deliver();
      expect(mailLines(mails.filter(({ calendar }) => calendar !== undefined))).to.deep.equal([
        'ann REQUEST single',
        'bob REQUEST single',
      ]);
      expect(objectOf(mails.find(({ to }) => to.includes(BOB))).main?.start).to.deep.equal({
        local: '2027-03-01T13:00:00',
        timeZone: 'UTC',
      });
    });

    it('of one date of a series', async () => {
      const { id, uid } = await house.schedule(WEEKLY);
      await house.handle(counter(uid, 'TENTATIVE', ['RECURRENCE-ID:20270301T090000Z']));
      const [note] = (await house.notesOf(id)).filter(({ kind }) => kind === 'proposal');
      expect(note?.recurrenceId).to.equal('2027-03-01T10:00:00');
    });

    it('that is the time that stands is an answer alone', async () => {
      const { id, uid } = await house.schedule();
      const mail = (partstat: string) =>
        reply({
          ...{ uid, method: 'COUNTER', attendees: [`ATTENDEE;PARTSTAT=${partstat}:mailto:${ANN}`] },
          more: ['DTSTART:20270301T090000Z', 'DTEND:20270301T100000Z'],
        });
      expect(line(await house.handle(mail('NEEDS-ACTION')))).to.equal('ignored no-answer');
      expect(line(await house.handle(mail('DECLINED')))).to.equal('handled answer');
      expect((await house.notesOf(id)).map(({ kind }) => kind)).to.deep.equal(['answer']);
    });

    it('without a time is none', async () => {
      const { id, uid } = await house.schedule();
      const mail = reply({ uid, method: 'COUNTER', more: ['DTSTART:20270301T090000Z', 'DTEND:20270230T090000Z'] });
      expect(line(await house.handle(mail))).to.equal('set-aside unreadable');
      expect(await house.notesOf(id)).to.deep.equal([]);
    });
  });

  describe('somebody else who comes instead', () => {
    const delegating = (uid: string, to: string): IncomingMail =>
      reply({
        uid,
        attendees: [
          `ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:${to}":mailto:${ANN}`,
          `ATTENDEE;CN=Carl;DELEGATED-FROM="mailto:${ANN}":mailto:${to}`,
        ],
      });

    it('is invited in turn, and answers for themself', async () => {
      const { id, uid } = await house.schedule();
      expect(line(await house.handle(delegating(uid, 'carl@example.net')))).to.equal('handled delegation');
      await house.handle(delegating(uid, 'carl@example.net'));
      const mails = await house.deliver();
      expect(mails.filter(({ to }) => to.includes('carl@example.net'))).to.have.length(1);
      expect(await house.answersOf(id)).to.include({ [ANN]: 'DELEGATED', 'carl@example.net': 'NEEDS-ACTION' });
      // Their program may answer to the address that it was forwarded from: that is not theirs.
      const attendees = [`ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:${ANN}":mailto:carl@example.net`];
      const from = { name: 'Carl', address: 'carl@example.net' };
      const more = ['DTSTART:20270301T090000Z'];
      expect(line(await house.handle(reply({ uid, attendees, more }, { from })))).to.equal('handled unverified');
      expect(line(await house.handle(reply({ uid, attendees, more }, { from, authentic: true })))).to.equal(
        'handled answer',
      );
      expect(await house.answersOf(id)).to.include({ [ANN]: 'DELEGATED', 'carl@example.net': 'ACCEPTED' });
    });

    it('is not themself, nor the organizer, nor nobody', async () => {
      const { id, uid } = await house.schedule();
      for (const to of [ANN, 'zoe@example.org'])
        expect(line(await house.handle(delegating(uid, to)))).to.equal('set-aside delegate-refused');
      const nobody = reply({ uid, attendees: [`ATTENDEE;PARTSTAT=DELEGATED:mailto:${ANN}`] });
      expect(line(await house.handle(nobody))).to.equal('set-aside unclear');
      expect(await annOn(id)).to.equal('NEEDS-ACTION');
    });
  });

  describe('REFRESH', () => {
    it('gets the event as it is now, alone, with all its dates', async () => {
      const { id, uid } = await house.schedule(WEEKLY);
      await house.changeEvent(house.zoe, id, {
        recurrenceId: '2027-03-08T10:00',
        scope: 'this',
        start: '2027-03-09T10:00',
        end: '2027-03-09T11:00',
      });
      await house.deliver();
      const mail = reply({ uid, method: 'REFRESH', attendees: [`ATTENDEE:mailto:${ANN}`] });
      expect(line(await house.handle(mail))).to.equal('handled refresh');
      const mails = await house.deliver();
      expect(mailLines(mails)).to.deep.equal(['ann REQUEST series 03-08']);
      // Later changes reach her as before.
      await house.changeEvent(house.zoe, id, { title: 'Weekly, renamed' });
      expect(mailLines(await house.deliver())).to.include('ann REQUEST series 03-08');
      await house.deleteEvent(house.zoe, id, { notify: true });
      expect(mailLines(await house.deliver())).to.include('ann CANCEL series');
    });

    it('is answered three times an hour at most', async () => {
      const { uid } = await house.schedule();
      const verdicts: string[] = [];
      for (let times = 0; times < 5; times += 1) {
        verdicts.push(line(await house.handle(reply({ uid, method: 'REFRESH' }))));
        await house.deliver();
      }
      expect(verdicts).to.deep.equal([...Array(3).fill('handled refresh'), ...Array(2).fill('ignored too-often')]);
    });

    it('leaves a deletion that nobody was told of yet alone', async () => {
      const { id, uid } = await house.schedule();
      await house.deleteEvent(house.zoe, id, { notify: true });
      await house.handle(reply({ uid, method: 'REFRESH' }));
      expect(mailLines(await house.deliver())).to.include('ann CANCEL single');
    });
  });

  it('to the meeting address that are invitations go to the meetings of people elsewhere', async () => {
    const request = incomingMail({
      calendars: [{ method: 'REQUEST', text: itipText('google-request-to-meeting-address') }],
      automatic: true,
    });
    const cancel = incomingMail({ calendars: [{ method: 'CANCEL', text: itipText('outlook-cancel') }] });
    expect(line(await house.handle(request))).to.equal('handled hosted');
    await house.handle(cancel);
    expect(house.asked.map(([call, uid]) => `${call} ${uid.slice(0, 9)}`)).to.deep.equal([
      'request 7r3k9@goo',
      'cancel 040000008',
    ]);
    expect(line(await house.handle({ ...request, recipients: [token] }))).to.equal('ignored automatic');
  });
});
