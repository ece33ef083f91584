import type { ParticipantId } from '../base/ids.ts';
import type { Role } from '../contract/room/room-state.ts';
import type { Caller, EntryKey } from '../meetings/room-door.ts';
import { type Applied, refuse } from './applied.ts';
import { entryOf, judgeEntry } from './entry-rules.ts';
import { type Participant, participantBody } from './participant.ts';
import { voiceEffect } from './presence.ts';
import { thoseWhoMay } from './rights.ts';
import { type RoomEffect, store, tell, tellOnly } from './room-effect.ts';
import { devicesOf, NUMBER_MAX, type RoomState, replaceParticipant } from './room-state.ts';

/** Comes in by a ticket: for the first time, or again as the same person after a reload. */
export interface Enter {
  readonly kind: 'enter';
  readonly id: ParticipantId;
  readonly name: string;
  readonly role: Role;
  readonly rank: number;
  readonly mayModerate: boolean;
  readonly key: EntryKey;
  readonly declined: boolean;
  /** The knock that a moderator admitted. */
  readonly knockId: string | undefined;
  readonly via: 'web' | 'phone';
  readonly caller?: Caller | undefined;
  readonly person: string;
  /** Of an account: as whom the same invitee comes by their link. */
  readonly also?: string | undefined;
  /** Of an account: the sign-in that they come by. */
  readonly signInId?: string | undefined;
  /** When they agreed to being recorded. */
  readonly consentedMs?: number | undefined;
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

const closeEarlier = (present: Participant | undefined, next: Participant): RoomEffect[] => {
  const earlier = present?.connectionId;
  if (earlier === undefined || earlier === next.connectionId) return [];
  return [tellOnly([next], 'you.moved', {}), { effect: 'close', connectionId: earlier }];
};

/** The whole number, to those who moderate. */
const tellOfCaller = (state: RoomState, { id, caller }: Participant): RoomEffect[] =>
  caller === undefined || caller.number === ''
    ? []
    : [tellOnly(thoseWhoMay(state, 'participant.mute'), 'participant.caller', { id, number: caller.number })];

/** The state with this participant connected, and what that changes for the others. */
const putIn = (state: RoomState, arriving: Participant, effects: readonly RoomEffect[], nowMs: number): Applied => {
  const present = state.participants.get(arriving.id);
  const participant: Participant = {
    ...arriving,
    stayMs: present?.stayMs ?? nowMs,
    lostMs: undefined,
    goingAway: false,
  };
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
      ...(present?.stayMs === undefined
        ? [store({ record: 'stay-began', id: participant.id, fromMs: nowMs } as const)]
        : []),
      ...closeEarlier(present, participant),
      voiceEffect(next, participant),
      tell(present === undefined ? 'participant.joined' : 'participant.changed', participantBody(participant)),
      ...tellOfCaller(next, participant),
    ],
  };
};

/** The role in which somebody comes in: what the room has decided counts for more than their key. */
const enteringRole = (state: RoomState, { person, role, rank }: Pick<Enter, 'person' | 'role' | 'rank'>): Role => {
  const given = state.standings.get(person)?.role;
  if (given !== undefined && role !== 'organizer') return given;
  if (role !== 'organizer') return role;
  const inCharge = [...state.participants.values()].find(
    (other) => other.role === 'organizer' && other.person !== person && other.rank < rank,
  );
  // Who handed the meeting over does not take it back by loading the page anew, nor what was taken from them since.
  return inCharge === undefined ? 'organizer' : (given ?? 'moderator');
};

/** Given in the room, a role of a host is for an account with the right alone: a link can be passed on, and a guest may sign out. */
const withoutRight = (role: Role, { role: byKey, mayModerate }: Pick<Enter, 'role' | 'mayModerate'>): Role =>
  byKey === 'attendee' && !mayModerate ? 'attendee' : role;

const lowestFreeDevice = (state: RoomState, person: string): number => {
  const taken = new Set(devicesOf(state, person).map(({ device }) => device));
  let device = 1;
  while (taken.has(device)) device += 1;
  return device;
};

const REFUSALS = {
  wait: 'must-wait',
  removed: 'removed-from-meeting',
  full: 'room-full',
  'not-open': 'meeting-not-open',
} as const;

export const enter = (state: RoomState, command: Enter, nowMs: number): Applied => {
  const { id, name, via, caller, person, also, signInId, mayModerate, connectionId, resumeHash, knockId } = command;
  const admitted = knockId !== undefined && state.decisions.get(knockId)?.decision === 'admitted';
  const verdict = judgeEntry(state, {
    ...command,
    participantId: id,
    key: admitted ? 'admitted' : command.key,
  });
  if (verdict.kind !== 'enter') return refuse(state, REFUSALS[verdict.kind]);
  const known = state.participants.get(id) ?? state.former.get(id);
  if (known !== undefined && known.person !== person) return refuse(state, 'not-allowed');
  if (known === undefined && state.highestNumber >= NUMBER_MAX) return refuse(state, 'room-full');
  // All devices of a person stand at one place in the succession.
  const rank = Math.min(command.rank, ...[known, ...devicesOf(state, person)].map((own) => own?.rank ?? command.rank));
  const present = state.participants.get(id);
  // A page that is loaded anew has the rights that it had; only a new invitation adds to them.
  const keepsRole = present !== undefined && (present.role !== 'attendee' || state.standings.has(person));
  const role = withoutRight(keepsRole ? present.role : enteringRole(state, { ...command, rank }), command);
  const consentedMs = command.consentedMs ?? known?.consentedMs;
  const participant: Participant = {
    id,
    name,
    role,
    rank,
    mayModerate,
    via,
    person,
    ...(also !== undefined && { also }),
    ...(signInId !== undefined && { signInId }),
    ...(consentedMs !== undefined && { consentedMs }),
    ...(caller !== undefined && { caller }),
    // A new page has not opened its microphone yet.
    microphone: 'none',
    quality: 'good',
    handMs: present?.handMs,
    device: present?.device ?? lowestFreeDevice(state, person),
    number: known?.number ?? state.highestNumber + 1,
    joinedMs: present?.joinedMs ?? nowMs,
    connectionId,
    stayMs: undefined,
    lostMs: undefined,
    goingAway: false,
  };
  const record = known === undefined ? 'participant-entered' : 'participant-returned';
  return putIn(state, participant, [store({ record, participant, resumeHash })], nowMs);
};

export const resume = (state: RoomState, { id, connectionId }: Resume, nowMs: number): Applied => {
  if (state.ended !== undefined) return refuse(state, 'meeting-not-open');
  const present = state.participants.get(id);
  const known = present ?? state.former.get(id);
  if (known === undefined) return refuse(state, 'link-revoked');
  const entry = entryOf(state, known);
  if (entry === 'out') return refuse(state, 'removed-from-meeting');
  if (entry === 'waits') return refuse(state, 'must-wait');
  if (present !== undefined) return putIn(state, { ...present, connectionId }, [], nowMs);
  if (state.participants.size >= state.settings.participantsMax && known.role === 'attendee')
    return refuse(state, 'room-full');
  const participant: Participant = {
    ...known,
    role: enteringRole(state, known),
    microphone: 'none',
    device: lowestFreeDevice(state, known.person),
    connectionId,
    joinedMs: nowMs,
  };
  return putIn(state, participant, [store({ record: 'participant-returned', participant })], nowMs);
};
