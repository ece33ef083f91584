import { expect } from 'chai';
import fc from 'fast-check';
import type { EventChange, InviteeRequest, NewEvent } from '../../src/contract/http/event.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';

const DATES = ['2027-03-01T10:00:00', '2027-03-08T10:00:00', '2027-03-15T10:00:00', '2027-03-22T10:00:00'] as const;

const single: NewEvent = {
  title: 'Budget',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
  invitees: [{ email: 'ann@example.com' }, { email: 'bob@example.org' }],
};

const invitees: fc.Arbitrary<InviteeRequest[]> = fc
  .uniqueArray(fc.constantFrom('ann@example.com', 'bob@example.org', 'carl@example.com', 'dan@example.com'), {
    maxLength: 4,
  })
  .map((list) => list.map((email) => ({ email })));

const hours = fc
  .integer({ min: 8, max: 20 })
  .map((hour) => ({ hour: String(hour).padStart(2, '0'), hour2: String(hour + 1).padStart(2, '0') }));

const partOf = (day: string): fc.Arbitrary<EventChange> =>
  fc.oneof(
    fc.constantFrom('Budget', 'Other').map((title) => ({ title })),
    fc.constantFrom('', 'Room 2').map((location) => ({ location })),
    hours.map(({ hour, hour2 }) => ({ start: `${day}T${hour}:00`, end: `${day}T${hour2}:00` })),
    invitees.map((list) => ({ invitees: list })),
  );

const ofAll: fc.Arbitrary<EventChange> = fc.oneof(
  partOf('2027-03-01'),
  fc.boolean().map((webMeeting) => ({ webMeeting })),
  fc.boolean().map((hideInvitees) => ({ hideInvitees })),
);

const ofSeries: fc.Arbitrary<EventChange> = fc.oneof(
  ofAll.map((change) => ({ ...change, scope: 'all' as const })),
  fc.constantFrom('FREQ=WEEKLY;COUNT=4', 'FREQ=WEEKLY;COUNT=6').map((recurrence) => ({ recurrence })),
  fc
    .constantFrom(...DATES)
    .chain((recurrenceId) =>
      partOf(recurrenceId.slice(0, 10)).map((change) => ({ ...change, recurrenceId, scope: 'this' as const })),
    ),
  fc
    .constantFrom(DATES[2], DATES[3])
    .chain((recurrenceId) =>
      partOf(recurrenceId.slice(0, 10)).map((change) => ({ ...change, recurrenceId, scope: 'following' as const })),
    ),
);

const attempted = async <Value>(work: () => Promise<Value>): Promise<Value | string> => {
  try {
    return await work();
  } catch (error) {
    return String(error);
  }
};

describe('what is said before it is sent', function () {
  this.timeout(120_000);
  let house: InvitationHouse;
  before(async () => {
    house = await openInvitationHouse({ inbox: true });
    await house.addAccount('bob@example.org', { name: 'Bob' });
  });
  after(() => house.close());

  /** Plans and then makes each change; what is planned is what is sent, and what is refused is refused in both ways. */
  const compare = async (number: number, event: NewEvent, list: readonly EventChange[]): Promise<void> => {
    const zoe = await house.addAccount(`zoe${number}@example.org`, { name: 'Zoé' });
    const lines = (mails: ReadonlyArray<{ recipient: string; kind: string }>): string[] =>
      mails.map(({ recipient, kind }) => `${recipient} ${kind}`).toSorted();
    const sent = async (): Promise<string[]> => {
      const before = new Set((await house.database('outbox').select('id')).map(({ id }) => id));
      await house.deliver();
      return lines(
        (await house.database('outbox').select('id', 'recipient', 'kind')).filter(({ id }) => !before.has(id)),
      );
    };
    const planned = (plan: Awaited<ReturnType<typeof house.rehearseMails.ofNew>>): string[] =>
      lines(plan.mails.map(({ email, kind }) => ({ recipient: email, kind })));
    const plan = planned(await house.rehearseMails.ofNew(zoe, event));
    const { objectId } = await house.scheduleEvent(zoe, event);
    expect(await sent()).to.deep.equal(plan);
    for (const change of list) {
      const said = await attempted(async () => planned(await house.rehearseMails.ofChange(zoe, objectId, change)));
      const done = await attempted(async () => {
        await house.changeEvent(zoe, objectId, change);
        return sent();
      });
      expect(done, JSON.stringify(change)).to.deep.equal(said);
    }
  };

  let number = 0;
  it('is what is sent: single events', () =>
    fc.assert(
      fc.asyncProperty(fc.array(ofAll, { minLength: 1, maxLength: 5 }), (list) => {
        number += 1;
        return compare(number, single, list);
      }),
      { numRuns: 12 },
    ));

  it('is what is sent: series, their dates and halves', () =>
    fc.assert(
      fc.asyncProperty(fc.array(ofSeries, { minLength: 1, maxLength: 5 }), (list) => {
        number += 1;
        return compare(number, { ...single, recurrence: 'FREQ=WEEKLY;COUNT=4' }, list);
      }),
      { numRuns: 15 },
    ));
});
