import { expect } from 'chai';
import { type MeetingId, newId, type ParticipantId, randomToken } from '../../../src/base/ids.ts';
import { silentLog } from '../../../src/base/log.ts';
import type { LobbySeat } from '../../../src/meetings/lobby-seat.ts';
import type { Session } from '../../../src/meetings/meeting.ts';
import type { WaitTicket } from '../../../src/meetings/wait-ticket.ts';
import { createWaitingRoom, type Waiter } from '../../../src/meetings/waiting-room.ts';
import { createFakeRoomDoor, type FakeRoomDoor } from '../../kit/fake-room-door.ts';
import { type MeetingHouse, openMeetingHouse } from '../../kit/meeting-house.ts';

const refusalOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
};

/** Resolves when `holds` does; what it waits for takes some turns of the loop and a query. */
const until = async (holds: () => boolean): Promise<void> => {
  const lastMs = performance.now() + 3_000;
  while (!holds()) {
    if (performance.now() > lastMs) throw new Error('it never came to that');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};

describe('the waiting room', () => {
  let house: MeetingHouse;
  let meetingId: MeetingId;
  let door: FakeRoomDoor;

  before(async () => {
    house = await openMeetingHouse();
  });
  after(() => house.close());
  beforeEach(async () => {
    door = createFakeRoomDoor();
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
    return { heard, hear: ({ kind }) => heard.push(kind), close: () => heard.push('close') };
  };
  const ticket = (waits: WaitTicket['waits'], more: Partial<WaitTicket> = {}): string =>
    house.waitTickets.issue({
      meetingId,
      waits,
      sessionId: '',
      knockId: randomToken(),
      participantId: newId<ParticipantId>(),
      person: 'guest:x',
      name: 'Gus',
      key: waits === 'knock' ? 'none' : 'pin',
      role: 'attendee',
      rank: 9,
      mayModerate: false,
      declined: false,
      ...more,
    });
  const room = (perNetwork = 10, inAll = 10) =>
    createWaitingRoom({
      sessions: house.sessions,
      waitTickets: house.waitTickets,
      roomDoor: door,
      log: silentLog,
      limits: { perNetwork, inAll },
    });
  const end = async (session: Session): Promise<void> => house.sessions.end(session.id, 'ended');
  const words = (text: string): Parameters<LobbySeat['write']>[0] => ({ text, clientId: `id-${text}` });

  it('tells those with a key, once, and nobody who has left', async () => {
    const waiting = room();
    const [entitled, guesser, gone] = [waiter(), waiter(), waiter()];
    waiting.wait(ticket('start'), 'a', entitled);
    waiting.wait(ticket('knock'), 'a', guesser);
    waiting.wait(ticket('start'), 'a', gone)();
    await house.sessions.start(meetingId);
    await house.sessions.start(meetingId);
    await until(() => entitled.heard.length > 0 && door.places.length > 0);
    expect([entitled.heard, guesser.heard, gone.heard]).to.deep.equal([['open'], [], []]);
  });

  it('holds so many from one network and in all, and has room again when they leave', () => {
    const waiting = room(2, 3);
    const leaveFirst = waiting.wait(ticket('start'), 'a', waiter());
    waiting.wait(ticket('knock'), 'a', waiter());
    expect(refusalOf(() => waiting.wait(ticket('start'), 'a', waiter()))).to.equal('too-many-attempts');
    waiting.wait('made up', 'b', waiter());
    expect(refusalOf(() => waiting.wait(ticket('start'), 'c', waiter()))).to.equal('too-many-attempts');
    leaveFirst();
    leaveFirst();
    expect(waiting.wait(ticket('start'), 'a', waiter())).to.be.a('function');
  });

  it('sends everyone away when the server stops', () => {
    const waiting = room(5, 5);
    const people = [waiter(), waiter()];
    waiting.wait(ticket('start'), 'a', people[0] as Waiter);
    waiting.wait(ticket('knock'), 'a', people[1] as Waiter);
    waiting.close();
    expect(people.map(({ heard }) => heard)).to.deep.equal([['close'], ['close']]);
  });

  it('does not let a ticket of yesterday in', async () => {
    const waiting = room();
    const [old, fresh] = [ticket('start'), waiter()];
    house.clock.forward(25 * 3_600_000);
    const late = waiter();
    waiting.wait(old, 'a', late);
    waiting.wait(ticket('start'), 'a', fresh);
    await house.sessions.start(meetingId);
    await until(() => fresh.heard.length > 0);
    expect(late.heard).to.deep.equal([]);
  });

  it('knocks for somebody without a key: at once while a session runs, else when one begins, and at the next one too', async () => {
    const waiting = room();
    waiting.wait(ticket('knock', { name: 'Early', mayModerate: true }), 'a', waiter());
    const first = await house.sessions.start(meetingId);
    const early = await door.knockOf('Early');
    expect(early.knock).to.include({ key: 'none', reason: 'no-key', via: 'web', role: 'attendee', mayModerate: true });
    waiting.wait(ticket('knock', { name: 'Late' }), 'a', waiter());
    expect((await door.knockOf('Late')).session).to.equal(first.id);
    await end(first);
    await until(() => early.left);
    const second = await house.sessions.start(meetingId);
    await until(() => door.places.filter(({ knock }) => knock.name === 'Early').length === 2);
    expect((await door.knockOf('Early')).session).to.equal(second.id);
  });

  it('passes on what the moderators say, and nothing of a session that is over', async () => {
    const waiting = room();
    const gus = waiter();
    const session = await house.sessions.start(meetingId);
    waiting.wait(ticket('knock'), 'a', gus);
    const place = await door.knockOf('Gus');
    place.say({ kind: 'seen' });
    place.say({ kind: 'declined', word: 'Not today' });
    expect(gus.heard).to.deep.equal(['seen', 'declined']);
    await end(session);
    await until(() => place.left);
    place.say({ kind: 'admitted' });
    expect(gus.heard).to.deep.equal(['seen', 'declined']);
  });

  it('knocks for somebody with a key who was told to wait, with the reason of now', async () => {
    const session = await house.sessions.start(meetingId);
    door.verdict = () => ({ kind: 'wait', reason: 'locked' });
    const waiting = room();
    waiting.wait(ticket('lobby', { sessionId: session.id, key: 'link', declined: true }), 'a', waiter());
    expect((await door.knockOf('Gus')).knock).to.include({ reason: 'locked', key: 'link', declined: true });
  });

  it('sends back to the door who could come in by now, or waits for another session', async () => {
    const session = await house.sessions.start(meetingId);
    const [now, other, told] = [waiter(), waiter(), waiter()];
    const waiting = room();
    waiting.wait(ticket('lobby', { sessionId: session.id }), 'a', now);
    waiting.wait(ticket('lobby', { sessionId: 'before' as Session['id'] }), 'a', other);
    waiting.wait(ticket('start', { sessionId: session.id }), 'a', told);
    await until(() => now.heard.length > 0 && other.heard.length > 0);
    expect([now.heard, other.heard, told.heard, door.places]).to.deep.equal([['open'], ['open'], [], []]);
    await end(session);
    await house.sessions.start(meetingId);
    await until(() => told.heard.length > 0);
    expect(told.heard).to.deep.equal(['open']);
  });

  it('hands words over: those from before the knock with it, a few, and none by a ticket that nobody waits with', async () => {
    const waiting = room();
    const mine = ticket('knock');
    waiting.wait(mine, 'a', waiter());
    for (const text of ['1', '2', '3', '4', '5', '6', '7']) waiting.write(mine, words(text));
    waiting.write(ticket('knock'), words('other'));
    waiting.write('made up', words('other'));
    // By then the first look is over, which came before this one.
    await house.sessions.current(meetingId);
    await new Promise(setImmediate);
    await house.sessions.start(meetingId);
    const place = await door.knockOf('Gus');
    await until(() => place.words.length === 5);
    waiting.write(mine, words('now'));
    await until(() => place.words.length === 6);
    expect(place.words.map(({ text }) => text)).to.deep.equal(['1', '2', '3', '4', '5', 'now']);
  });

  it('gives the place up when the connection is gone, also while they are knocking', async () => {
    await house.sessions.start(meetingId);
    const waiting = room();
    waiting.wait(ticket('knock', { name: 'Quick' }), 'a', waiter())();
    const leave = waiting.wait(ticket('knock'), 'a', waiter());
    const place = await door.knockOf('Gus');
    leave();
    await until(() => place.left);
    expect(door.places.every(({ left }) => left)).to.equal(true);
  });

  it('knocks once for one ticket: a second connection takes the place of the first', async () => {
    await house.sessions.start(meetingId);
    const waiting = room();
    const mine = ticket('knock');
    const [first, second] = [waiter(), waiter()];
    const leaveFirst = waiting.wait(mine, 'a', first);
    await door.knockOf('Gus');
    waiting.wait(mine, 'a', second);
    await until(() => door.places.length === 2);
    leaveFirst();
    expect(door.places.map(({ left }) => left)).to.deep.equal([true, false]);
    door.places[1]?.say({ kind: 'seen' });
    expect([first.heard, second.heard]).to.deep.equal([[], ['seen']]);
  });

  it('goes on for the others when a room fails', async () => {
    await house.sessions.start(meetingId);
    const knock = door.knock.bind(door);
    door.knock = async (session, who, hear) => {
      if (who.name === 'Broken') throw new Error('the room is broken');
      return knock(session, who, hear);
    };
    const waiting = room();
    waiting.wait(ticket('knock', { name: 'Broken' }), 'a', waiter());
    waiting.wait(ticket('knock'), 'a', waiter());
    expect((await door.knockOf('Gus')).knock.name).to.equal('Gus');
  });
});
