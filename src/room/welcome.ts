import type { Welcome } from '../contract/room/room-state.ts';
import { type ChatMessage, chatMessageBody } from './chat-message.ts';
import { type Participant, participantBody } from './participant.ts';
import { recordingBody } from './recording.ts';
import { allowedActions, can } from './rights.ts';
import type { RoomMeeting } from './room-meeting.ts';
import { devicesOf, type RoomState, removedBodies, screenBody } from './room-state.ts';
import { seenBy } from './seen-people.ts';
import { waiterBody } from './waiter.ts';

/** Of one's private messages, what a welcome carries: what anybody writes to somebody must not keep them from coming back. */
const PRIVATE_MESSAGES_MAX = 200;
const PRIVATE_CHARACTERS_MAX = 200_000;

const newestWithin = (messages: readonly ChatMessage[]): ChatMessage[] => {
  const newest: ChatMessage[] = [];
  let characters = 0;
  for (const message of messages.slice(-PRIVATE_MESSAGES_MAX).toReversed()) {
    characters += message.text.length;
    if (characters > PRIVATE_CHARACTERS_MAX) break;
    newest.push(message);
  }
  return newest.toReversed();
};

const privateChatOf = (state: RoomState, { id, person }: Participant) => {
  // Another device of an account has what was written to the same person. A link can be passed on, and shows its holder their own.
  const devices = person.startsWith('account:') ? devicesOf(state, person) : [];
  const own = new Set([id, ...devices.map((device) => device.id)]);
  return newestWithin(
    state.privateChat.filter(({ participantId, to }) => own.has(participantId) || (to && own.has(to.id))),
  );
};

/** What only those who moderate are told. */
const hostView = (state: RoomState, participant: Participant): Partial<Welcome> => {
  const poor = [...state.participants.values()].filter(({ quality }) => quality !== 'good');
  return {
    ...(can(participant, 'lobby.admit', state) && { lobby: [...state.waiting.values()].map(waiterBody) }),
    ...(can(participant, 'participant.let-back', state) && { removed: removedBodies(state) }),
    ...(can(participant, 'participant.mute', state) && {
      callers: Object.fromEntries(
        [...state.participants.values()].flatMap(({ id, caller }) =>
          caller === undefined || caller.number === '' ? [] : [[id, caller.number]],
        ),
      ),
      qualities: Object.fromEntries(poor.map(({ id, quality }) => [id, quality])),
    }),
  };
};

/** All that one participant may know of the room, as it is now. */
export const welcomeTo = (
  state: RoomState,
  participant: Participant,
  {
    meeting,
    resumeToken,
    screenKey,
    nowMs,
  }: {
    readonly meeting: RoomMeeting;
    readonly resumeToken: string;
    readonly screenKey: string;
    readonly nowMs: number;
  },
): Welcome => ({
  you: { id: participant.id, number: participant.number, name: participant.name, role: participant.role },
  resumeToken,
  screenKey,
  meeting: {
    id: meeting.id,
    title: meeting.title,
    joinUrl: meeting.joinUrl,
    ...(can(participant, 'pin.read', state) && { pin: meeting.pin }),
    ...(meeting.sipUri !== undefined && { sipUri: meeting.sipUri }),
    phoneNumbers: [...meeting.phoneNumbers],
    organizerName: meeting.organizerName,
  },
  startedAt: new Date(state.startedMs).toISOString(),
  now: new Date(nowMs).toISOString(),
  participants: seenBy(participant, state).map(participantBody),
  chat: state.chat.map(chatMessageBody),
  privateChat: privateChatOf(state, participant).map(chatMessageBody),
  settings: state.settings,
  screen: screenBody(state.screen),
  recording: recordingBody(state.recording),
  ...(can(participant, 'recording.mark', state) && { agenda: [...meeting.agenda] }),
  ...hostView(state, participant),
  may: allowedActions(participant, state),
});
