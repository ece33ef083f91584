import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import type { RoomMessage } from './room-message.ts';

export const sessionEnd: RoomMessage<'session.end'> = {
  name: 'session.end',
  schema: ROOM_COMMANDS['session.end'],
  allow: 'session.end',
  // The session's end is stored by its owner, who then tells this room like every other reason to end.
  handle: (state) => ({ state, effects: [{ effect: 'end', reason: 'ended' }] }),
};
