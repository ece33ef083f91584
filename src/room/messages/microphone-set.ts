import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse, unchanged } from '../applied.ts';
import { participantBody } from '../participant.ts';
import { voiceEffect } from '../presence.ts';
import { can } from '../rights.ts';
import { tell } from '../room-effect.ts';
import { replaceParticipant } from '../room-state.ts';
import type { RoomMessage } from './room-message.ts';

export const microphoneSet: RoomMessage<'microphone.set'> = {
  name: 'microphone.set',
  schema: ROOM_COMMANDS['microphone.set'],
  allow: 'microphone.set',
  handle(state, { state: microphone }, { actor }) {
    if (microphone === 'on' && !can(actor, 'audio.send', state)) return refuse(state, 'not-allowed');
    if (actor.microphone === microphone) return unchanged(state);
    const changed = { ...actor, microphone };
    const next = replaceParticipant(state, changed);
    return {
      state: next,
      effects: [voiceEffect(next, changed), tell('participant.changed', participantBody(changed))],
    };
  },
};
