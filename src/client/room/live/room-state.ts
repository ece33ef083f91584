import type { ErrorCode } from '../../../base/errors.ts';
import type { RoomEventBody } from '../../../contract/room/room-messages.ts';
import type { ChatMessageBody, ParticipantBody, Welcome } from '../../../contract/room/room-state.ts';
import {
  type Activity,
  addActivity,
  addMessages,
  addPending,
  type ChatLog,
  discardPending,
  EMPTY_CHAT_LOG,
  failPending,
  retryPending,
} from './chat-log.ts';

export type Connection = 'connecting' | 'connected' | 'reconnecting' | 'failed' | 'refused';

/** All that the room's screen shows, but for levels, which change too often for it. */
export interface RoomState {
  readonly connection: Connection;
  /** Since when the connection has been away; undefined while it holds. */
  readonly awaySinceMs: number | undefined;
  /** Why the server refused, an ErrorCode or `disconnected`. */
  readonly refusal: string | undefined;
  readonly you: Welcome['you'] | undefined;
  readonly meeting: Welcome['meeting'] | undefined;
  readonly startedAtMs: number;
  /** How far the server's clock is ahead of ours. */
  readonly aheadMs: number;
  readonly participants: readonly ParticipantBody[];
  readonly chat: ChatLog;
  readonly may: readonly string[];
  /** Messages of others since the chat was last in sight. */
  readonly unread: number;
  /** Whether the newest messages are in sight. */
  readonly reading: boolean;
  /** Why it is over for us. */
  readonly ended: RoomEventBody<'session.ended'>['reason'] | 'removed' | undefined;
}

export const NEW_ROOM: RoomState = {
  connection: 'connecting',
  awaySinceMs: undefined,
  refusal: undefined,
  you: undefined,
  meeting: undefined,
  startedAtMs: 0,
  aheadMs: 0,
  participants: [],
  chat: EMPTY_CHAT_LOG,
  may: [],
  unread: 0,
  reading: true,
  ended: undefined,
};

export type RoomChange =
  | { readonly kind: 'connection'; readonly state: Connection; readonly detail?: string | undefined }
  | { readonly kind: 'welcome'; readonly body: Welcome }
  | { readonly kind: 'joined'; readonly body: ParticipantBody }
  | { readonly kind: 'changed'; readonly body: ParticipantBody }
  | { readonly kind: 'left'; readonly body: RoomEventBody<'participant.left'> }
  | { readonly kind: 'message'; readonly body: ChatMessageBody }
  | { readonly kind: 'ended'; readonly body: RoomEventBody<'session.ended'> }
  | { readonly kind: 'write'; readonly clientId: string; readonly text: string }
  | { readonly kind: 'not-sent'; readonly clientId: string; readonly code: ErrorCode }
  | { readonly kind: 'send-again'; readonly clientId: string }
  | { readonly kind: 'discard'; readonly clientId: string }
  | { readonly kind: 'reading'; readonly reading: boolean };

type Rule<Kind extends RoomChange['kind']> = (
  state: RoomState,
  change: Extract<RoomChange, { kind: Kind }>,
  nowMs: number,
) => RoomState;

const RANKS = { organizer: 0, moderator: 1, attendee: 2 } as const;

/** Organizer, moderators, then the others as they came: a list that does not jump when somebody speaks. */
const inOrder = (participants: readonly ParticipantBody[]): readonly ParticipantBody[] =>
  [...participants].sort(
    (a, b) => RANKS[a.role] - RANKS[b.role] || Date.parse(a.joinedAt) - Date.parse(b.joinedAt) || a.number - b.number,
  );

const replaced = (participants: readonly ParticipantBody[], body: ParticipantBody): readonly ParticipantBody[] =>
  inOrder([...participants.filter(({ id }) => id !== body.id), body]);

