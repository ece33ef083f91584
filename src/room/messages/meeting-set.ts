import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse } from '../applied.ts';
import { setSettings } from '../meeting-rules.ts';
import type { RoomMessage } from './room-message.ts';

export const meetingSet: RoomMessage<'meeting.set'> = {
  name: 'meeting.set',
  schema: ROOM_COMMANDS['meeting.set'],
  allow: 'meeting.set',
  handle(state, { locked = state.settings.locked, everyoneWaits = state.settings.everyoneWaits }, { nowMs }) {
    if (!everyoneWaits && state.policy.alwaysWaits) return refuse(state, 'not-allowed');
    return setSettings(state, { ...state.settings, locked, everyoneWaits }, nowMs);
  },
};
