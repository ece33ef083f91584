import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { inTurn } from '../applied.ts';
import { tellOfWaiter, tellWaiter } from '../lobby.ts';
import { type RoomState, replaceWaiter } from '../room-state.ts';
import { findWaiters } from './find-target.ts';
import type { RoomMessage } from './room-message.ts';

export const lobbySee: RoomMessage<'lobby.see'> = {
  name: 'lobby.see',
  schema: ROOM_COMMANDS['lobby.see'],
  allow: 'lobby.see',
  handle: (state, { ids }) =>
    inTurn(
      state,
      ...findWaiters(state, ids)
        .filter(({ seen }) => !seen)
        .map((waiter) => (now: RoomState) => {
          const next = replaceWaiter(now, { ...waiter, seen: true });
          return {
            state: next,
            effects: [tellOfWaiter(next, { ...waiter, seen: true }), tellWaiter(waiter.id, { kind: 'seen' })],
          };
        }),
    ),
};
