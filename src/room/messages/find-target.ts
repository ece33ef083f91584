import type { ErrorCode } from '../../base/errors.ts';
import type { Participant } from '../participant.ts';
import { mayActOn } from '../rights.ts';
import type { RoomState } from '../room-state.ts';
import type { Waiter } from '../waiter.ts';

export const findParticipant = (state: RoomState, id: string): Participant | undefined =>
  [...state.participants.values()].find((participant) => participant.id === id);

/** The one whom somebody moderates, or why they may not. */
export const findTarget = (
  state: RoomState,
  id: string,
  actor: Participant,
): { readonly target: Participant } | { readonly refused: ErrorCode } => {
  const target = findParticipant(state, id);
  if (target === undefined) return { refused: 'not-found' };
  return mayActOn(actor, target) ? { target } : { refused: 'not-allowed' };
};

/** Those of these knocks that still wait. */
export const findWaiters = (state: RoomState, ids: readonly string[]): Waiter[] =>
  [...new Set(ids)].flatMap((id) => state.waiting.get(id) ?? []);
