import type { WaiterBody } from '../../../../contract/room/room-state.ts';
import type { EventRules } from './event-rules.ts';

/** Who waits, as those who admit see them. */
export interface LobbyState {
  /** In the order of their knocks; empty for those who do not admit. */
  readonly lobby: readonly WaiterBody[];
}

export const NEW_LOBBY: LobbyState = { lobby: [] };

const inOrder = (lobby: readonly WaiterBody[]): readonly WaiterBody[] =>
  [...lobby].sort((a, b) => Date.parse(a.since) - Date.parse(b.since));

export const LOBBY_RULES: EventRules<LobbyState, LobbyState> = {
  welcome: (_seen, body) => ({ lobby: inOrder(body.lobby ?? []) }),
  'lobby.waiting': (seen, body) => ({ lobby: inOrder([...seen.lobby.filter(({ id }) => id !== body.id), body]) }),
  'lobby.gone': (seen, body) => ({ lobby: seen.lobby.filter(({ id }) => id !== body.id) }),
};
