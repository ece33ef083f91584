import type { MeetingId, ParticipantId, SessionId } from '../base/ids.ts';
import type { GuestRights } from '../contract/http/meeting-policy.ts';
import type { RoomEventBody } from '../contract/room/room-messages.ts';
import type { RemovedBody, Role, RoomSettingsBody, ScreenBody } from '../contract/room/room-state.ts';
import { FREE_GUESTS } from '../meetings/meeting-policy.ts';
import type { ChatMessage } from './chat-message.ts';
import type { Participant } from './participant.ts';
import type { Waiter } from './waiter.ts';

/** Why a session ends, as its participants are told. */
export type EndReason = RoomEventBody<'session.ended'>['reason'];

/** What was decided about a person for the rest of the session. */
export interface Standing {
  /** Given or taken in the room; undefined: as the door says. */
  readonly role: Role | undefined;
  /** Kept out; or let in by a moderator only. */
  readonly entry: 'out' | 'waits' | undefined;
  /** As whom they were put out, and by which name. */
  readonly participantId: string;
  readonly name: string;
  readonly atMs: number;
}

/** What a moderator said to a knock. */
export interface Decision {
  readonly decision: 'admitted' | 'declined';
  readonly word: string;
}

/** Who shows their screen. */
export interface Screen {
  readonly id: string;
  readonly participantId: ParticipantId;
  readonly startedMs: number;
  readonly paused: boolean;
}

/** What is being recorded. */
export interface Recording {
  readonly id: string;
  /** 1 is the first of the session. */
  readonly number: number;
  readonly state: 'recording' | 'paused';
  readonly startedMs: number;
  /** Recorded until `sinceMs`, pauses left out. */
  readonly recordedMs: number;
  /** When `state` became what it is. */
  readonly sinceMs: number;
  /** Those who record were told that it will end. */
  readonly warned: boolean;
}

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
  readonly settings: RoomSettingsBody;
  readonly policy: RoomPolicy;
  /** Somebody was put out: the PIN alone leads to the lobby. */
  readonly pinWaits: boolean;
  /** By person. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** Those in the lobby, by knock, in the order in which they came. */
  readonly waiting: ReadonlyMap<string, Waiter>;
  /** By knock. */
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly screen: Screen | undefined;
  readonly recording: Recording | undefined;
  /** How many there were, the one under way among them. */
  readonly recordings: number;
  /** The longest that one may be. */
  readonly recordingMaxMs: number;
  /** Whether the account of the organizer has the right to record. */
  readonly mayRecord: boolean;
  /** The newest messages, oldest first: what late comers get. */
  readonly chat: readonly ChatMessage[];
  readonly chatSequence: number;
  /** The newest private messages, oldest first. */
  readonly privateChat: readonly ChatMessage[];
  readonly privateSequence: number;
  /** Without an organizer at this time, somebody takes their place. */
  readonly succeedMs: number;
  /** Since when nobody has been in; undefined while someone is. */
  readonly emptySinceMs: number | undefined;
  readonly ended: EndReason | undefined;
}

/** How many messages late comers get. */
export const CHAT_HISTORY = 200;
/** How many private messages are kept for those who come back. */
export const PRIVATE_HISTORY = 2_000;
/** How long a lost connection may take to come back before the others are told that the person has left. */
export const GRACE_MS = 60_000;
/** The same when the page said that it was going away: a reload takes less. */
export const AWAY_GRACE_MS = 8_000;
/** How long somebody who waits may be gone before the moderators are told. */
export const KNOCK_GRACE_MS = 8_000;
/** How long a session lives on without anyone in it. */
export const EMPTY_MS = 5 * 60_000;
/** How long an organizer may be late before somebody takes their place. */
export const ORGANIZER_LATE_MS = 2 * 60_000;
/** Audio frames name the speaker in 16 bits. */
export const NUMBER_MAX = 65_535;
/** Those who wait at once: more are taken when there is room again. */
export const WAITING_MAX = 1_000;
/** How many of them have nothing but nine digits: they leave room for those who hold a key. */
export const KEYLESS_MAX = 250;
/** What all who wait may have written, in characters: the moderators are told all of it at once when they come in. */
export const LOBBY_TEXT_MAX = 200_000;
/** What one who waits may write before somebody answers. */
export const LOBBY_MESSAGES_MAX = 20;

