import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { takeOut } from '../presence.ts';
import type { RoomMessage } from './room-message.ts';

export const sessionLeave: RoomMessage<'session.leave'> = {
  name: 'session.leave',
  schema: ROOM_COMMANDS['session.leave'],
  allow: 'session.leave',
  handle: (state, _body, { actor, nowMs }) => takeOut(state, actor, 'left', nowMs),
};
