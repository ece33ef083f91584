import { expect } from 'chai';
import { gather } from '../../../../src/client/room/live/news/gather.ts';
import { newsOf } from '../../../../src/client/room/live/news/room-news.ts';
import { at, HOST_MAY, inRoom, person, take, waiter, welcome } from './people-ground.ts';

const said = (what: string) => [{ kind: 'said', what }];

describe('what is told of the room’s events', () => {
  it('a new role of one’s own is told once, whether the event or the new welcome comes first', () => {
    const before = inRoom();
    const changed = person('z', { role: 'moderator' });
    expect(newsOf({ name: 'participant.changed', body: changed }, before)).to.deep.equal(said('youModerate'));
    const after = take(before, 'participant.changed', changed);
    const body = welcome({ you: { id: 'z', number: 122, name: 'Z', role: 'moderator' } });
    expect(newsOf({ name: 'welcome', body }, after)).to.deep.equal([]);
    expect(newsOf({ name: 'welcome', body }, before)).to.deep.equal(said('youModerate'));
    const lost = take(after, 'welcome', body);
    expect(newsOf({ name: 'participant.changed', body: person('z') }, lost)).to.deep.equal(said('youModerateNoMore'));
  });

  it('a new organizer is told to all, not to the one who has handed the meeting over of themselves', () => {
    const body = person('a', { role: 'organizer' });
    expect(newsOf({ name: 'participant.changed', body }, inRoom())).to.deep.equal([{ kind: 'organizes', name: 'A' }]);
    const organizer = inRoom({ you: { id: 'z', number: 122, name: 'Z', role: 'organizer' } });
    const own = person('z', { role: 'moderator' });
    expect(newsOf({ name: 'participant.changed', body: own }, organizer)).to.deep.equal([]);
  });

  it('a lock is told to all, that everyone waits to hosts', () => {
    const body = { locked: true, everyoneWaits: true, participantsMax: 5 };
    expect(newsOf({ name: 'meeting.changed', body }, inRoom())).to.deep.equal(said('isLocked'));
    expect(newsOf({ name: 'meeting.changed', body }, inRoom({ may: HOST_MAY }))).to.deep.equal([
      ...said('isLocked'),
      ...said('everyoneWaitsNow'),
    ]);
  });

  it('a knock is told once, what a waiting person writes each time, what a moderator writes never', () => {
    const before = inRoom({ may: HOST_MAY, lobby: [] });
    expect(newsOf({ name: 'lobby.waiting', body: waiter('p') }, before)).to.deep.equal([
      { kind: 'knock', id: 'p', name: 'P' },
    ]);
    const waiting = take(before, 'lobby.waiting', waiter('p'));
    expect(newsOf({ name: 'lobby.waiting', body: waiter('p', { seen: true }) }, waiting)).to.deep.equal([]);
    const messages = [{ id: 'm1', text: 'hello', sentAt: at(1) }];
    const wrote = waiter('p', { messages });
    expect(newsOf({ name: 'lobby.waiting', body: wrote }, waiting)).to.deep.equal([
      { kind: 'lobbyMessage', id: 'p', name: 'P', text: 'hello' },
    ]);
    const answered = waiter('p', { messages: [...messages, { id: 'm2', by: 'B', text: 'yes', sentAt: at(2) }] });
    expect(newsOf({ name: 'lobby.waiting', body: answered }, take(waiting, 'lobby.waiting', wrote))).to.deep.equal([]);
  });

  it('those who waited before one became a host are told with the new rights, not again after a reconnection', () => {
    const body = welcome({ may: HOST_MAY, lobby: [waiter('p')] });
    const before = inRoom();
    expect(newsOf({ name: 'welcome', body }, before)).to.deep.equal([{ kind: 'knock', id: 'p', name: 'P' }]);
    expect(newsOf({ name: 'welcome', body }, take(before, 'welcome', body))).to.deep.equal([]);
  });

  it('that nobody waits any more is told with the last one who goes', () => {
    const two = inRoom({ may: HOST_MAY, lobby: [waiter('p'), waiter('q')] });
    expect(newsOf({ name: 'lobby.gone', body: { id: 'p', how: 'left' } }, two)).to.deep.equal([]);
    const one = take(two, 'lobby.gone', { id: 'p', how: 'left' });
    expect(newsOf({ name: 'lobby.gone', body: { id: 'q', how: 'admitted' } }, one)).to.deep.equal([
      { kind: 'lobbyEmpty' },
    ]);
  });

  it('who comes, comes back or moves is heard as joined only the first time', () => {
    const before = inRoom();
    expect(newsOf({ name: 'participant.joined', body: person('n') }, before)).to.deep.equal([{ kind: 'joined' }]);
    expect(newsOf({ name: 'participant.joined', body: person('a') }, before)).to.deep.equal([]);
    expect(newsOf({ name: 'participant.left', body: { id: 'z', reason: 'left' } }, before)).to.deep.equal([]);
  });

  it('another’s screen is told when it begins, not when it pauses, and not one’s own', () => {
    const screen = { id: 's', participantId: 'a', startedAt: at(0), paused: false };
    const before = inRoom();
    expect(newsOf({ name: 'screen.changed', body: { screen } }, before)).to.deep.equal([{ kind: 'screen', name: 'A' }]);
    const shown = take(before, 'screen.changed', { screen });
    const paused = { ...screen, paused: true };
    expect(newsOf({ name: 'screen.changed', body: { screen: paused } }, shown)).to.deep.equal([]);
    const own = { ...screen, participantId: 'z' };
    expect(newsOf({ name: 'screen.changed', body: { screen: own } }, before)).to.deep.equal([]);
  });
});

describe('several at once', () => {
  it('are told together, once, and what is forgotten is not told', () => {
    const told: (readonly string[])[] = [];
    const works: (() => void)[] = [];
    const later = (_afterMs: number, work: () => void) => {
      works.push(work);
      return () => works.splice(works.indexOf(work), 1);
    };
    const gathered = gather<string>({ forMs: 1_000, tell: (items) => told.push(items), later });
    for (const name of ['a', 'b', 'c']) gathered.add(name);
    expect(works).to.have.length(1);
    works.shift()?.();
    expect(told).to.deep.equal([['a', 'b', 'c']]);
    gathered.add('d');
    gathered.clear();
    expect(works).to.deep.equal([]);
    gathered.add('e');
    works.shift()?.();
    expect(told.at(-1)).to.deep.equal(['e']);
  });
});
