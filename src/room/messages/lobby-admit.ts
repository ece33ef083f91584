import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { inTurn, refuse } from '../applied.ts';
import { admitWaiter } from '../lobby.ts';
import { findWaiters } from './find-target.ts';
import type { RoomMessage } from './room-message.ts';

export const lobbyAdmit: RoomMessage<'lobby.admit'> = {
  name: 'lobby.admit',
  schema: ROOM_COMMANDS['lobby.admit'],
  allow: 'lobby.admit',
  handle(state, { ids }, { nowMs }) {
    const waiters = findWaiters(state, ids);
    if (waiters.length === 0) return refuse(state, 'not-found');
    return inTurn(state, ...waiters.map((waiter) => (now: typeof state) => admitWaiter(now, waiter, nowMs)));
  },
};
