import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse, unchanged } from '../applied.ts';
import { findTarget } from './find-target.ts';
import { giveRole } from './give-role.ts';
import type { RoomMessage } from './room-message.ts';

export const moderatorTake: RoomMessage<'moderator.take'> = {
  name: 'moderator.take',
  schema: ROOM_COMMANDS['moderator.take'],
  allow: 'moderator.take',
  handle(state, { id }, { actor, nowMs }) {
    const found = findTarget(state, id, actor);
    if ('refused' in found) return refuse(state, found.refused);
    if (found.target.role === 'attendee') return unchanged(state);
    return giveRole(state, found.target.person, 'attendee', nowMs);
  },
};
