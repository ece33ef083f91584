import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse, unchanged } from '../applied.ts';
import { type Participant, participantBody } from '../participant.ts';
import { store, tell } from '../room-effect.ts';
import { replaceParticipant } from '../room-state.ts';
import { findParticipant } from './find-target.ts';
import type { RoomMessage } from './room-message.ts';

export const participantRename: RoomMessage<'participant.rename'> = {
  name: 'participant.rename',
  schema: ROOM_COMMANDS['participant.rename'],
  allow: 'participant.rename',
  handle(state, { id, name }) {
    const target = findParticipant(state, id);
    if (target === undefined) return refuse(state, 'not-found');
    // Everyone else says themselves what they are called.
    if (target.via !== 'phone') return refuse(state, 'not-allowed');
    if (target.name === name) return unchanged(state);
    const renamed: Participant = { ...target, name };
    return {
      state: replaceParticipant(state, renamed),
      effects: [
        store({ record: 'participant-changed', participant: renamed }),
        tell('participant.changed', participantBody(renamed)),
      ],
    };
  },
};
