import { expect } from 'chai';
import type { Account } from '../../../src/accounts/account.ts';
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

const EVE = { name: 'Eve', address: 'eve@example.net' };
const line = ({ state, reason }: IncomingVerdict): string => `${state} ${reason}`;
const says = (partstat: string, address = ANN): string => `ATTENDEE;PARTSTAT=${partstat}:mailto:${address}`;

/** Security S10, mail by mail: each says whether it may change an answer. */
describe('mails that say they are an answer', () => {
  let house: IncomingHouse;
  let max: Account;
  let event: Awaited<ReturnType<IncomingHouse['schedule']>>;
  let token: string;
  before(async () => {
    house = await openIncomingHouse();
    max = await house.addAccount('max@example.org', { name: 'Max' });
    await house.schedule({ ...BUDGET, title: 'Another', invitees: [{ email: EVE.address }] }, max);
    token = house.tokenOf(ANN);
  });
  beforeEach(async () => {
    event = await house.schedule();
  });
  after(() => house.close());

  const reply = (change: Partial<IncomingMail> = {}, lines: Partial<ItipLines> = {}): IncomingMail => {
    const { method = 'REPLY' } = lines;
    return incomingMail({ calendars: calendarPart(method, vevent({ uid: event.uid, ...lines })), ...change });
  };

  interface Outcome {
    readonly verdict: string;
    readonly ann?: string;
    readonly bob?: string;
    readonly notes?: readonly string[];
  }
  const expectOutcome = async (
    mail: IncomingMail,
    { verdict, ann = 'NEEDS-ACTION', bob = 'NEEDS-ACTION', notes }: Outcome,
  ) => {
    expect(line(await house.handle(mail))).to.equal(verdict);
    expect(await house.answersOf(event.id)).to.deep.equal({ [ANN]: ann, [BOB]: bob });
    const kinds = (await house.notesOf(event.id)).map(({ kind, address }) => `${kind} ${address}`);
    const expected = notes ?? (verdict === 'handled answer' ? [`answer ${ann === 'NEEDS-ACTION' ? BOB : ANN}`] : []);
    expect(kinds).to.deep.equal(expected);
  };

  const UNVERIFIED: Outcome = { verdict: 'handled unverified', notes: [`unverified ${ANN}`] };
  const ACCEPTED: Outcome = { verdict: 'handled answer', ann: 'ACCEPTED' };

  describe('count', () => {
    it('1: to the reply address, from the invitee', () => expectOutcome(reply({ recipients: [token] }), ACCEPTED));
    it('2: to the reply address in capitals', () =>
      expectOutcome(reply({ recipients: [token.toUpperCase()] }), ACCEPTED));
    it('3: to the reply address, without ORGANIZER, from another address of theirs (Outlook)', () =>
      expectOutcome(
        reply(
          { recipients: [token], from: { name: 'LEE, Ann', address: 'a.lee@corp.example' } },
          { attendees: [says('ACCEPTED', 'a.lee@corp.example')] },
        ),
        ACCEPTED,
      ));
    it('4: to the reply address, though their program says that it is automatic', () =>
      expectOutcome(reply({ recipients: [token], automatic: true }), ACCEPTED));
    it('5: with proof of the domain, to the meeting address', () =>
      expectOutcome(reply({ authentic: true }), ACCEPTED));
    it('6: two names in one REPLY: that of the reply address', () =>
      expectOutcome(
        reply({ recipients: [token] }, { attendees: [says('DECLINED', BOB), says('ACCEPTED')] }),
        ACCEPTED,
      ));
    it('7: sent for them by somebody who is invited too', () =>
      expectOutcome(
        reply(
          { recipients: [token], from: { name: 'Bob', address: BOB } },
          { attendees: [`ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY="mailto:${BOB}":mailto:${ANN}`] },
        ),
        ACCEPTED,
      ));
    it('8: two other names of theirs that say the same', () =>
      expectOutcome(
        reply(
          { recipients: [token] },
          { attendees: [says('ACCEPTED', 'a@corp.example'), says('ACCEPTED', 'ann@corp.example')] },
        ),
        ACCEPTED,
      ));
  });

  describe('are kept for the organizer to confirm, and change nothing', () => {
    it('9: a forged From', () => expectOutcome(reply(), UNVERIFIED));
    it('10: a forged From, in the name of the invitee alone', () =>
      expectOutcome(reply({ from: { name: 'Ann Lee', address: EVE.address } }), UNVERIFIED));
    it('11: with proof of another domain', () => expectOutcome(reply({ from: EVE, authentic: true }), UNVERIFIED));
    it('12: to an address that was never given out', () =>
      expectOutcome(reply({ recipients: [`meet+${'a'.repeat(26)}@example.org`] }), UNVERIFIED));
    it('13: to a reply address with one letter changed', () =>
      expectOutcome(reply({ recipients: [token.replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@'))] }), UNVERIFIED));
    it('14: to one’s own reply address, in the name of another invitee', () =>
      expectOutcome(reply({ recipients: [house.tokenOf(BOB)], from: { name: 'Bob', address: BOB } }), UNVERIFIED));
    it('15: to the reply address of another organizer, who does not invite them to this', async () => {
      const mail = reply({ recipients: [house.tokenOf(EVE.address, max)], from: EVE });
      await expectOutcome(mail, UNVERIFIED);
    });
    it('16: with proof, in the name of another invitee', () =>
      expectOutcome(reply({ from: { name: 'Bob', address: BOB }, authentic: true }), UNVERIFIED));
    it('17: to the reply address, under an unknown name, from another invitee', () =>
      expectOutcome(
        reply(
          { recipients: [token], from: { name: 'Bob', address: BOB } },
          { attendees: [says('DECLINED', 'x@y.example')] },
        ),
        UNVERIFIED,
      ));
    it('18: another time, from nobody knows whom', () =>
      expectOutcome(
        reply({}, { method: 'COUNTER', more: ['DTSTART:20270302T090000Z', 'DTEND:20270302T100000Z'] }),
        UNVERIFIED,
      ));
  });

  describe('are set aside or ignored', () => {
    it('19: about an event that is not known here', () =>
      expectOutcome(reply({ recipients: [token] }, { uid: 'somebody-elses' }), { verdict: 'set-aside unknown-event' }));
    it('20: by somebody who is not invited', () =>
      expectOutcome(reply({ from: EVE }, { attendees: [says('ACCEPTED', EVE.address)] }), {
        verdict: 'set-aside not-invited',
      }));
    it('21: by somebody who is not invited, with proof', () =>
      expectOutcome(reply({ from: EVE, authentic: true }, { attendees: [says('ACCEPTED', EVE.address)] }), {
        verdict: 'set-aside not-invited',
      }));
    it('22: in the name of the organizer', () =>
      expectOutcome(
        reply(
          { from: { name: 'Zoé', address: 'zoe@example.org' }, authentic: true },
          { attendees: [says('DECLINED', 'zoe@example.org')] },
        ),
        {
          verdict: 'set-aside not-invited',
        },
      ));
    it('23: to the reply address of who was removed', async () => {
      await house.changeEvent(house.zoe, event.id, { invitees: [{ email: BOB, name: 'Bob' }] });
      await house.deliver();
      expect(line(await house.handle(reply({ recipients: [token] })))).to.equal('set-aside not-invited');
      expect(await house.answersOf(event.id)).to.deep.equal({ [BOB]: 'NEEDS-ACTION' });
    });
    it('24: to a time at which it is no more, also from a program that says no version', async () => {
      await house.changeEvent(house.zoe, event.id, { start: '2027-03-02T10:00', end: '2027-03-02T11:00' });
      await house.deliver();
      for (const sequence of [0, 'none'] as const)
        await expectOutcome(reply({ recipients: [token] }, { sequence, more: ['DTSTART:20270301T090000Z'] }), {
          verdict: 'ignored outdated',
        });
    });
    it('25: to a time at which it is no more, before anybody was told, or without SEQUENCE', async () => {
      await house.changeEvent(house.zoe, event.id, { start: '2027-03-02T10:00', end: '2027-03-02T11:00' });
      for (const sequence of [0, 'none'] as const)
        await expectOutcome(reply({ recipients: [token] }, { sequence, more: ['DTSTART:20270301T090000Z'] }), {
          verdict: 'ignored outdated',
        });
    });
    it('26: an older answer that comes late', async () => {
      await house.handle(reply({ recipients: [token] }, { attendees: [says('DECLINED')], stamp: '20270202T083000Z' }));
      const late = reply({ recipients: [token] }, { stamp: '20270202T080000Z' });
      await expectOutcome(late, { verdict: 'ignored outdated', ann: 'DECLINED', notes: [`answer ${ANN}`] });
    });
    it('27: CANCEL, REQUEST, ADD, DECLINECOUNTER to a reply address', async () => {
      for (const method of ['CANCEL', 'REQUEST', 'ADD', 'DECLINECOUNTER'])
        await expectOutcome(
          reply(
            { recipients: [token], authentic: true },
            { method, more: ['STATUS:CANCELLED', 'DTSTART:20270301T120000Z', 'ORGANIZER:mailto:zoe@example.org'] },
          ),
          { verdict: 'set-aside method-not-taken' },
        );
      expect(house.asked).to.deep.equal([]);
    });
    it('28: CANCEL and REQUEST to the meeting address that name an organizer of ours', async () => {
      for (const method of ['CANCEL', 'REQUEST'])
        await expectOutcome(reply({ authentic: true }, { method, more: [`ORGANIZER:mailto:${token}`] }), {
          verdict: 'ignored own-event',
        });
      expect(house.asked).to.deep.equal([]);
    });
    it('29: a REPLY that names a date that is none, or one that cannot be read', async () => {
      const on = (date: string) => reply({ recipients: [token] }, { more: [`RECURRENCE-ID:${date}`] });
      await expectOutcome(on('20270303T090000Z'), { verdict: 'set-aside unknown-date' });
      await expectOutcome(on('20270230T090000Z'), { verdict: 'set-aside unreadable' });
    });
    it('30: what went through here before', () =>
      expectOutcome(reply({ recipients: [token], looped: true }), { verdict: 'ignored loop' }));
    it('31: REFRESH from nobody knows whom', () =>
      expectOutcome(reply({}, { method: 'REFRESH' }), { verdict: 'set-aside not-verified' }));
    it('32: out of office, with the invitation quoted', () =>
      expectOutcome(
        reply({ recipients: [token], automatic: true, words: 'I am away until Monday.' }, { method: 'REQUEST' }),
        {
          verdict: 'ignored automatic',
        },
      ));
  });

  it('33: a reply address answers one organizer, and another only of whose event that person was told', async () => {
    const invitees = [{ email: ANN }, { email: BOB }];
    const untold = await house.schedule({ ...BUDGET, title: 'Untold', invitees, notify: false }, max);
    const told = await house.schedule({ ...BUDGET, title: 'Told', invitees }, max);
    for (const { uid } of [untold, told]) await house.handle(reply({ recipients: [token] }, { uid }));
    expect((await house.answersOf(untold.id, undefined, max))[ANN]).to.equal('NEEDS-ACTION');
    expect((await house.notesOf(untold.id)).map(({ kind }) => kind)).to.deep.equal(['unverified']);
    expect((await house.answersOf(told.id, undefined, max))[ANN]).to.equal('ACCEPTED');
  });

  it('34: who knows the UID cannot fill the organizer’s screen', async () => {
    for (let times = 0; times < 40; times += 1)
      await house.handle(reply({}, { stamp: `202702020800${String(times).padStart(2, '0')}Z` }));
    expect(await house.notesOf(event.id)).to.have.length(1);
    const series = await house.schedule({ ...BUDGET, recurrence: 'FREQ=DAILY;COUNT=30' });
    const dates = Array.from(
      { length: 28 },
      (_, day) => `RECURRENCE-ID:202703${String(day + 1).padStart(2, '0')}T090000Z`,
    );
    const vevents = dates.map((date) => vevent({ uid: series.uid, more: [date] }));
    await house.handle(incomingMail({ calendars: calendarPart('REPLY', ...vevents) }));
    expect((await house.notesOf(series.id)).length).to.equal(5);
  });

  it('35: a stamp from the future keeps no later answer out', async () => {
    await house.handle(reply({ recipients: [token] }, { stamp: '20990101T000000Z' }));
    const later = reply(
      { recipients: [token], receivedMs: Date.UTC(2027, 1, 2, 10) },
      { attendees: [says('DECLINED')], stamp: '20270202T095900Z' },
    );
    expect(line(await house.handle(later))).to.equal('handled answer');
    expect((await house.answersOf(event.id))[ANN]).to.equal('DECLINED');
  });

  it('36: dates at the ends of the calendar are dates like others', async () => {
    const { id, uid } = await house.schedule({ ...BUDGET, recurrence: 'FREQ=WEEKLY' });
    const verdicts: string[] = [];
    for (const date of ['99991231T235959Z', '10000101T000000Z', ';VALUE=DATE:99991231', ';VALUE=DATE:10000101'])
      for (const recipient of [token, 'meet@example.org'])
        for (const method of ['REPLY', 'COUNTER']) {
          const id = date.startsWith(';') ? date : `:${date}`;
          const times = [`DTSTART${id}`, `DTEND${id}`];
          const proposes = { attendees: [says('NEEDS-ACTION')], more: times };
          const lines = { uid, method, ...(method === 'COUNTER' ? proposes : { more: [`RECURRENCE-ID${id}`] }) };
          verdicts.push((await house.handle(reply({ recipients: [recipient] }, lines))).state);
        }
    expect(new Set(verdicts)).to.deep.equal(new Set(['set-aside', 'handled']));
    for (const { atMs, body } of await house.notesOf(id)) {
      expect(atMs).to.be.a('number');
      for (const ms of [body.startMs, body.endMs]) if (ms !== undefined) expect(Number.isFinite(ms)).to.equal(true);
    }
    expect((await house.answersOf(id))[ANN]).to.equal('NEEDS-ACTION');
  });

  it('37: to the reply address of who delegated, by somebody else of whom they said nothing', async () => {
    const attendees = [`ATTENDEE;PARTSTAT=DECLINED;DELEGATED-FROM="mailto:${ANN}":mailto:carl@example.net`];
    await expectOutcome(reply({ recipients: [token] }, { attendees }), { verdict: 'set-aside not-invited' });
  });

  it('38: an unknown name beside the answer of another invitee is not the other name of who holds the address', () =>
    expectOutcome(
      reply({ recipients: [token] }, { attendees: [says('DECLINED', BOB), says('ACCEPTED', 'x@y.example')] }),
      { verdict: 'handled unverified', notes: [`unverified ${BOB}`] },
    ));

  it('39: REFRESH and words from who was removed', async () => {
    await house.changeEvent(house.zoe, event.id, { invitees: [{ email: BOB, name: 'Bob' }] });
    const mailed = (await house.deliver()).find(({ to }) => to.includes(ANN));
    expect(line(await house.handle(reply({ recipients: [token] }, { method: 'REFRESH' })))).to.equal(
      'set-aside not-verified',
    );
    const words = { recipients: [token], words: 'Why?', answersTo: [mailed?.parsed.messageId ?? ''] };
    expect(line(await house.handle(incomingMail(words)))).to.equal('set-aside unclear');
    expect(await house.notesOf(event.id)).to.deep.equal([]);
  });
});
