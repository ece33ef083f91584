import { expect } from 'chai';
import type { IncomingMail, IncomingVerdict } from '../../../src/mail/inbox/incoming-mail.ts';
import {
  ANN,
  BUDGET,
  calendarPart,
  type IncomingHouse,
  type ItipLines,
  incomingMail,
  openIncomingHouse,
  vevent,
} from '../../kit/incoming-house.ts';

const EVE = { name: 'Eve', address: 'eve@else.example' };
const line = ({ state, reason }: IncomingVerdict): string => `${state} ${reason}`;
const says = (partstat: string, address: string): string => `ATTENDEE;PARTSTAT=${partstat}:mailto:${address}`;

/** What others than the invitee send to an invitee's reply address, and what is sent to it too often. */
describe('mails to a reply address that was passed on', () => {
  let house: IncomingHouse;
  let event: Awaited<ReturnType<IncomingHouse['schedule']>>;
  let token: string;
  before(async () => {
    house = await openIncomingHouse();
    token = house.tokenOf(ANN);
  });
  beforeEach(async () => {
    event = await house.schedule();
  });
  after(() => house.close());

  const reply = (change: Partial<IncomingMail> = {}, lines: Partial<ItipLines> = {}): IncomingMail =>
    incomingMail({
      recipients: [token],
      calendars: calendarPart(lines.method ?? 'REPLY', vevent({ uid: event.uid, ...lines })),
      ...change,
    });
  const answer = async (): Promise<string | undefined> => (await house.answersOf(event.id))[ANN];

  it('an answer of somebody to whom the mail was forwarded is not the invitee’s: the organizer sees who wrote it', async () => {
    const mail = reply({ from: EVE }, { attendees: [says('DECLINED', EVE.address)], more: ['COMMENT:Not for me'] });
    expect(line(await house.handle(mail))).to.equal('handled unverified');
    expect(await answer()).to.equal('NEEDS-ACTION');
    const [note] = await house.notesOf(event.id);
    expect(note).to.include({ kind: 'unverified', address: ANN });
    expect(note?.body.text).to.equal('eve@else.example · Not for me');
  });

  for (const [what, from, attendee] of [
    ['under their name', { name: 'LEE, Ánn', address: 'al@corp.example' }, says('ACCEPTED', 'al@corp.example')],
    [
      'whose program says their name',
      { name: '', address: 'al@corp.example' },
      'ATTENDEE;CN=Ann Lee;PARTSTAT=ACCEPTED:mailto:al@corp.example',
    ],
    [
      'with the same name before another domain',
      { name: '', address: 'ann@corp.example' },
      says('ACCEPTED', 'ann@corp.example'),
    ],
    ['from the address that was invited', { name: '', address: ANN }, says('ACCEPTED', 'al@corp.example')],
  ] as const)
    it(`an answer from another address of the invitee counts: ${what}`, async () => {
      expect(line(await house.handle(reply({ from }, { attendees: [attendee] })))).to.equal('handled answer');
      expect(await answer()).to.equal('ACCEPTED');
    });

  it('what is not sure is not asked about a date that does not exist, nor about one that is over or cancelled', async () => {
    const series = await house.schedule({ ...BUDGET, recurrence: 'FREQ=WEEKLY;COUNT=3' });
    const on = (date: string, change: Partial<IncomingMail> = {}) =>
      house.handle(
        reply({ recipients: ['meet@example.org'], ...change }, { uid: series.uid, more: [`RECURRENCE-ID:${date}`] }),
      );
    expect(line(await on('20270302T090000Z'))).to.equal('set-aside unknown-date');
    expect(line(await on('99991231T235959Z'))).to.equal('set-aside unknown-date');
    expect(line(await on('20270301T090000Z', { receivedMs: Date.UTC(2027, 2, 2) }))).to.equal('ignored over');
    expect(await house.notesOf(series.id)).to.deep.equal([]);
    expect(line(await on('20270308T090000Z'))).to.equal('handled unverified');
  });

  it('the same words and the same proposal by both ways in are noted once', async () => {
    const words = {
      messageId: '<1@mail.example>',
      words: 'I am late',
      answersTo: [event.mailTo(ANN)?.parsed.messageId ?? ''],
    };
    const times = ['DTSTART:20270302T090000Z', 'DTEND:20270302T100000Z'];
    const other = reply({ messageId: '<2@mail.example>' }, { method: 'COUNTER', more: times });
    for (const id of ['by-smtp', 'by-imap']) {
      expect(line(await house.handle(incomingMail({ recipients: [token], id, ...words })))).to.equal('handled words');
      await house.handle({ ...other, id });
    }
    const kinds = (await house.notesOf(event.id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'words')).to.have.length(1);
    expect(kinds.filter((kind) => kind === 'proposal')).to.have.length(1);
  });

  it('an event of the same UID that somebody else made takes no answer, no words and no REFRESH away', async () => {
    const account = await house.addAccount('mallory@example.org', { name: 'Mallory' });
    const raw = [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//M//M//EN', 'BEGIN:VEVENT', `UID:${event.uid}`],
      ...['DTSTAMP:20270201T090000Z', 'DTSTART:20270301T090000Z', 'DTEND:20270301T100000Z', 'SUMMARY:Mine'],
      ...['ORGANIZER:mailto:mallory@example.org', `ATTENDEE:mailto:${ANN}`, 'END:VEVENT', 'END:VCALENDAR', ''],
    ].join('\r\n');
    const calendar = await house.homeOf(account);
    const put = await house.putObject({ account, calendar, uri: 'm.ics', raw, condition: () => true });
    if (!put.ok) throw new Error('not put');
    const reply = (change: Partial<IncomingMail>, partstat: string, stamp: string) =>
      incomingMail({
        calendars: calendarPart('REPLY', vevent({ uid: event.uid, attendees: [says(partstat, ANN)], stamp })),
        ...change,
      });
    // Theirs is the older object from now on.
    await house.deleteEvent(house.zoe, event.id, { notify: true });
    await house.restoreEvent(house.zoe, event.id);
    await house.handle(reply({ recipients: [token] }, 'ACCEPTED', '20270201T090000Z'));
    expect(await answer()).to.equal('ACCEPTED');
    await house.handle(reply({ authentic: true }, 'DECLINED', '20270201T090001Z'));
    expect(await answer()).to.equal('DECLINED');
    await house.handle(reply({ id: 'forged' }, 'TENTATIVE', '20270201T090002Z'));
    const answersTo = [event.mailTo(ANN)?.parsed.messageId ?? ''];
    await house.handle(incomingMail({ recipients: [token], id: 'words', words: 'Hello', answersTo }));
    expect(await house.notesOf(put.id)).to.deep.equal([]);
    expect((await house.notesOf(event.id)).map(({ kind }) => kind)).to.include.members(['unverified', 'words']);
  });

  it('a program that answers without end does not bury what people wrote', async () => {
    const answersTo = [event.mailTo(ANN)?.parsed.messageId ?? ''];
    const verdicts: string[] = [];
    for (let count = 0; count < 25; count += 1) {
      const mail = incomingMail({
        recipients: [token],
        id: `m${count}`,
        words: `Ticket ${count} was opened`,
        answersTo,
      });
      verdicts.push(line(await house.handle(mail)));
    }
    expect(verdicts.filter((verdict) => verdict === 'handled words')).to.have.length(20);
    expect(verdicts.at(-1)).to.equal('set-aside too-often');
    expect(await house.notesOf(event.id)).to.have.length(20);
  });
});
