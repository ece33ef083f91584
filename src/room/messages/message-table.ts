import type { RoomCommandName } from '../../contract/room/room-messages.ts';
import { chatSend } from './chat-send.ts';
import { microphoneSet } from './microphone-set.ts';
import type { RoomMessage } from './room-message.ts';
import { sessionEnd } from './session-end.ts';
import { sessionLeave } from './session-leave.ts';

/** Every command of the contract and its handler: one without the other does not compile. */
export const ROOM_MESSAGES: { readonly [Name in RoomCommandName]: RoomMessage<Name> } = {
  'chat.send': chatSend,
  'microphone.set': microphoneSet,
  'session.end': sessionEnd,
  'session.leave': sessionLeave,
};
