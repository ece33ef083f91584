import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse, unchanged } from '../applied.ts';
import { addLobbyMessage } from '../lobby.ts';
import type { RoomMessage } from './room-message.ts';

export const lobbyWrite: RoomMessage<'lobby.write'> = {
  name: 'lobby.write',
  schema: ROOM_COMMANDS['lobby.write'],
  allow: 'lobby.write',
  handle(state, { id, text, clientId }, { actor, nowMs, newId }) {
    const waiter = state.waiting.get(id);
    if (waiter === undefined) return refuse(state, 'not-found');
    const message = { id: newId, clientId, by: actor.name, text, sentMs: nowMs };
    return addLobbyMessage(state, waiter, message) ?? unchanged(state);
  },
};
