import type { ChatMessageBody } from '../../../../contract/room/room-state.ts';
import type { RoomEvent } from '../room-session.ts';
import type { RoomState } from '../room-state.ts';
import type { ChatNews } from './announcement-text.ts';
import { conversationWith, joiningBy, LEAVING } from './chat-state.ts';

const isNew = (body: ChatMessageBody, before: RoomState): boolean => {
  if (body.from.id === before.you?.id || body.deletedBy !== undefined) return false;
  return body.sequence > conversationWith(before, body.to === undefined ? undefined : body.from.id).log.lastSequence;
};

const messageNews = (bodies: readonly ChatMessageBody[], before: RoomState): readonly ChatNews[] =>
  bodies
    .filter((body) => isNew(body, before))
    .map(({ from, text, to }) => ({ kind: 'message', name: from.name, text, isPrivate: to !== undefined }));

/** What an event tells that is worth saying aloud; `before` is the room that it came upon. */
export const chatNewsOf = (event: RoomEvent, before: RoomState): readonly ChatNews[] => {
  if (event.name === 'chat.message') return messageNews([event.body], before);
  // The first welcome brings history; a later one what was missed.
  if (event.name === 'welcome')
    return before.you === undefined ? [] : messageNews([...event.body.chat, ...event.body.privateChat], before);
  if (event.name === 'participant.joined') {
    const { id, name, via } = event.body;
    const known = id === before.you?.id || before.participants.some((person) => person.id === id);
    return known ? [] : [{ kind: 'activity', what: joiningBy(via), name }];
  }
  if (event.name === 'participant.left') {
    const gone = before.participants.find(({ id }) => id === event.body.id);
    if (!gone || gone.id === before.you?.id) return [];
    return [{ kind: 'activity', what: LEAVING[event.body.reason], name: gone.name }];
  }
  return [];
};
