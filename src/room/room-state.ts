import type { MeetingId, ParticipantId, SessionId } from '../base/ids.ts';
import type { ChatMessage } from './chat-message.ts';
import type { Participant } from './participant.ts';
import type { EndReason } from './room-effect.ts';

/** Everything that a live session is, apart from its connections. Never changed: `apply` makes the next one. */
export interface RoomState {
  readonly sessionId: SessionId;
  readonly meetingId: MeetingId;
  readonly startedMs: number;
  /** Those in the room, the briefly lost ones too. */
  readonly participants: ReadonlyMap<ParticipantId, Participant>;
  /** Those who were in the room: who comes back is the same person with the same number. */
  readonly former: ReadonlyMap<ParticipantId, Participant>;
  readonly highestNumber: number;
  /** The newest messages, oldest first: what late comers get. */
  readonly chat: readonly ChatMessage[];
  readonly chatSequence: number;
  /** Since when nobody has been in; undefined while someone is. */
  readonly emptySinceMs: number | undefined;
  readonly ended: EndReason | undefined;
}

/** How many messages late comers get. */
export const CHAT_HISTORY = 200;
/** How long a lost connection may take to come back before the others are told that the person has left. */
export const GRACE_MS = 60_000;
/** How long a session lives on without anyone in it. */
export const EMPTY_MS = 5 * 60_000;
/** Audio frames name the speaker in 16 bits. */
export const NUMBER_MAX = 65_535;
/** The most people in a room at once. */
export const PARTICIPANTS_MAX = 1_000;

/** The session that a room is the inside of. */
export interface RoomSession {
  readonly id: SessionId;
  readonly meetingId: MeetingId;
  readonly startedMs: number;
}

export const openRoomState = (session: RoomSession): RoomState => ({
  sessionId: session.id,
  meetingId: session.meetingId,
  startedMs: session.startedMs,
  participants: new Map(),
  former: new Map(),
  highestNumber: 0,
  chat: [],
  chatSequence: 0,
  emptySinceMs: session.startedMs,
  ended: undefined,
});

export const replaceParticipant = (state: RoomState, participant: Participant): RoomState => ({
  ...state,
  participants: new Map(state.participants).set(participant.id, participant),
});
