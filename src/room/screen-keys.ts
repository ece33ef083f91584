import { type ParticipantId, randomToken, type SessionId } from '../base/ids.ts';
import type { Screen } from './room-state.ts';

/** What the connection of the shared screen needs of a room. */
export interface ScreenRoom {
  readonly sessionId: SessionId;
  state(): { readonly screen: Screen | undefined };
  /** Called in the same tick in which the room shows another screen, or none, or pauses. Answers how to stop. */
  onScreen(listener: (screen: Screen | undefined) => void): () => void;
}

/** Whose screen connection it is. */
export interface ScreenPass {
  readonly room: ScreenRoom;
  readonly participantId: ParticipantId;
}

/** The keys of the screen's connection: each belongs to one connection to a room and ends with it. */
export interface ScreenKeys {
  /** A key for this connection to the room; an earlier one of the same connection stays as it is. */
  issue(connectionId: string, pass: ScreenPass): string;
  find(key: string): ScreenPass | undefined;
  /** The connection to the room is over: so is what was opened with its key, at once. */
  revoke(connectionId: string): void;
  /** `listener` is told of every key that is revoked, before `revoke` returns. */
  onRevoked(listener: (key: string) => void): void;
}

export const createScreenKeys = (): ScreenKeys => {
  const keys = new Map<string, string>();
  const passes = new Map<string, ScreenPass>();
  const listeners: Array<(key: string) => void> = [];
  return {
    issue(connectionId, pass) {
      const key = keys.get(connectionId) ?? randomToken();
      keys.set(connectionId, key);
      passes.set(key, pass);
      return key;
    },
    find: (key) => passes.get(key),
    revoke(connectionId) {
      const key = keys.get(connectionId);
      if (key === undefined) return;
      keys.delete(connectionId);
      passes.delete(key);
      for (const listener of listeners) listener(key);
    },
    onRevoked: (listener) => void listeners.push(listener),
  };
};
