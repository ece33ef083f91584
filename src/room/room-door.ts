import { randomToken } from '../base/ids.ts';
import type { RoomDoor } from '../meetings/room-door.ts';
import { judgeEntry } from './entry-rules.ts';
import type { RoomRegistry } from './room-registry.ts';

/** What the rooms say to those who come to their doors. */
export const createRoomDoor = ({ rooms }: { readonly rooms: Pick<RoomRegistry, 'find'> }): RoomDoor => ({
  async judge(session, visitor) {
    const room = await rooms.find(session);
    return room === undefined ? { kind: 'not-open' } : judgeEntry(room.state(), visitor);
  },
  async knock(session, knock, hear) {
    const room = await rooms.find(session);
    if (room === undefined) return undefined;
    // Before the knock itself: an answer may come with it.
    const stop = room.hearLobby(knock.id, hear);
    const answer = await room.run({ kind: 'knock', knock });
    if (!answer.ok) {
      stop();
      return undefined;
    }
    return {
      async write({ text, clientId }) {
        const written = await room.run({
          kind: 'waiter-writes',
          knockId: knock.id,
          clientId,
          text,
          newId: randomToken(),
        });
        return written.ok;
      },
      leave() {
        if (stop()) void room.run({ kind: 'lose-waiter', knockId: knock.id });
      },
    };
  },
  async decided(session, knockId) {
    const room = await rooms.find(session);
    return room?.state().decisions.get(knockId)?.decision;
  },
});
