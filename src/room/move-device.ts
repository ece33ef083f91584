import { type Applied, unchanged } from './applied.ts';
import type { Participant } from './participant.ts';
import { lose } from './presence.ts';
import { tellOnly } from './room-effect.ts';
import type { RoomState } from './room-state.ts';

/**
 * Somebody goes on with another device, which is about to come in as the same participant: this one's connection is over, and its
 * page says why.
 */
export const moveAway = (state: RoomState, { id, connectionId }: Participant, nowMs: number): Applied => {
  if (connectionId === undefined) return unchanged(state);
  const { state: next, effects } = lose(state, { kind: 'lose', id, connectionId }, nowMs);
  return {
    state: next,
    effects: [...effects, tellOnly([{ id }], 'you.moved', {}), { effect: 'close', connectionId }],
  };
};
