import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { inTurn, refuse } from '../applied.ts';
import { admitWaiter, declineWaiter } from '../lobby.ts';
import { moveAway } from '../move-device.ts';
import type { RoomMessage } from './room-message.ts';

export const deviceAnswer: RoomMessage<'device.answer'> = {
  name: 'device.answer',
  schema: ROOM_COMMANDS['device.answer'],
  allow: 'device.answer',
  handle(state, { id, answer }, { actor, nowMs }) {
    const waiter = state.waiting.get(id);
    if (waiter === undefined) return refuse(state, 'not-found');
    // Only for one's own link.
    const isOwn = waiter.person === actor.person || waiter.person === actor.also;
    if (waiter.reason !== 'already-inside' || !isOwn) return refuse(state, 'not-allowed');
    if (answer === 'no') return declineWaiter(state, waiter, '', nowMs);
    return inTurn(
      state,
      (now) => admitWaiter(now, waiter, nowMs),
      (now) => (answer === 'move' ? moveAway(now, actor, nowMs) : { state: now, effects: [] }),
    );
  },
};
