import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse } from '../applied.ts';
import { findTarget } from './find-target.ts';
import { putOut } from './put-out.ts';
import type { RoomMessage } from './room-message.ts';

export const participantWait: RoomMessage<'participant.wait'> = {
  name: 'participant.wait',
  schema: ROOM_COMMANDS['participant.wait'],
  allow: 'participant.wait',
  handle(state, { id }, { actor, nowMs }) {
    const found = findTarget(state, id, actor);
    if ('refused' in found) return refuse(state, found.refused);
    return putOut(state, found.target, 'waits', nowMs);
  },
};
