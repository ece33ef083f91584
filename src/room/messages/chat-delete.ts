import { ROOM_COMMANDS } from '../../contract/room/room-messages.ts';
import { type Applied, refuse, unchanged } from '../applied.ts';
import type { ChatMessage } from '../chat-message.ts';
import type { Participant } from '../participant.ts';
import { store, tell, tellOnly } from '../room-effect.ts';
import type { RoomState } from '../room-state.ts';
import type { RoomMessage } from './room-message.ts';

const HOSTS: ReadonlySet<string> = new Set(['organizer', 'moderator']);

/** Who takes it away: the author, also by another device; a host of what all can read. */
const deleterOf = (state: RoomState, message: ChatMessage, actor: Participant): 'author' | 'moderator' | undefined => {
  const author = state.participants.get(message.participantId) ?? state.former.get(message.participantId);
  if (author?.person === actor.person) return 'author';
  return message.to === undefined && HOSTS.has(actor.role) ? 'moderator' : undefined;
};

const emptied = (messages: readonly ChatMessage[], id: string, by: 'author' | 'moderator'): ChatMessage[] =>
  messages.map((message) => {
    if (message.id !== id) return message;
    const { files: _files, ...rest } = message;
    return { ...rest, text: '', deletedBy: by };
  });

const take = (state: RoomState, message: ChatMessage, by: 'author' | 'moderator'): Applied => {
  const { id, to } = message;
  const record = store({ record: 'message-deleted', id, isPrivate: to !== undefined, by });
  if (to === undefined)
    return {
      state: { ...state, chat: emptied(state.chat, id, by) },
      effects: [record, tell('chat.deleted', { id, by })],
    };
  return {
    state: { ...state, privateChat: emptied(state.privateChat, id, by) },
    effects: [record, tellOnly([{ id: message.participantId }, to], 'chat.deleted', { id, by })],
  };
};

export const chatDelete: RoomMessage<'chat.delete'> = {
  name: 'chat.delete',
  schema: ROOM_COMMANDS['chat.delete'],
  allow: 'chat.delete',
  handle(state, { id }, { actor }) {
    const isIt = (message: ChatMessage): boolean => message.id === id;
    // Those that are no part of the history any more are on nobody's screen for long.
    const message = state.chat.find(isIt) ?? state.privateChat.find(isIt);
    if (message === undefined) return refuse(state, 'not-found');
    const by = deleterOf(state, message, actor);
    // Somebody else's private message is as if it were not there.
    if (by === undefined) return refuse(state, message.to === undefined ? 'not-allowed' : 'not-found');
    return message.deletedBy === undefined ? take(state, message, by) : unchanged(state);
  },
};
