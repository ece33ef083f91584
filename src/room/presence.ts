import type { ParticipantId } from '../base/ids.ts';
import { type Applied, unchanged } from './applied.ts';
import { type Participant, participantBody } from './participant.ts';
import { endRecording } from './recording.ts';
import { can, mayBeHeard } from './rights.ts';
import { type RoomEffect, store, tell } from './room-effect.ts';
import { AWAY_GRACE_MS, EMPTY_MS, type EndReason, GRACE_MS, type RoomState, replaceParticipant } from './room-state.ts';
import { endScreenOf } from './screen.ts';

/** A connection broke. */
export interface Lose {
  readonly kind: 'lose';
  readonly id: ParticipantId;
  readonly connectionId: string;
}

/** The page says that it is going away: closed, or loaded anew. */
export interface GoAway {
  readonly kind: 'go-away';
  readonly id: ParticipantId;
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
  direct: can(participant, 'audio.direct', state),
});

const SILENT = { effect: 'voice', allowed: false, direct: false } as const;

const stayEnded = ({ id, stayMs }: Participant, toMs: number): RoomEffect[] =>
  stayMs === undefined ? [] : [store({ record: 'stay-ended', id, fromMs: stayMs, toMs: Math.max(stayMs, toMs) })];

export const lose = (state: RoomState, { id, connectionId }: Lose, nowMs: number): Applied => {
  const participant = state.participants.get(id);
  // A connection that has been replaced meanwhile says nothing about the person.
  if (participant?.connectionId !== connectionId) return unchanged(state);
  const lost: Participant = { ...participant, connectionId: undefined, stayMs: undefined, lostMs: nowMs };
  return {
    state: replaceParticipant(state, lost),
    effects: [...stayEnded(participant, nowMs), tell('participant.changed', participantBody(lost))],
  };
};

export const goAway = (state: RoomState, { id }: GoAway): Applied => {
  const participant = state.participants.get(id);
  if (participant === undefined) return unchanged(state);
  return { state: replaceParticipant(state, { ...participant, goingAway: true }), effects: [] };
};

/** Takes someone out of the room: `left`, `removed` and `waits` for good, `lost` may still resume. */
export const takeOut = (
  state: RoomState,
  participant: Participant,
  reason: 'left' | 'lost' | 'removed' | 'waits',
  nowMs: number,
): Applied => {
  const participants = new Map(state.participants);
  participants.delete(participant.id);
  const gone: Participant = {
    ...participant,
    connectionId: undefined,
    stayMs: undefined,
    lostMs: undefined,
    goingAway: false,
    microphone: 'none',
    handMs: undefined,
  };
  const without: RoomState = {
    ...state,
    participants,
    former: new Map(state.former).set(participant.id, gone),
    emptySinceMs: participants.size === 0 ? nowMs : undefined,
    // Their place is taken at once.
    succeedMs: participant.role === 'organizer' ? Math.min(state.succeedMs, nowMs) : state.succeedMs,
  };
  const screenless = endScreenOf(without, participant.id);
  return {
    state: screenless.state,
    effects: [
      ...stayEnded(participant, nowMs),
      store({
        record: 'participant-left',
        id: participant.id,
        atMs: participant.lostMs ?? nowMs,
        final: reason !== 'lost',
      }),
      { ...SILENT, id: participant.id },
      ...(reason === 'waits' ? [{ effect: 'send-to-lobby', participant } as const] : []),
      tell('participant.left', { id: participant.id, reason }),
      ...screenless.effects,
      ...(participant.connectionId === undefined
        ? []
        : [{ effect: 'close', connectionId: participant.connectionId } as const]),
    ],
  };
};

const isGone = ({ lostMs, goingAway }: Participant, nowMs: number): boolean =>
  lostMs !== undefined && nowMs - lostMs >= (goingAway ? AWAY_GRACE_MS : GRACE_MS);

/** Whether a tick would change anything about those who are in. */
export const isPresenceDue = (state: RoomState, nowMs: number): boolean => {
  if (state.emptySinceMs !== undefined) return nowMs - state.emptySinceMs >= EMPTY_MS;
  for (const participant of state.participants.values()) if (isGone(participant, nowMs)) return true;
  return false;
};

/** Those whose grace is over leave; a room empty for long enough ends. */
export const tickPresence = (state: RoomState, nowMs: number): Applied => {
  let next = state;
  const effects: RoomEffect[] = [];
  for (const participant of state.participants.values()) {
    if (!isGone(participant, nowMs)) continue;
    const taken = takeOut(next, participant, 'lost', nowMs);
    next = taken.state;
    effects.push(...taken.effects);
  }
  if (next.emptySinceMs !== undefined && nowMs - next.emptySinceMs >= EMPTY_MS)
    effects.push({ effect: 'end', reason: 'empty' });
  return { state: next, effects };
};

export const ended = (state: RoomState, { reason }: Ended, nowMs: number): Applied => {
  if (state.ended !== undefined) return unchanged(state);
  const present = [...state.participants.values()];
  const recorded = endRecording(state, 'ended', nowMs);
  return {
    state: { ...recorded.state, ended: reason, screen: undefined },
    effects: [
      ...recorded.effects,
      ...present.flatMap((participant) => stayEnded(participant, nowMs)),
      tell('session.ended', { reason }),
      { effect: 'screen', screen: undefined },
      ...present.map(({ id }): RoomEffect => ({ ...SILENT, id })),
      ...present.flatMap(({ connectionId }): RoomEffect[] =>
        connectionId === undefined ? [] : [{ effect: 'close', connectionId }],
      ),
    ],
  };
};
