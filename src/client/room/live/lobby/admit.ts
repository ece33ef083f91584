import { askRoom } from '../people/ask-room.ts';
import type { RoomSession } from '../room-session.ts';

/** Most IDs that one command carries. */
const AT_ONCE = 1_000;

type Admitting = Pick<RoomSession, 'command' | 'state'>;

/** Lets those of them in who still wait; does nothing when nobody does, or without the right. */
export const admitOf = (session: Admitting, wanted: readonly string[]): void => {
  const { lobby, may } = session.state.peek();
  const ids = lobby
    .map(({ id }) => id)
    .filter((id) => wanted.includes(id))
    .slice(0, AT_ONCE);
  if (ids.length > 0 && may.includes('lobby.admit')) void askRoom(session, 'lobby.admit', { ids });
};

/** Lets all in who wait. */
export const admitAll = (session: Admitting): void =>
  admitOf(
    session,
    session.state.peek().lobby.map(({ id }) => id),
  );
