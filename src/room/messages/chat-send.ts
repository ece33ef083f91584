import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { unchanged } from '../applied.ts';
import { type ChatMessage, chatMessageBody } from '../chat-message.ts';
import { store, tell } from '../room-effect.ts';
import { CHAT_HISTORY } from '../room-state.ts';
import type { RoomMessage } from './room-message.ts';

export const chatSend: RoomMessage<'chat.send'> = {
  name: 'chat.send',
  schema: ROOM_COMMANDS['chat.send'],
  allow: 'chat.send',
  handle(state, { text, clientId }, { actor, nowMs, newId }) {
    // Sent again because the answer was lost: once is enough. The store knows the older ones.
    if (state.chat.some((message) => message.participantId === actor.id && message.clientId === clientId))
      return unchanged(state);
    const message: ChatMessage = {
      id: newId,
      sequence: state.chatSequence + 1,
      participantId: actor.id,
      senderName: actor.name,
      clientId,
      text,
      sentMs: nowMs,
    };
    return {
      state: { ...state, chat: [...state.chat.slice(1 - CHAT_HISTORY), message], chatSequence: message.sequence },
      effects: [store({ record: 'message', message }), tell('chat.message', chatMessageBody(message))],
    };
  },
};
