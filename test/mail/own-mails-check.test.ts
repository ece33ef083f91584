import { expect } from 'chai';
import { composeSample, SAMPLES } from '../../email-templates/all-samples.ts';
import type { Account } from '../../src/accounts/account.ts';
import type { EventId } from '../../src/base/ids.ts';
import type { NewEvent } from '../../src/contract/http/event.ts';
import { checkItip } from '../../src/protocols/itip/check/check-itip.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';
import type { CaughtMail } from '../kit/mail-catcher.ts';

const single: NewEvent = {
  title: 'Réunion; « été », 会议 \\ fin',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  timeZone: 'Europe/Paris',
  location: 'Salle Pascal, 2e étage',
  description: 'Ordre du jour :\n1. Budget, suite;\n2. C:\\temp\n\nMerci.',
  webMeeting: true,
  invitees: [
    { email: 'ann@example.com', name: 'Ann "A", B; C' },
    { email: 'bob@example.com', name: 'Bob', language: 'fr', timeZone: 'America/New_York', role: 'optional' },
  ],
};
const series: NewEvent = { ...single, recurrence: 'FREQ=WEEKLY;COUNT=20' };
const [ann, bob] = single.invitees ?? [];
if (ann === undefined || bob === undefined) throw new Error('two are invited');

describe('our own mails pass the ICS check without error or warning:', () => {
  let house: InvitationHouse;
  let organizer: Account;
  before(async () => {
    house = await openInvitationHouse({ inbox: true });
    organizer = await house.addAccount('zoe@example.org', { name: 'Zoé "Z" Martin', language: 'fr' });
  });
  after(() => house.close());

  const send = async (work: () => Promise<unknown>): Promise<readonly CaughtMail[]> => {
    await work();
    house.clock.forward(60_000);
    return (await house.deliver()).filter(({ calendar }) => calendar !== undefined);
  };
  const schedule = async (event: NewEvent) => {
    let id = '' as EventId;
    const mails = await send(async () => {
      id = (await house.scheduleEvent(organizer, event)).objectId;
    });
    return { id, mails };
  };
  const change = (id: EventId, body: Parameters<InvitationHouse['changeEvent']>[2]) =>
    send(() => house.changeEvent(organizer, id, body));
  const remove = (id: EventId, body: Partial<Parameters<InvitationHouse['deleteEvent']>[2]> = {}) =>
    send(() => house.deleteEvent(organizer, id, { notify: true, ...body }));
  const expectGood = (mails: readonly CaughtMail[], method: string): void => {
    expect(mails).to.not.deep.equal([]);
    for (const { mime } of mails) {
      const report = checkItip(mime);
      expect(report.method).to.equal(method);
      const told = report.findings.filter(({ severity }) => severity !== 'hint');
      expect(told.map(({ rule, line, what }) => ({ rule, line, what }))).to.deep.equal([]);
    }
  };

  it('a single event: invitation, move, removal, cancellation', async () => {
    const { id, mails } = await schedule(single);
    expectGood(mails, 'REQUEST');
    expectGood(
      await change(id, { start: '2027-03-02T15:00', end: '2027-03-02T16:00', timeZone: 'Asia/Tokyo' }),
      'REQUEST',
    );
    expectGood(await change(id, { invitees: [ann] }), 'CANCEL');
    expectGood(await remove(id), 'CANCEL');
  });

  it('whole days', async () => {
    const { id, mails } = await schedule({ ...single, allDay: true, start: '2027-03-01', end: '2027-03-02' });
    expectGood(mails, 'REQUEST');
    expectGood(await remove(id), 'CANCEL');
  });

  it('a series: invitation, one date moved, one cancelled, another invited, all moved, cancelled', async () => {
    const { id, mails } = await schedule(series);
    expectGood(mails, 'REQUEST');
    const moved = { scope: 'this', recurrenceId: '2027-03-15T10:00:00' } as const;
    expectGood(await change(id, { ...moved, start: '2027-03-16T15:00', end: '2027-03-16T16:00' }), 'REQUEST');
    expectGood(await remove(id, { scope: 'this', recurrenceId: '2027-03-22T10:00:00' }), 'CANCEL');
    const cas = { email: 'cas@example.com', name: 'Cas' };
    expectGood(await change(id, { scope: 'all', invitees: [ann, bob, cas] }), 'REQUEST');
    const guest = { email: 'guest@example.com' };
    expectGood(
      await change(id, { scope: 'this', recurrenceId: '2027-04-05T10:00:00', invitees: [ann, bob, cas, guest] }),
      'REQUEST',
    );
    expectGood(await remove(id, { scope: 'all' }), 'CANCEL');
  });

  it('a series across a change of the clocks, without end, in a zone of its own rules', async () => {
    for (const timeZone of ['Europe/Paris', 'America/New_York', 'Africa/Casablanca', 'Asia/Kolkata']) {
      const { id, mails } = await schedule({ ...series, timeZone, recurrence: 'FREQ=MONTHLY;BYDAY=1MO' });
      expectGood(mails, 'REQUEST');
      expectGood(await remove(id, { scope: 'all' }), 'CANCEL');
    }
  });

  // A notice that carries an iTIP object is read by mail programs like an invitation.
  for (const [folder, samples] of Object.entries(SAMPLES))
    for (const [name, mail] of Object.entries(samples)) {
      const { mime } = composeSample(mail);
      if (!/^content-type:\s*text\/calendar/im.test(mime.toString('latin1'))) continue;
      it(`the mail of email-templates/${folder}: ${name}`, () => {
        const report = checkItip(mime);
        const told = report.findings.filter(({ severity }) => severity !== 'hint');
        expect(told.map(({ rule, line, what }) => ({ rule, line, what }))).to.deep.equal([]);
      });
    }

  it('a series that ends on a day', async () => {
    const { mails } = await schedule({ ...series, recurrence: 'FREQ=DAILY;UNTIL=20270310' });
    expectGood(mails, 'REQUEST');
  });
});
