import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { unchanged } from '../applied.ts';
import { showScreen } from '../screen.ts';
import type { RoomMessage } from './room-message.ts';

export const screenStop: RoomMessage<'screen.stop'> = {
  name: 'screen.stop',
  schema: ROOM_COMMANDS['screen.stop'],
  allow: 'screen.stop',
  handle: (state) => (state.screen === undefined ? unchanged(state) : showScreen(state, undefined)),
};
