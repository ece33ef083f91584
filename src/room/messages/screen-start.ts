import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse } from '../applied.ts';
import { showScreen } from '../screen.ts';
import type { RoomMessage } from './room-message.ts';

export const screenStart: RoomMessage<'screen.start'> = {
  name: 'screen.start',
  schema: ROOM_COMMANDS['screen.start'],
  allow: 'screen.start',
  handle(state, { takeOver }, { actor, nowMs, newId }) {
    const other = state.screen !== undefined && state.screen.participantId !== actor.id;
    if (other && takeOver !== true) return refuse(state, 'conflict');
    return showScreen(state, { id: newId, participantId: actor.id, startedMs: nowMs, paused: false });
  },
};
