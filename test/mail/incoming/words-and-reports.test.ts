import { expect } from 'chai';
import type { Account } from '../../../src/accounts/account.ts';
import type { EventId } from '../../../src/base/ids.ts';
import type { DeliveryReport, IncomingMail, IncomingVerdict } from '../../../src/mail/inbox/incoming-mail.ts';
import {
  ANN,
  BOB,
  BUDGET,
  calendarPart,
  type IncomingHouse,
  incomingMail,
  openIncomingHouse,
  vevent,
} from '../../kit/incoming-house.ts';
import type { CaughtMail } from '../../kit/mail-catcher.ts';

const line = ({ state, reason }: IncomingVerdict): string => `${state} ${reason}`;
const idOf = (mail: CaughtMail | undefined): string => mail?.parsed.messageId ?? '';

describe('a person’s own words', () => {
  let house: IncomingHouse;
  let organizer: Account;
  let number = 0;
  before(async () => {
    house = await openIncomingHouse();
  });
  beforeEach(async () => {
    number += 1;
    organizer = await house.addAccount(`organizer-${number}@example.org`, { language: number % 2 === 0 ? 'fr' : 'en' });
  });
  after(() => house.close());

  const written = (change: Partial<IncomingMail> = {}): IncomingMail =>
    incomingMail({ recipients: [house.tokenOf(ANN, organizer)], words: 'Shall I bring the figures?', ...change });
  const notesOf = async (id: EventId) =>
    (await house.notesOf(id)).map(({ kind, address, name, body, state }) => [kind, address, name, body.text, state]);

  it('in reply to an invitation become a note on its event', async () => {
    const one = await house.schedule(BUDGET, organizer);
    const two = await house.schedule({ ...BUDGET, title: 'Other' }, organizer);
    const mail = written({ answersTo: ['<unknown@example.com>', idOf(two.mailTo(ANN))] });
    expect(await house.handle(mail)).to.deep.equal({ state: 'handled', reason: 'words', about: two.uid });
    await house.handle(mail);
    expect(await notesOf(two.id)).to.deep.equal([['words', ANN, 'Ann Lee', 'Shall I bring the figures?', '']]);
    expect(await notesOf(one.id)).to.deep.equal([]);
    expect((await house.answersOf(two.id, undefined, organizer))[ANN]).to.equal('NEEDS-ACTION');
  });

  it('without a mail that they answer are about the only event to come', async () => {
    const one = await house.schedule(BUDGET, organizer);
    expect(line(await house.handle(written()))).to.equal('handled words');
    expect(await notesOf(one.id)).to.have.length(1);
    await house.schedule({ ...BUDGET, title: 'Other' }, organizer);
    expect(line(await house.handle(written()))).to.equal('set-aside unclear');
    expect(await notesOf(one.id)).to.have.length(1);
  });

  it('in reply to somebody else’s invitation are not about that one', async () => {
    const one = await house.schedule(BUDGET, organizer);
    await house.schedule({ ...BUDGET, title: 'Other' }, organizer);
    const mail = written({ answersTo: [idOf(one.mailTo(BOB))] });
    expect(line(await house.handle(mail))).to.equal('set-aside unclear');
  });

  it('say who wrote them when it was not who was invited', async () => {
    const { id } = await house.schedule(BUDGET, organizer);
    await house.handle(written({ from: { name: 'Secretary\u202e', address: 'secretary@example.com' } }));
    expect((await notesOf(id))[0]?.slice(0, 3)).to.deep.equal(['words', ANN, 'Secretary']);
  });

  it('are shown as they are, without control characters, and cut', async () => {
    const { id } = await house.schedule(BUDGET, organizer);
    await house.handle(written({ words: `<b>a</b>\u0007\u202e\n${'x'.repeat(9_000)}` }));
    expect((await notesOf(id))[0]?.[3])
      .to.match(/^<b>a<\/b>\nx+…$/)
      .and.have.length(4_000);
  });

  it('that come when it is over, are blank, or come to no one’s address are set aside', async () => {
    const { id, mailTo } = await house.schedule(BUDGET, organizer);
    const late = written({ receivedMs: Date.UTC(2027, 2, 1, 10), answersTo: [idOf(mailTo(ANN))] });
    expect(line(await house.handle(late))).to.equal('set-aside over');
    expect(line(await house.handle(written({ words: ' \n' })))).to.equal('set-aside unclear');
    for (const recipient of ['meet@example.org', `meet+${'a'.repeat(26)}@example.org`, 'meet+x@example.org'])
      expect(line(await house.handle(written({ recipients: [recipient] })))).to.equal('set-aside nobody');
    expect(await notesOf(id)).to.deep.equal([]);
  });

  it('of a program (out of office) are ignored', async () => {
    const { id, mailTo } = await house.schedule(BUDGET, organizer);
    for (const change of [{ automatic: true }, { automatic: true, tnef: true }, { looped: true }])
      expect((await house.handle(written({ ...change, answersTo: [idOf(mailTo(ANN))] }))).state).to.equal('ignored');
    expect(await notesOf(id)).to.deep.equal([]);
  });

  it('beside an attachment that asks for nothing are still words; beside a damaged answer they are set aside', async () => {
    const { id } = await house.schedule(BUDGET, organizer);
    const published = calendarPart('PUBLISH', vevent({ uid: 'x' }));
    expect(line(await house.handle(written({ calendars: published })))).to.equal('handled words');
    expect(line(await house.handle(written({ calendars: [{ method: '', text: 'BEGIN:VCALENDAR' }] })))).to.equal(
      'handled words',
    );
    expect(line(await house.handle(written({ calendars: [{ method: 'REPLY', text: 'BEGIN:VCALENDAR' }] })))).to.equal(
      'set-aside unreadable',
    );
    expect(await notesOf(id)).to.have.length(2);
  });

  it('with the invitation still attached are words; its program asks for nothing that mail may do', async () => {
    const { id, uid } = await house.schedule(BUDGET, organizer);
    const calendars = calendarPart('REQUEST', vevent({ uid, more: ['DTSTART:20270405T090000Z'] }));
    expect(line(await house.handle(written({ calendars })))).to.equal('handled words');
    expect(line(await house.handle(written({ calendars, words: '' })))).to.equal('set-aside method-not-taken');
    expect(await notesOf(id)).to.have.length(1);
  });

  for (const [language, text] of [
    ['en', 'Outlook’s own format (winmail.dat)'],
    ['fr', 'format propre à Outlook (winmail.dat)'],
  ] as const)
    it(`in Outlook’s own format are set aside, and the organizer is told what to do (${language})`, async () => {
      const reader = await house.addAccount(`tnef-${language}@example.org`, { language });
      const { id } = await house.schedule(BUDGET, reader);
      const mail = written({ recipients: [house.tokenOf(ANN, reader)], words: '', tnef: true });
      expect(line(await house.handle(mail))).to.equal('set-aside tnef');
      await house.handle(mail);
      const notes = await notesOf(id);
      expect(notes).to.have.length(1);
      expect(notes[0]?.[3]).to.include(text);
      expect(line(await house.handle(incomingMail({ tnef: true })))).to.equal('set-aside tnef');
      await house.handle({ ...mail, id: `with words ${language}`, words: 'Yes!' });
      expect((await notesOf(id)).some(([, , , body]) => body?.startsWith('Yes!\n\n'))).to.equal(true);
    });
});

