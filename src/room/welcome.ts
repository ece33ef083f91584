import type { Welcome } from '../contract/room/room-state.ts';
import { chatMessageBody } from './chat-message.ts';
import { type Participant, participantBody } from './participant.ts';
import { allowedActions, can } from './rights.ts';
import type { RoomMeeting } from './room-meeting.ts';
import type { RoomState } from './room-state.ts';

/** All that one participant may know of the room, as it is now. */
export const welcomeTo = (
  state: RoomState,
  participant: Participant,
  {
    meeting,
    resumeToken,
    nowMs,
  }: { readonly meeting: RoomMeeting; readonly resumeToken: string; readonly nowMs: number },
): Welcome => ({
  you: { id: participant.id, number: participant.number, name: participant.name, role: participant.role },
  resumeToken,
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
  participants: [...state.participants.values()].map(participantBody),
  chat: state.chat.map(chatMessageBody),
  may: allowedActions(participant, state),
});
