import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { inTurn, unchanged } from '../applied.ts';
import { doorRecord } from '../door-record.ts';
import { releaseWaiters } from '../lobby.ts';
import { store, tell } from '../room-effect.ts';
import type { RoomMessage } from './room-message.ts';

export const meetingSet: RoomMessage<'meeting.set'> = {
  name: 'meeting.set',
  schema: ROOM_COMMANDS['meeting.set'],
  allow: 'meeting.set',
  handle(state, { locked = state.settings.locked, everyoneWaits = state.settings.everyoneWaits }, { nowMs }) {
    if (locked === state.settings.locked && everyoneWaits === state.settings.everyoneWaits) return unchanged(state);
    const settings = { ...state.settings, locked, everyoneWaits };
    return inTurn(
      { ...state, settings },
      (now) => ({ state: now, effects: [store(doorRecord(now)), tell('meeting.changed', settings)] }),
      (now) => releaseWaiters(now, nowMs),
    );
  },
};
