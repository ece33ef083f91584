import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse } from '../applied.ts';
import { declineWaiter } from '../lobby.ts';
import type { RoomMessage } from './room-message.ts';

export const lobbyDecline: RoomMessage<'lobby.decline'> = {
  name: 'lobby.decline',
  schema: ROOM_COMMANDS['lobby.decline'],
  allow: 'lobby.decline',
  handle(state, { id, word = '' }, { nowMs }) {
    const waiter = state.waiting.get(id);
    return waiter === undefined ? refuse(state, 'not-found') : declineWaiter(state, waiter, word, nowMs);
  },
};