const takeMessages = (state: RoomState, bodies: readonly ChatMessageBody[], ownId: string): RoomState => {
  const chat = addMessages(state.chat, bodies, ownId);
  const news = bodies.filter(({ sequence, from }) => sequence > state.chat.lastSequence && from.id !== ownId).length;
  return { ...state, chat, unread: state.reading ? 0 : state.unread + news };
};

const LEAVING: Readonly<Record<RoomEventBody<'participant.left'>['reason'], Activity>> = {
  left: 'gone',
  lost: 'lost',
  removed: 'removed',
};

const welcome: Rule<'welcome'> = (state, { body }, nowMs) => {
  const first = state.you === undefined;
  const informed: RoomState = {
    ...state,
    you: body.you,
    meeting: body.meeting,
    startedAtMs: Date.parse(body.startedAt),
    aheadMs: Date.parse(body.now) - nowMs,
    participants: inOrder(body.participants),
    may: body.may,
  };
  const withChat = takeMessages(informed, body.chat, body.you.id);
  // What was written before one came in is history, not news.
  return first ? { ...withChat, unread: 0 } : withChat;
};

const joined: Rule<'joined'> = (state, { body }, nowMs) => {
  const known = state.participants.some(({ id }) => id === body.id) || body.id === state.you?.id;
  return {
    ...state,
    participants: replaced(state.participants, body),
    chat: known ? state.chat : addActivity(state.chat, 'joined', body.name, nowMs),
  };
};

const changed: Rule<'changed'> = (state, { body }) => ({
  ...state,
  participants: replaced(state.participants, body),
  you: state.you?.id === body.id ? { ...state.you, name: body.name, role: body.role } : state.you,
});

const left: Rule<'left'> = (state, { body }, nowMs) => {
  if (body.id === state.you?.id) return body.reason === 'removed' ? { ...state, ended: 'removed' } : state;
  const gone = state.participants.find(({ id }) => id === body.id);
  if (!gone) return state;
  return {
    ...state,
    participants: state.participants.filter(({ id }) => id !== body.id),
    chat: addActivity(state.chat, LEAVING[body.reason], gone.name, nowMs),
  };
};

const connection: Rule<'connection'> = (state, { state: next, detail }, nowMs) => ({
  ...state,
  connection: next,
  refusal: next === 'refused' ? (detail ?? 'unavailable') : undefined,
  awaySinceMs: next === 'connected' ? undefined : (state.awaySinceMs ?? nowMs),
});

const write: Rule<'write'> = (state, { clientId, text }, nowMs) =>
  state.you === undefined
    ? state
    : { ...state, chat: addPending(state.chat, { clientId, text }, state.you, nowMs + state.aheadMs) };

const RULES: { readonly [Kind in RoomChange['kind']]: Rule<Kind> } = {
  connection,
  welcome,
  joined,
  changed,
  left,
  write,
  message: (state, { body }) => takeMessages(state, [body], state.you?.id ?? ''),
  ended: (state, { body }) => ({ ...state, ended: body.reason }),
  'not-sent': (state, { clientId, code }) => ({ ...state, chat: failPending(state.chat, clientId, code) }),
  'send-again': (state, { clientId }) => ({ ...state, chat: retryPending(state.chat, clientId) }),
  discard: (state, { clientId }) => ({ ...state, chat: discardPending(state.chat, clientId) }),
  reading: (state, { reading }) => ({ ...state, reading, unread: reading ? 0 : state.unread }),
};

/** The room after a change. Pure: `nowMs` is the browser's clock. */
export const applyRoomChange = (state: RoomState, change: RoomChange, nowMs: number): RoomState =>
  // The table pairs each kind with its own rule; the compiler cannot follow that through the union.
  (RULES[change.kind] as Rule<RoomChange['kind']>)(state, change as never, nowMs);

export const ownParticipant = (state: RoomState): ParticipantBody | undefined =>
  state.participants.find(({ id }) => id === state.you?.id);
