import { expect } from 'chai';
import type { Account } from '../../../../src/accounts/account.ts';
import type { CalendarId, EventId } from '../../../../src/base/ids.ts';
import { NOBODY_HERE } from '../../../../src/calendar/event.ts';
import { createApplyFeed } from '../../../../src/calendar/exchange/apply-feed.ts';
import type { Transaction } from '../../../../src/platform/database.ts';
import { type MeetingHouse, openMeetingHouse } from '../../../kit/meeting-house.ts';

const SLOW_MS = 30;

const busyFor = (ms: number): void => {
  for (const untilMs = performance.now() + ms; performance.now() < untilMs; );
};

describe('applying a feed', () => {
  let house: MeetingHouse;
  let owner: Account;
  before(async () => {
    house = await openMeetingHouse();
    owner = await house.addAccount('olga@example.org');
  });
  after(() => house.close());

  it('gives the connection back between writes that take long', async () => {
    let transactions = 0;
    const removed: string[] = [];
    const gone = ['a', 'b', 'c'].map((uid) => ({ id: uid as EventId, uid }));
    const apply = createApplyFeed({
      ...house,
      unitOfWork: (work) => {
        transactions += 1;
        return house.unitOfWork(work);
      },
      events: { ...house.events, findById: async (id) => ({ id, organizerId: NOBODY_HERE }) as never },
      objects: {
        findKnown: async () => new Map(),
        findElsewhere: async () => new Set(),
        findTaken: async () => new Set(),
        listUids: async function* () {
          yield gone;
        },
      },
      writer: {
        ...house.writer,
        remove: async (_transaction: Transaction, { id }) => {
          busyFor(SLOW_MS);
          removed.push(id);
        },
      },
    });
    expect(await apply(owner, { id: 'calendar' as CalendarId }, [])).to.deep.equal({ put: 0, removed: 3 });
    expect(removed).to.deep.equal(['a', 'b', 'c']);
    expect(transactions).to.equal(3);
  });
});
