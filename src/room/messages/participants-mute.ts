import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { inTurn } from '../applied.ts';
import { mute } from './participant-mute.ts';
import type { RoomMessage } from './room-message.ts';

export const participantsMute: RoomMessage<'participants.mute'> = {
  name: 'participants.mute',
  schema: ROOM_COMMANDS['participants.mute'],
  allow: 'participants.mute',
  handle: (state, _body, { actor }) =>
    inTurn(
      state,
      ...[...state.participants.values()]
        .filter(({ person }) => person !== actor.person)
        .map((target) => (now: typeof state) => mute(now, target, actor)),
    ),
};
