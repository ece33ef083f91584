import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import { type MeetingHouse, openMeetingHouse } from '../kit/meeting-house.ts';

const DAY_MS = 86_400_000;
const DAILY = {
  title: 'Daily',
  start: '2027-02-01T10:00',
  end: '2027-02-01T11:00',
  timeZone: 'Europe/Paris',
  recurrence: 'FREQ=DAILY',
};

describe('the list of dates', () => {
  let house: MeetingHouse;
  let olga: Account;

  beforeEach(async () => {
    house = await openMeetingHouse();
    olga = await house.addAccount('olga@example.org');
  });
  afterEach(async () => {
    await house.listingJob.stop();
    await house.close();
  });

  const lastListed = async (): Promise<number> => {
    const [row] = await house.database('calendar_instances').max({ last: 'start_ms' });
    return Number(row?.['last']);
  };
  const runJob = async (): Promise<void> => {
    house.listingJob.start();
    await house.listingJob.stop();
  };

  it('reaches two years ahead, and moves on with time', async () => {
    await house.scheduleEvent(olga, DAILY);
    const first = await lastListed();
    expect(first).to.be.within(house.clock.nowMs() + 725 * DAY_MS, house.clock.nowMs() + 733 * DAY_MS);
    await runJob();
    expect(await lastListed()).to.equal(first);
    house.clock.forward(100 * DAY_MS);
    await runJob();
    expect(await lastListed()).to.be.within(first + 99 * DAY_MS, first + 101 * DAY_MS);
    // What is long past is not listed for ever, and is still found.
    house.clock.forward(2_000 * DAY_MS);
    await runJob();
    const shown = await house.eventView.between(olga, '2027-02-01', '2027-02-03');
    expect(shown.map(({ recurrenceId }) => recurrenceId)).to.deep.equal([
      '2027-02-01T10:00:00',
      '2027-02-02T10:00:00',
      '2027-02-03T10:00:00',
    ]);
  });

  it('has a short series whole, wherever it is', async () => {
    await house.scheduleEvent(olga, {
      ...DAILY,
      start: '2045-02-01T10:00',
      end: '2045-02-01T11:00',
      recurrence: 'FREQ=YEARLY;COUNT=20',
    });
    const rows = await house.database('calendar_instances');
    expect(rows).to.have.length(20);
    const [object] = await house.database('calendar_objects');
    expect(object.window_to_ms).to.equal(null);
  });

  it('forgets what can no longer be undone', async () => {
    const { objectId } = await house.scheduleEvent(olga, DAILY);
    await house.deleteEvent(olga, objectId, { notify: false });
    expect(await house.database('deleted_events')).to.have.length(1);
    await runJob();
    expect(await house.database('deleted_events')).to.have.length(1);
    house.clock.forward(2 * DAY_MS);
    await runJob();
    expect(await house.database('deleted_events')).to.have.length(0);
  });

  it('is read from objects that were stored before there were facts of them', async () => {
    const { objectId } = await house.scheduleEvent(olga, { ...DAILY, recurrence: '' });
    await house.database('calendar_objects').where({ id: objectId }).update({ facts: null });
    const [shown] = await house.eventView.between(olga, '2027-02-01', '2027-02-01');
    expect(shown).to.include({ title: 'Daily', start: '2027-02-01T10:00:00' });
    await house.changeEvent(olga, objectId, { title: 'Renamed' });
    expect((await house.eventView.one(olga, objectId)).title).to.equal('Renamed');
    await house.database('calendar_objects').where({ id: objectId }).update({ facts: null, search: '' });
    await runJob();
    expect((await house.eventView.search(olga, 'renamed', 10)).map(({ id }) => id)).to.deep.equal([objectId]);
  });
});
