import { type Applied, inTurn } from '../applied.ts';
import type { Participant } from '../participant.ts';
import { takeOut } from '../presence.ts';
import { thoseWhoMay } from '../rights.ts';
import { store, tellOnly } from '../room-effect.ts';
import { changedStanding, devicesOf, type RoomState, removedBodies, withStanding } from '../room-state.ts';

/** Puts a person out on all their devices: back to the lobby, or kept out for the rest of the session. */
export const putOut = (state: RoomState, target: Participant, entry: 'out' | 'waits', nowMs: number): Applied => {
  const { person, id, name } = target;
  const standing = changedStanding(state, person, { entry, participantId: id, name, atMs: nowMs });
  const reason = entry === 'out' ? 'removed' : 'waits';
  return inTurn(
    state,
    (now) => ({
      state: withStanding(now, person, standing),
      effects: [store({ record: 'standing', person, standing })],
    }),
    ...devicesOf(state, person).map((device) => (now: RoomState) => takeOut(now, device, reason, nowMs)),
    (now) => ({
      state: now,
      effects:
        entry === 'out'
          ? [tellOnly(thoseWhoMay(now, 'participant.let-back'), 'removed.changed', { removed: removedBodies(now) })]
          : [],
    }),
  );
};
