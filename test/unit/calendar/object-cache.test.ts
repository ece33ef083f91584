import { expect } from 'chai';
import type { Account } from '../../../src/accounts/account.ts';
import type { EventId } from '../../../src/base/ids.ts';
import { createObjectCache } from '../../../src/calendar/object-cache.ts';
import { type MeetingHouse, openMeetingHouse } from '../../kit/meeting-house.ts';

const event = (title: string) => ({
  title,
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  invitees: [{ email: 'zoe@example.net' }],
});

describe('reading stored objects', () => {
  let house: MeetingHouse;
  let olga: Account;

  before(async () => {
    house = await openMeetingHouse();
    olga = await house.addAccount('olga@example.org');
  });
  after(() => house.close());

  const stored = async (title: string) => {
    const { objectId } = await house.scheduleEvent(olga, event(title));
    const found = await house.events.findById(objectId);
    if (!found) throw new Error('not stored');
    return found;
  };

  it('is done once for each content', async () => {
    const object = await stored('One');
    const read = createObjectCache();
    expect(read(object)).to.include({ title: 'One', timeZone: 'Europe/Paris', allDay: false });
    expect(read({ ...object, id: 'copy' as EventId })).to.equal(read(object));
    await house.changeEvent(olga, object.id, { title: 'Two' });
    const changed = await house.events.findById(object.id);
    expect(changed && read(changed).title).to.equal('Two');
  });

  it('forgets what was not asked for the longest when it has read too much', async () => {
    const [first, second, third] = [await stored('First'), await stored('Second'), await stored('Third')];
    const read = createObjectCache(700);
    const before = { first: read(first), second: read(second) };
    expect(read(first)).to.equal(before.first);
    read(third);
    expect(read(first)).to.equal(before.first);
    expect(read(second)).not.to.equal(before.second);
  });

  it('names the object that cannot be read', async () => {
    const object = await stored('Broken');
    expect(() => createObjectCache()({ ...object, raw: 'BEGIN:VCALENDAR' })).to.throw(object.id);
  });

  it('of a long list gives everything else its turn in between', async () => {
    // So many that no machine reads them within one turn.
    for (let index = 0; index < 200; index += 1) await house.scheduleEvent(olga, event(`Event ${index}`));
    let turns = 0;
    let listing = true;
    const count = (): void => {
      turns += 1;
      if (listing) setImmediate(count);
    };
    setImmediate(count);
    const list = await house.eventView.between(olga, '2027-03-01', '2027-03-31');
    listing = false;
    expect(list.length).to.be.at.least(200);
    // Without a pause in the loop nothing else runs before it has ended.
    expect(turns).to.be.above(0);
  });
});
