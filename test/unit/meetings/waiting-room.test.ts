import { expect } from 'chai';
import type { MeetingId } from '../../../src/base/ids.ts';
import { createWaitingRoom, type Waiter } from '../../../src/meetings/waiting-room.ts';
import { type MeetingHouse, openMeetingHouse } from '../../kit/meeting-house.ts';

describe('the waiting room', () => {
  let house: MeetingHouse;
  let meetingId: MeetingId;

  before(async () => {
    house = await openMeetingHouse();
  });
  after(() => house.close());
  beforeEach(async () => {
    const olga = await house.addAccount(`olga${Math.random()}@example.org`);
    const { meetingId: id } = await house.scheduleEvent(olga, {
      title: 'Review',
      start: '2027-03-01T10:00',
      end: '2027-03-01T11:00',
      webMeeting: true,
    });
    if (id === undefined) throw new Error('no meeting');
    meetingId = id;
  });

  const waiter = (): Waiter & { readonly heard: string[] } => {
    const heard: string[] = [];
    return { heard, open: () => heard.push('open'), close: () => heard.push('close') };
  };
  const ticket = (matched: 0 | 1): string => house.waitTickets.issue({ meetingId, matched });
  const room = (perNetwork: number, inAll: number) =>
    createWaitingRoom({ sessions: house.sessions, waitTickets: house.waitTickets, limits: { perNetwork, inAll } });

  it('tells those who may enter, once, and nobody who has left', async () => {
    const waiting = room(10, 10);
    const [entitled, guesser, gone] = [waiter(), waiter(), waiter()];
    await waiting.wait(ticket(1), 'a', entitled);
    await waiting.wait(ticket(0), 'a', guesser);
    (await waiting.wait(ticket(1), 'a', gone))();
    await house.sessions.start(meetingId);
    await house.sessions.start(meetingId);
    expect([entitled.heard, guesser.heard, gone.heard]).to.deep.equal([['open'], [], []]);
  });

  it('holds so many from one network and in all, and has room again when they leave', async () => {
    const waiting = room(2, 3);
    const leaveFirst = await waiting.wait(ticket(1), 'a', waiter());
    await waiting.wait(ticket(0), 'a', waiter());
    const refusal = await waiting.wait(ticket(1), 'a', waiter()).catch((error: { code: string }) => error.code);
    expect(refusal).to.equal('too-many-attempts');
    await waiting.wait('made up', 'b', waiter());
    expect(await waiting.wait(ticket(1), 'c', waiter()).catch((error: { code: string }) => error.code)).to.equal(
      'too-many-attempts',
    );
    leaveFirst();
    leaveFirst();
    expect(await waiting.wait(ticket(1), 'a', waiter())).to.be.a('function');
  });

  it('sends everyone away when the server stops', async () => {
    const waiting = room(5, 5);
    const people = [waiter(), waiter()];
    await waiting.wait(ticket(1), 'a', people[0] as Waiter);
    await waiting.wait(ticket(0), 'a', people[1] as Waiter);
    waiting.close();
    expect(people.map(({ heard }) => heard)).to.deep.equal([['close'], ['close']]);
  });

  it('does not let a ticket of yesterday in', async () => {
    const old = ticket(1);
    house.clock.forward(25 * 3_600_000);
    const late = waiter();
    await room(5, 5).wait(old, 'a', late);
    await house.sessions.start(meetingId);
    expect(late.heard).to.deep.equal([]);
  });
});
