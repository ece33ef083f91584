import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse, unchanged } from '../applied.ts';
import { findTarget } from './find-target.ts';
import { giveRole } from './give-role.ts';
import type { RoomMessage } from './room-message.ts';

export const moderatorGive: RoomMessage<'moderator.give'> = {
  name: 'moderator.give',
  schema: ROOM_COMMANDS['moderator.give'],
  allow: 'moderator.give',
  handle(state, { id }, { actor, nowMs }) {
    const found = findTarget(state, id, actor);
    if ('refused' in found) return refuse(state, found.refused);
    // Only an account with the right to WebMeeting: a link can be passed on.
    if (!found.target.mayModerate) return refuse(state, 'no-webmeeting-right');
    if (found.target.role === 'moderator') return unchanged(state);
    return giveRole(state, found.target.person, 'moderator', nowMs);
  },
};
