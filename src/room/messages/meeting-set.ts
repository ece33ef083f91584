import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { setSettings } from '../meeting-rules.ts';
import type { RoomMessage } from './room-message.ts';

export const meetingSet: RoomMessage<'meeting.set'> = {
  name: 'meeting.set',
  schema: ROOM_COMMANDS['meeting.set'],
  allow: 'meeting.set',
  handle: (state, { locked = state.settings.locked, everyoneWaits = state.settings.everyoneWaits }, { nowMs }) =>
    setSettings(state, { ...state.settings, locked, everyoneWaits }, nowMs),
};
