import type { Role } from '../contract/room/room-state.ts';
import type { Applied } from './applied.ts';
import { type Participant, participantBody } from './participant.ts';
import { voiceEffect } from './presence.ts';
import { RIGHTS } from './rights.ts';
import { type RoomEffect, store, tell } from './room-effect.ts';
import { type RoomState, replaceParticipant } from './room-state.ts';
import { endScreenOf } from './screen.ts';

/** Gives participants another role or rank: stored, told to all, and to themselves with all that they may know now. */
export const changeRoles = (
  state: RoomState,
  changes: ReadonlyArray<{ readonly participant: Participant; readonly role: Role; readonly rank?: number }>,
): Applied => {
  let next = state;
  const effects: RoomEffect[] = [];
  for (const { participant, role, rank = participant.rank } of changes) {
    const changed: Participant = { ...participant, role, rank };
    next = replaceParticipant(next, changed);
    effects.push(store({ record: 'participant-changed', participant: changed }));
    if (!RIGHTS['screen.start'].includes(role)) {
      const screenless = endScreenOf(next, changed.id);
      next = screenless.state;
      effects.push(...screenless.effects);
    }
    effects.push(voiceEffect(next, changed), tell('participant.changed', participantBody(changed)));
  }
  // After all of them: what somebody may know depends on who is what.
  for (const { participant } of changes) effects.push({ effect: 'welcome', id: participant.id });
  return { state: next, effects };
};
