import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { pauseRecording } from '../recording.ts';
import type { RoomMessage } from './room-message.ts';

export const recordingPause: RoomMessage<'recording.pause'> = {
  name: 'recording.pause',
  schema: ROOM_COMMANDS['recording.pause'],
  allow: 'recording.pause',
  handle: (state, { paused }, { actor, nowMs }) => pauseRecording(state, actor, paused, nowMs),
};
