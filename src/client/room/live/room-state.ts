import type { RoomEventBody, RoomEventName } from '../../../contract/room/room-messages.ts';
import type { ParticipantBody } from '../../../contract/room/room-state.ts';
import { CHAT_RULES, type ChatChange, type ChatState, changeChat, NEW_CHAT } from './chat/chat-state.ts';
import { NEW_RECORDING, RECORDING_RULES, type RecordingState } from './recording/recording-state.ts';
import {
  CONNECTION_RULES,
  type ConnectionChange,
  type ConnectionState,
  changeConnection,
  NEW_CONNECTION,
} from './state/connection-state.ts';
import type { EventRules } from './state/event-rules.ts';
import { LOBBY_RULES, type LobbyState, NEW_LOBBY } from './state/lobby-state.ts';
import { NEW_PEOPLE, PEOPLE_RULES, type PeopleState } from './state/people-state.ts';
import { NEW_SCREEN, SCREEN_RULES, type ScreenState } from './state/screen-state.ts';

export type { Connection } from './state/connection-state.ts';

/** All that the room's screen shows, but for levels, which change too often for it. Each slice has its own file and rules. */
export interface RoomState extends ConnectionState, PeopleState, LobbyState, ChatState, ScreenState, RecordingState {}

export const NEW_ROOM: RoomState = {
  ...NEW_CONNECTION,
  ...NEW_PEOPLE,
  ...NEW_LOBBY,
  ...NEW_CHAT,
  ...NEW_SCREEN,
  ...NEW_RECORDING,
};

const SLICES: readonly EventRules<RoomState, RoomState>[] = [
  CONNECTION_RULES,
  PEOPLE_RULES,
  LOBBY_RULES,
  CHAT_RULES,
  SCREEN_RULES,
  RECORDING_RULES,
];

/** The room after one of its events. Pure: `nowMs` is the browser's clock. */
export const applyRoomEvent = <Name extends RoomEventName>(
  state: RoomState,
  name: Name,
  body: RoomEventBody<Name>,
  nowMs: number,
): RoomState => Object.assign({}, state, ...SLICES.map((rules) => rules[name]?.(state, body, nowMs)));

/** What happens here, without the room's word. */
export type RoomChange = ConnectionChange | ChatChange;

export const applyRoomChange = (state: RoomState, change: RoomChange, nowMs: number): RoomState => ({
  ...state,
  ...(change.kind === 'connection' ? changeConnection(state, change, nowMs) : changeChat(state, change, nowMs)),
});

export const ownParticipant = (state: RoomState): ParticipantBody | undefined =>
  state.participants.find(({ id }) => id === state.you?.id);
