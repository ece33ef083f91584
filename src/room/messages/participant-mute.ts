import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { type Applied, refuse, unchanged } from '../applied.ts';
import { type Participant, participantBody } from '../participant.ts';
import { voiceEffect } from '../presence.ts';
import { tell, tellOnly } from '../room-effect.ts';
import { type RoomState, replaceParticipant } from '../room-state.ts';
import { findParticipant } from './find-target.ts';
import type { RoomMessage } from './room-message.ts';

/** Mutes somebody; they unmute themselves. */
export const mute = (state: RoomState, target: Participant, by: Participant): Applied => {
  if (target.microphone !== 'on') return unchanged(state);
  const muted: Participant = { ...target, microphone: 'muted' };
  const next = replaceParticipant(state, muted);
  return {
    state: next,
    effects: [
      voiceEffect(next, muted),
      tell('participant.changed', participantBody(muted)),
      tellOnly([muted], 'you.muted', { by: by.name }),
    ],
  };
};

export const participantMute: RoomMessage<'participant.mute'> = {
  name: 'participant.mute',
  schema: ROOM_COMMANDS['participant.mute'],
  allow: 'participant.mute',
  handle(state, { id }, { actor }) {
    // An open microphone is nobody's privilege: the organizer's is muted like any other.
    const target = findParticipant(state, id);
    return target === undefined ? refuse(state, 'not-found') : mute(state, target, actor);
  },
};
