import { expect } from 'chai';
import type { ParticipantId } from '../../src/base/ids.ts';
import { minutesLeft } from '../../src/client/room/live/minutes-left.ts';
import { applyRoomChange, applyRoomEvent, NEW_ROOM, type RoomState } from '../../src/client/room/live/room-state.ts';
import type { Welcome } from '../../src/contract/room/room-state.ts';
import { createRoomNews } from '../../src/phone/call/room-news.ts';

const AT = '2026-03-01T10:01:00.000Z';
const NOW_MS = Date.parse('2026-03-01T10:00:00.000Z');

const welcome = (state: RoomState): RoomState =>
  applyRoomEvent(
    state,
    'welcome',
    {
      you: { id: 'me', number: 1, name: 'Olga', role: 'organizer' },
      startedAt: AT,
      now: new Date(NOW_MS).toISOString(),
      participants: [],
      chat: [],
      privateChat: [],
      may: [],
    } as unknown as Welcome,
    NOW_MS,
  );
const connection = (state: RoomState, next: RoomState['connection']): RoomState =>
  applyRoomChange(state, { kind: 'connection', state: next }, NOW_MS);

describe('the word that the server restarts', () => {
  it('stays on the screen until the connection has been away and is back', () => {
    const inside = connection(welcome(NEW_ROOM), 'connected');
    const told = applyRoomEvent(inside, 'server.restarts', { at: AT }, NOW_MS);
    expect(told.restartsAtMs).to.equal(Date.parse(AT));
    expect(welcome(told).restartsAtMs, 'other rights bring a welcome as well').to.equal(Date.parse(AT));
    const away = connection(told, 'reconnecting');
    expect(welcome(away).restartsAtMs).to.equal(undefined);
  });

  it('counts whole minutes, and at least one', () => {
    expect([5_000, 60_000, 100_000, 600_000].map((ms) => minutesLeft(NOW_MS + ms, NOW_MS))).to.deep.equal([
      1, 1, 2, 10,
    ]);
    expect(minutesLeft(NOW_MS - 1, NOW_MS)).to.equal(1);
  });

  it('is said to a telephone once, however often it is told', () => {
    const said: unknown[] = [];
    const hear = createRoomNews(
      {
        id: 'me' as ParticipantId,
        recording: undefined,
        waiting: [],
        announcer: { announce: (words) => void said.push(words), joined: () => {}, left: () => {} },
      },
      { changed: () => {}, out: () => {} },
    );
    for (let time = 0; time < 3; time += 1) hear('server.restarts', { at: AT });
    expect(said).to.deep.equal([[{ prompt: 'restart' }]]);
  });
});
