import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse } from '../applied.ts';
import { can } from '../rights.ts';
import { tellOnly } from '../room-effect.ts';
import { findParticipant } from './find-target.ts';
import type { RoomMessage } from './room-message.ts';

export const screenOffer: RoomMessage<'screen.offer'> = {
  name: 'screen.offer',
  schema: ROOM_COMMANDS['screen.offer'],
  allow: 'screen.offer',
  handle(state, { id }, { actor }) {
    const target = findParticipant(state, id);
    if (target === undefined) return refuse(state, 'not-found');
    if (!can(target, 'screen.start', state)) return refuse(state, 'not-allowed');
    return { state, effects: [tellOnly([target], 'screen.offered', { by: actor.name })] };
  },
};
