import type { ParticipantId } from '../base/ids.ts';
import type { Role } from '../contract/room/room-state.ts';
import { type Applied, refuse, unchanged } from './applied.ts';
import { type Participant, participantBody } from './participant.ts';
import { mayBeHeard } from './rights.ts';
import { type EndReason, type RoomEffect, store, tell } from './room-effect.ts';
import { EMPTY_MS, GRACE_MS, NUMBER_MAX, PARTICIPANTS_MAX, type RoomState, replaceParticipant } from './room-state.ts';

/** Comes in by a ticket: for the first time, or again as the same person after a reload. */
export interface Enter {
  readonly kind: 'enter';
  readonly id: ParticipantId;
  readonly name: string;
  readonly role: Role;
  readonly via: 'web' | 'phone';
  readonly person: string;
  readonly connectionId: string;
  /** SHA-256 of the resume token that this entry gives out; an earlier one is void. */
  readonly resumeHash: string;
}

/** Comes back by the resume token. */
export interface Resume {
  readonly kind: 'resume';
  readonly id: ParticipantId;
  readonly connectionId: string;
}

/** A connection broke. */
export interface Lose {
  readonly kind: 'lose';
  readonly id: ParticipantId;
  readonly connectionId: string;
}

/** Time has passed. */
export interface Tick {
  readonly kind: 'tick';
}

/** The session has ended, whoever ended it. */
export interface Ended {
  readonly kind: 'ended';
  readonly reason: EndReason;
}

/** Lets the participant's sound through, or not, as the rights and the microphone say now. */
export const voiceEffect = (state: RoomState, participant: Participant): RoomEffect => ({
  effect: 'voice',
  id: participant.id,
  allowed: mayBeHeard(participant, state),
});

const closeEarlier = (participant: Participant | undefined, connectionId: string): RoomEffect[] =>
  participant?.connectionId === undefined || participant.connectionId === connectionId
    ? []
    : [{ effect: 'close', connectionId: participant.connectionId }];

/** The state with this participant in the room, and what that changes for the others. */
const putIn = (state: RoomState, participant: Participant, effects: readonly RoomEffect[]): Applied => {
  const present = state.participants.get(participant.id);
  const former = new Map(state.former);
  former.delete(participant.id);
  const next: RoomState = {
    ...replaceParticipant(state, participant),
    former,
    highestNumber: Math.max(state.highestNumber, participant.number),
    emptySinceMs: undefined,
  };
  return {
    state: next,
    effects: [
      ...effects,
      ...(participant.connectionId === undefined ? [] : closeEarlier(present, participant.connectionId)),
      voiceEffect(next, participant),
      tell(present === undefined ? 'participant.joined' : 'participant.changed', participantBody(participant)),
    ],
  };
};

export const enter = (state: RoomState, command: Enter, nowMs: number): Applied => {
  if (state.ended !== undefined) return refuse(state, 'meeting-not-open');
  const { id, name, role, via, person, connectionId, resumeHash } = command;
  const known = state.participants.get(id) ?? state.former.get(id);
  const present = state.participants.has(id);
  if (!present && state.participants.size >= PARTICIPANTS_MAX) return refuse(state, 'room-full');
  // A new page has not opened its microphone yet.
  const fresh = { id, name, role, via, person, microphone: 'none', connectionId, lostMs: undefined } as const;
  if (known !== undefined) {
    if (known.person !== person) return refuse(state, 'not-allowed');
    const participant: Participant = { ...fresh, number: known.number, joinedMs: present ? known.joinedMs : nowMs };
    return putIn(state, participant, [store({ record: 'participant-returned', participant, resumeHash })]);
  }
  if (state.highestNumber >= NUMBER_MAX) return refuse(state, 'room-full');
  const participant: Participant = { ...fresh, number: state.highestNumber + 1, joinedMs: nowMs };
  return putIn(state, participant, [store({ record: 'participant-entered', participant, resumeHash })]);
};

