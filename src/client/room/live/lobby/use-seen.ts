import { useEffect } from 'preact/hooks';
import type { WaiterBody } from '../../../../contract/room/room-state.ts';
import type { RoomSession } from '../room-session.ts';

/** Most IDs that one command carries. */
const AT_ONCE = 1_000;

/** Tells those who wait that they are seen: only while the list is really drawn, on a page that is in sight. */
export const useSeen = (session: Pick<RoomSession, 'command'>, lobby: readonly WaiterBody[]): void => {
  const unseen = lobby.filter(({ seen }) => !seen).map(({ id }) => id);
  const key = unseen.join(' ');
  useEffect(() => {
    if (key === '') return;
    const tell = (): void => {
      if (document.visibilityState === 'visible')
        void session.command('lobby.see', { ids: key.split(' ').slice(0, AT_ONCE) });
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [session, key]);
};
