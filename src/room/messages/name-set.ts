import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { unchanged } from '../applied.ts';
import { type Participant, participantBody } from '../participant.ts';
import { store, tell } from '../room-effect.ts';
import { replaceParticipant } from '../room-state.ts';
import type { RoomMessage } from './room-message.ts';

export const nameSet: RoomMessage<'name.set'> = {
  name: 'name.set',
  schema: ROOM_COMMANDS['name.set'],
  allow: 'name.set',
  handle(state, { name }, { actor }) {
    if (actor.name === name) return unchanged(state);
    const changed: Participant = { ...actor, name };
    return {
      state: replaceParticipant(state, changed),
      effects: [
        store({ record: 'participant-changed', participant: changed }),
        tell('participant.changed', participantBody(changed)),
      ],
    };
  },
};
