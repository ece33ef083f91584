import type { OpenRoom } from '../live/open-room.ts';
import { createOwnScreen, type OwnScreen } from './own-screen.ts';
import { createSeenScreen, type SeenScreen } from './seen-screen.ts';

/** The shared screen of a room, one's own and that of others: one for each room, whatever of it is in sight. */
export interface SharedScreen {
  readonly own: OwnScreen;
  readonly seen: SeenScreen;
}

const known = new WeakMap<OpenRoom, SharedScreen>();

export const sharedScreenOf = (room: OpenRoom): SharedScreen => {
  const before = known.get(room);
  if (before !== undefined) return before;
  const own = createOwnScreen(room);
  const seen = createSeenScreen(room);
  room.onClose(() => {
    own.close();
    seen.close();
  });
  const shared = { own, seen };
  known.set(room, shared);
  return shared;
};
