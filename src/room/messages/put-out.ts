import { type Applied, inTurn, unchanged } from '../applied.ts';
import { doorRecord } from '../door-record.ts';
import type { Participant } from '../participant.ts';
import { takeOut } from '../presence.ts';
import { thoseWhoMay } from '../rights.ts';
import { store, tellOnly } from '../room-effect.ts';
import { byAccount, changedStanding, devicesOf, type RoomState, removedBodies, withStanding } from '../room-state.ts';

/** The person, and the other keys by which the same invitee comes: an account's link; of a link the account that does not moderate. */
const keysOf = (state: RoomState, { person, also }: Participant): string[] => {
  const links = also === undefined || devicesOf(state, also).some(({ role }) => role === 'organizer') ? [] : [also];
  const accounts = byAccount(state, person).filter(({ role }) => role === 'attendee');
  return [...new Set([person, ...links, ...accounts.map((account) => account.person)])];
};

/** Puts a person out on all their devices: back to the lobby, or kept out for the rest of the session. */
export const putOut = (state: RoomState, target: Participant, entry: 'out' | 'waits', nowMs: number): Applied => {
  const { id, name } = target;
  const reason = entry === 'out' ? 'removed' : 'waits';
  const keys = keysOf(state, target);
  return inTurn(
    state,
    ...keys.map((person) => (now: RoomState) => {
      const standing = changedStanding(now, person, { entry, participantId: id, name, atMs: nowMs });
      return {
        state: withStanding(now, person, standing),
        effects: [store({ record: 'standing', person, standing })],
      };
    }),
    ...keys
      .flatMap((person) => devicesOf(state, person))
      .map((device) => (now: RoomState) => takeOut(now, device, reason, nowMs)),
    // Whoever was put out may know the PIN, and would be somebody new by it.
    (now) => {
      if (now.pinWaits) return unchanged(now);
      const next = { ...now, pinWaits: true };
      return { state: next, effects: [store(doorRecord(next))] };
    },
    (now) => ({
      state: now,
      effects:
        entry === 'out'
          ? [tellOnly(thoseWhoMay(now, 'participant.let-back'), 'removed.changed', { removed: removedBodies(now) })]
          : [],
    }),
  );
};
