import { askRoom } from '../people/ask-room.ts';
import type { RoomSession } from '../room-session.ts';

/** Most IDs that one command carries. */
const AT_ONCE = 1_000;

/** Lets all in who wait; does nothing when nobody does, or without the right. */
export const admitAll = (session: Pick<RoomSession, 'command' | 'state'>): void => {
  const { lobby, may } = session.state.peek();
  const ids = lobby.slice(0, AT_ONCE).map(({ id }) => id);
  if (ids.length > 0 && may.includes('lobby.admit')) void askRoom(session, 'lobby.admit', { ids });
};
