import type { SessionId } from '../base/ids.ts';
import type { RoomEventBody, RoomEventName } from '../contract/room/room-messages.ts';
import type { RoomAudience } from './live-room.ts';

/** Hears what everyone in a session is told. */
export type AudienceListener = <Name extends RoomEventName>(event: Name, body: RoomEventBody<Name>) => void;

/** Those in a session who are in this process: telephones. */
export interface LocalAudience extends RoomAudience {
  /** Answers how to stop. */
  hear(session: SessionId, listener: AudienceListener): () => void;
}

export const createLocalAudience = (): LocalAudience => {
  const bySession = new Map<SessionId, Set<AudienceListener>>();
  return {
    tell(session, event, body) {
      for (const listener of [...(bySession.get(session) ?? [])]) listener(event, body);
    },
    hear(session, listener) {
      const listeners = bySession.get(session) ?? new Set();
      bySession.set(session, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && bySession.get(session) === listeners) bySession.delete(session);
      };
    },
  };
};

/** Everyone who is told, however they are connected. */
export const joinAudiences = (...audiences: readonly RoomAudience[]): RoomAudience => ({
  tell(session, event, body) {
    for (const audience of audiences) audience.tell(session, event, body);
  },
});
