import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { startRecording } from '../recording.ts';
import type { RoomMessage } from './room-message.ts';

export const recordingStart: RoomMessage<'recording.start'> = {
  name: 'recording.start',
  schema: ROOM_COMMANDS['recording.start'],
  allow: 'recording.start',
  handle: (state, _body, { actor, nowMs, newId }) => startRecording(state, actor, newId, nowMs),
};