describe('delivery reports', () => {
  let house: IncomingHouse;
  before(async () => {
    house = await openIncomingHouse();
  });
  after(() => house.close());

  const failed = (mail: CaughtMail | undefined, change: Partial<DeliveryReport> = {}): DeliveryReport => ({
    action: 'failed',
    status: '5.1.1',
    recipient: mail?.to[0] ?? '',
    diagnostic: 'smtp; 550 5.1.1 No such user here',
    originalMessageId: idOf(mail),
    ...change,
  });
  const report = (
    recipient: string,
    reports: readonly DeliveryReport[],
    change: Partial<IncomingMail> = {},
  ): IncomingMail =>
    incomingMail({ recipients: [recipient], envelopeFrom: '', from: undefined, automatic: true, reports, ...change });
  const stateOf = async (uid: string, address: string): Promise<string | undefined> =>
    (await house.sentMails.listOfKey(uid)).find(({ recipient }) => recipient === address)?.state;
  const notesOf = async (id: EventId) =>
    (await house.notesOf(id)).map(({ kind, address, body }) => [kind, address, body.text]);

  it('of a failure mark the mail, and tell the organizer whom it did not reach, once', async () => {
    const { id, uid, mailTo } = await house.schedule();
    const mail = report(mailTo(ANN)!.envelopeFrom, [failed(mailTo(ANN))]);
    expect(await house.handle(mail)).to.deep.equal({ state: 'handled', reason: 'not-reached', about: uid });
    await house.handle(mail);
    await house.handle({ ...mail, id: 'another copy' });
    expect(await notesOf(id)).to.deep.equal([['not-reached', ANN, '5.1.1 smtp; 550 5.1.1 No such user here']]);
    expect(await stateOf(uid, ANN)).to.equal('not-reached');
    expect(await stateOf(uid, BOB)).to.equal('sent');
    expect((await house.answersOf(id))[ANN]).to.equal('NEEDS-ACTION');
  });

  it('count by the address that they come back to, whatever they say, and in capitals', async () => {
    const { uid, mailTo } = await house.schedule();
    const mail = report(mailTo(BOB)!.envelopeFrom.toUpperCase(), [
      failed(mailTo(BOB), { recipient: 'real@box.example', originalMessageId: '' }),
    ]);
    expect(line(await house.handle(mail))).to.equal('handled not-reached');
    expect(await stateOf(uid, BOB)).to.equal('not-reached');
  });

  it('of servers that report to the From of a mail count at that person’s own reply address', async () => {
    const { uid, mailTo } = await house.schedule();
    expect(line(await house.handle(report(house.tokenOf(ANN), [failed(mailTo(ANN))])))).to.equal('handled not-reached');
    expect(await stateOf(uid, ANN)).to.equal('not-reached');
  });

  it('that are forged, or of a mail that was not sent from here, are set aside', async () => {
    const { id, uid, mailTo } = await house.schedule();
    const forged: ReadonlyArray<readonly [string, string, DeliveryReport]> = [
      ['forged-report', 'meet@example.org', failed(mailTo(ANN))],
      ['forged-report', house.tokenOf(BOB), failed(mailTo(ANN))],
      ['forged-report', house.tokenOf(ANN), failed(mailTo(ANN), { recipient: BOB })],
      ['forged-report', house.tokenOf(ANN), failed(mailTo(BOB), { recipient: ANN })],
      ['unknown-mail', house.tokenOf(ANN), failed(mailTo(ANN), { originalMessageId: '<other@example.org>' })],
      ['unknown-mail', house.tokenOf(ANN), failed(mailTo(ANN), { originalMessageId: '' })],
      ['unknown-mail', `meet+b${'a'.repeat(26)}@example.org`, failed(mailTo(ANN))],
    ];
    for (const [reason, to, one] of forged)
      expect(line(await house.handle(report(to, [one]))), `${reason} ${to}`).to.equal(`set-aside ${reason}`);
    expect(await notesOf(id)).to.deep.equal([]);
    for (const address of [ANN, BOB]) expect(await stateOf(uid, address)).to.equal('sent');
  });

  it('of a delay, and of what arrived, change nothing', async () => {
    const { id, mailTo } = await house.schedule();
    for (const action of ['delayed', 'delivered', 'relayed', 'expanded'] as const)
      expect(line(await house.handle(report(mailTo(ANN)!.envelopeFrom, [failed(mailTo(ANN), { action })])))).to.equal(
        'ignored report',
      );
    expect(await notesOf(id)).to.deep.equal([]);
  });

  it('that quote the invitation are no answer', async () => {
    const { id, uid, mailTo } = await house.schedule();
    const calendars = calendarPart('REPLY', vevent({ uid }));
    await house.handle(report(house.tokenOf(ANN), [failed(mailTo(ANN), { action: 'delayed' })], { calendars }));
    expect((await house.answersOf(id))[ANN]).to.equal('NEEDS-ACTION');
  });

  it('may name several people; what was sent again can come back again', async () => {
    const { id, uid, mailTo } = await house.schedule();
    const mail = report(mailTo(ANN)!.envelopeFrom, [failed(mailTo(ANN), { action: 'delayed' }), failed(mailTo(ANN))]);
    expect(line(await house.handle(mail))).to.equal('handled not-reached');
    const sent = (await house.sentMails.listOfKey(uid)).find(({ recipient }) => recipient === ANN);
    await house.resendMail(house.zoe, id, sent!.id);
    await house.sendMailJob.run();
    expect(await stateOf(uid, ANN)).to.equal('sent');
    await house.handle({ ...mail, id: 'after that' });
    expect(await stateOf(uid, ANN)).to.equal('not-reached');
  });

  it('that come to a bounce address without being reports go to nobody', async () => {
    const { mailTo } = await house.schedule();
    expect(
      line(await house.handle(incomingMail({ recipients: [mailTo(ANN)!.envelopeFrom], words: 'Hello' }))),
    ).to.equal('set-aside nobody');
  });
});
