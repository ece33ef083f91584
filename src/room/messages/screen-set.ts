import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse, unchanged } from '../applied.ts';
import { showScreen } from '../screen.ts';
import type { RoomMessage } from './room-message.ts';

export const screenSet: RoomMessage<'screen.set'> = {
  name: 'screen.set',
  schema: ROOM_COMMANDS['screen.set'],
  allow: 'screen.set',
  handle(state, { paused }, { actor }) {
    const { screen } = state;
    if (screen?.participantId !== actor.id) return refuse(state, 'conflict');
    return screen.paused === paused ? unchanged(state) : showScreen(state, { ...screen, paused });
  },
};