/** The session that a room is the inside of. */
export interface RoomSession {
  readonly id: SessionId;
  readonly meetingId: MeetingId;
  readonly startedMs: number;
}

/** What an administrator has decided for all rooms. */
export interface RoomPolicy {
  /** True: nobody in the room may let everyone in without a moderator's word. */
  readonly alwaysWaits: boolean;
  readonly guests: GuestRights;
}

const FREE_ROOM: RoomPolicy = { alwaysWaits: false, guests: FREE_GUESTS };

/** What of a meeting's settings a room begins with. */
export interface RoomBeginning {
  readonly everyoneWaits: boolean;
  readonly participantsMax: number;
  readonly recordingMaxMs: number;
  readonly mayRecord: boolean;
  /** Absent: nothing beyond the meeting's own settings. */
  readonly policy?: RoomPolicy;
}

export const openRoomState = (
  session: RoomSession,
  { everyoneWaits, participantsMax, recordingMaxMs, mayRecord, policy = FREE_ROOM }: RoomBeginning,
): RoomState => ({
  sessionId: session.id,
  meetingId: session.meetingId,
  startedMs: session.startedMs,
  participants: new Map(),
  former: new Map(),
  highestNumber: 0,
  settings: { locked: false, everyoneWaits, participantsMax },
  policy,
  pinWaits: false,
  standings: new Map(),
  waiting: new Map(),
  decisions: new Map(),
  screen: undefined,
  recording: undefined,
  recordings: 0,
  recordingMaxMs,
  mayRecord,
  chat: [],
  chatSequence: 0,
  privateChat: [],
  privateSequence: 0,
  succeedMs: session.startedMs + ORGANIZER_LATE_MS,
  emptySinceMs: session.startedMs,
  ended: undefined,
});

export const replaceParticipant = (state: RoomState, participant: Participant): RoomState => ({
  ...state,
  participants: new Map(state.participants).set(participant.id, participant),
});

export const replaceWaiter = (state: RoomState, waiter: Waiter): RoomState => ({
  ...state,
  waiting: new Map(state.waiting).set(waiter.id, waiter),
});

/** All devices of a person that are in. */
export const devicesOf = (state: RoomState, person: string): Participant[] =>
  [...state.participants.values()].filter((participant) => participant.person === person);

/** Devices by whose account the invitee of this `person` is in. */
export const byAccount = (state: RoomState, person: string): Participant[] =>
  [...state.participants.values()].filter(({ also }) => also === person);

const NO_STANDING: Standing = { role: undefined, entry: undefined, participantId: '', name: '', atMs: 0 };

/** The standing of a person with a change. */
export const changedStanding = (state: RoomState, person: string, change: Partial<Standing>): Standing => ({
  ...(state.standings.get(person) ?? NO_STANDING),
  ...change,
});

export const withStanding = (state: RoomState, person: string, standing: Standing): RoomState => ({
  ...state,
  standings: new Map(state.standings).set(person, standing),
});

export const screenBody = (screen: Screen | undefined): ScreenBody | null =>
  screen === undefined
    ? null
    : {
        id: screen.id,
        participantId: screen.participantId,
        startedAt: new Date(screen.startedMs).toISOString(),
        paused: screen.paused,
      };

const isSameRemoval = (one: Standing, other: Standing): boolean =>
  other.entry === 'out' && other.participantId === one.participantId;

/** Everyone who is kept out, as those are told who may let them back. */
export const removedBodies = (state: RoomState): RemovedBody[] =>
  [...state.standings.values()]
    // An account and its invitee's link are put out as one.
    .filter((one, index, all) => one.entry === 'out' && all.findIndex((other) => isSameRemoval(one, other)) === index)
    .map(({ participantId, name, atMs }) => ({ id: participantId, name, at: new Date(atMs).toISOString() }));
