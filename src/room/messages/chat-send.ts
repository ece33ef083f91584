import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { refuse, unchanged } from '../applied.ts';
import { type ChatMessage, chatMessageBody } from '../chat-message.ts';
import { can } from '../rights.ts';
import { store, tell, tellOnly } from '../room-effect.ts';
import { CHAT_HISTORY, PRIVATE_HISTORY } from '../room-state.ts';
import type { RoomMessage } from './room-message.ts';

export const chatSend: RoomMessage<'chat.send'> = {
  name: 'chat.send',
  schema: ROOM_COMMANDS['chat.send'],
  allow: 'chat.send',
  handle(state, { text, clientId, to }, { actor, nowMs, newId, files }) {
    if (to !== undefined && !can(actor, 'chat.private', state)) return refuse(state, 'not-allowed');
    if (files.length > 0 && !can(actor, 'chat.files', state)) return refuse(state, 'not-allowed');
    const isSame = (earlier: ChatMessage): boolean =>
      earlier.participantId === actor.id && earlier.clientId === clientId;
    const written = {
      ...{ id: newId, participantId: actor.id, senderName: actor.name, clientId, text, sentMs: nowMs },
      ...(files.length > 0 && { files }),
    };
    // Sent again because the answer was lost: once is enough. The store knows the older ones.
    if (to === undefined) {
      if (state.chat.some(isSame)) return unchanged(state);
      const message: ChatMessage = { ...written, sequence: state.chatSequence + 1 };
      return {
        state: { ...state, chat: [...state.chat.slice(1 - CHAT_HISTORY), message], chatSequence: message.sequence },
        effects: [store({ record: 'message', message }), tell('chat.message', chatMessageBody(message))],
      };
    }
    if (state.privateChat.some(isSame)) return unchanged(state);
    const recipient = [...state.participants.values()].find(({ id }) => id === to);
    if (recipient === undefined) return refuse(state, 'not-found');
    if (recipient.id === actor.id) return refuse(state, 'invalid-input');
    const message: ChatMessage = {
      ...written,
      sequence: state.privateSequence + 1,
      to: { id: recipient.id, name: recipient.name },
    };
    return {
      state: {
        ...state,
        privateChat: [...state.privateChat.slice(1 - PRIVATE_HISTORY), message],
        privateSequence: message.sequence,
      },
      effects: [
        store({ record: 'private-message', message }),
        tellOnly([actor, recipient], 'chat.message', chatMessageBody(message)),
      ],
    };
  },
};
