import { expect } from 'chai';
import type { Account } from '../../../src/accounts/account.ts';
import type { CalendarId } from '../../../src/base/ids.ts';
import { createCalendarView } from '../../../src/calendar/calendar-view.ts';
import { type MeetingHouse, openMeetingHouse } from '../../kit/meeting-house.ts';

const SECRET = 'https://calendar.example.com/private-5f1e/basic.ics';

describe('a subscription', () => {
  let house: MeetingHouse;
  let olga: Account;
  let mona: Account;
  let id: CalendarId;
  before(async () => {
    house = await openMeetingHouse();
    olga = await house.addAccount('olga@example.org');
    mona = await house.addAccount('mona@example.org');
    id = await house.unitOfWork(async (transaction) => {
      const made = await house.calendars.insert(transaction, {
        ownerId: olga.id,
        name: 'Private life',
        color: '#7a5195',
        kind: 'subscription',
        createdMs: house.clock.nowMs(),
      });
      await house.calendars.setShares(transaction, made, [{ accountId: mona.id, access: 'read' }]);
      return made;
    });
  });
  after(() => house.close());

  it('shows its address, which may be a secret, to its owner alone', async () => {
    const view = createCalendarView({
      ...house,
      exchange: {
        feedsOf: async () => new Map(),
        subscriptionsOf: async () => new Map([[id, { url: SECRET, refreshedAt: null, problem: 'refused 404' }]]),
      },
      davUrlOf: () => '',
    });
    expect((await view.one(olga, id)).subscription?.url).to.equal(SECRET);
    expect((await view.one(mona, id)).subscription).to.deep.equal({
      url: '',
      refreshedAt: null,
      problem: 'refused 404',
    });
  });
});