export const resume = (state: RoomState, { id, connectionId }: Resume, nowMs: number): Applied => {
  if (state.ended !== undefined) return refuse(state, 'meeting-not-open');
  const present = state.participants.get(id);
  if (present !== undefined) return putIn(state, { ...present, connectionId, lostMs: undefined }, []);
  const former = state.former.get(id);
  if (former === undefined) return refuse(state, 'link-revoked');
  if (state.participants.size >= PARTICIPANTS_MAX) return refuse(state, 'room-full');
  const participant: Participant = { ...former, microphone: 'none', connectionId, lostMs: undefined, joinedMs: nowMs };
  return putIn(state, participant, [store({ record: 'participant-returned', participant })]);
};

export const lose = (state: RoomState, { id, connectionId }: Lose, nowMs: number): Applied => {
  const participant = state.participants.get(id);
  // A connection that has been replaced meanwhile says nothing about the person.
  if (participant?.connectionId !== connectionId) return unchanged(state);
  const lost: Participant = { ...participant, connectionId: undefined, lostMs: nowMs };
  return { state: replaceParticipant(state, lost), effects: [tell('participant.changed', participantBody(lost))] };
};

/** Takes someone out of the room: `left` and `removed` for good, `lost` may still resume. */
export const takeOut = (
  state: RoomState,
  participant: Participant,
  reason: 'left' | 'lost' | 'removed',
  nowMs: number,
): Applied => {
  const participants = new Map(state.participants);
  participants.delete(participant.id);
  const gone: Participant = { ...participant, connectionId: undefined, lostMs: undefined, microphone: 'none' };
  return {
    state: {
      ...state,
      participants,
      former: new Map(state.former).set(participant.id, gone),
      emptySinceMs: participants.size === 0 ? nowMs : undefined,
    },
    effects: [
      store({ record: 'participant-left', id: participant.id, atMs: nowMs, final: reason !== 'lost' }),
      { effect: 'voice', id: participant.id, allowed: false },
      tell('participant.left', { id: participant.id, reason }),
      ...(participant.connectionId === undefined
        ? []
        : [{ effect: 'close', connectionId: participant.connectionId } as const]),
    ],
  };
};

/** Whether a tick would change anything. */
export const isDue = (state: RoomState, nowMs: number): boolean => {
  if (state.ended !== undefined) return false;
  if (state.emptySinceMs !== undefined) return nowMs - state.emptySinceMs >= EMPTY_MS;
  for (const { lostMs } of state.participants.values())
    if (lostMs !== undefined && nowMs - lostMs >= GRACE_MS) return true;
  return false;
};

/** Those whose grace is over leave; a room empty for long enough ends. */
export const tick = (state: RoomState, _command: Tick, nowMs: number): Applied => {
  if (state.ended !== undefined) return unchanged(state);
  let next = state;
  const effects: RoomEffect[] = [];
  for (const participant of state.participants.values()) {
    if (participant.lostMs === undefined || nowMs - participant.lostMs < GRACE_MS) continue;
    const taken = takeOut(next, participant, 'lost', nowMs);
    next = taken.state;
    effects.push(...taken.effects);
  }
  if (next.emptySinceMs !== undefined && nowMs - next.emptySinceMs >= EMPTY_MS)
    effects.push({ effect: 'end', reason: 'empty' });
  return { state: next, effects };
};

export const ended = (state: RoomState, { reason }: Ended): Applied => {
  if (state.ended !== undefined) return unchanged(state);
  const present = [...state.participants.values()];
  return {
    state: { ...state, ended: reason },
    effects: [
      tell('session.ended', { reason }),
      ...present.map(({ id }): RoomEffect => ({ effect: 'voice', id, allowed: false })),
      ...present.flatMap(({ connectionId }): RoomEffect[] =>
        connectionId === undefined ? [] : [{ effect: 'close', connectionId }],
      ),
    ],
  };
};
