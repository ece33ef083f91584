import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse } from '../applied.ts';
import { endRecording } from '../recording.ts';
import type { RoomMessage } from './room-message.ts';

export const recordingStop: RoomMessage<'recording.stop'> = {
  name: 'recording.stop',
  schema: ROOM_COMMANDS['recording.stop'],
  allow: 'recording.stop',
  handle: (state, _body, { actor, nowMs }) =>
    state.recording === undefined ? refuse(state, 'conflict') : endRecording(state, 'organizer', nowMs, actor),
};
