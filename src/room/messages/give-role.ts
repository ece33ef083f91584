import type { Role } from '../../contract/room/room-state.ts';
import { type Applied, inTurn } from '../applied.ts';
import { changeRoles } from '../roles.ts';
import { store } from '../room-effect.ts';
import { changedStanding, devicesOf, type RoomState, withStanding } from '../room-state.ts';

/** Gives a person a role for the rest of the session, on all their devices, also when they leave and come back. */
export const giveRole = (state: RoomState, person: string, role: Role, nowMs: number, rank?: number): Applied => {
  const standing = changedStanding(state, person, { role, atMs: nowMs });
  return inTurn(
    state,
    (now) => ({
      state: withStanding(now, person, standing),
      effects: [store({ record: 'standing', person, standing })],
    }),
    (now) =>
      changeRoles(
        now,
        devicesOf(now, person).map((participant) => ({ participant, role, ...(rank !== undefined && { rank }) })),
      ),
  );
};
