import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse } from '../applied.ts';
import { findParticipant } from './find-target.ts';
import { putHand } from './hand-set.ts';
import type { RoomMessage } from './room-message.ts';

export const handLower: RoomMessage<'hand.lower'> = {
  name: 'hand.lower',
  schema: ROOM_COMMANDS['hand.lower'],
  allow: 'hand.lower',
  handle(state, { id }) {
    const target = findParticipant(state, id);
    return target === undefined ? refuse(state, 'not-found') : putHand(state, target, undefined);
  },
};
