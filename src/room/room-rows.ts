import type { ParticipantId, SessionId } from '../base/ids.ts';
import type { ChatFileBody, RecordingEnd, Role } from '../contract/room/room-state.ts';
import type { Caller } from '../meetings/room-door.ts';
import type { ChatMessage } from './chat-message.ts';
import type { Participant } from './participant.ts';
import type { Decision, Recording, Standing } from './room-state.ts';

export interface ParticipantRow {
  id: ParticipantId;
  session_id: SessionId;
  number: number;
  name: string;
  role: Role;
  via: 'web' | 'phone';
  person: string;
  resume_hash: string;
  joined_ms: number;
  left_ms: number | null;
  also: string;
  sign_in_id: string;
  may_moderate: number | boolean;
  rank: number;
  hand_ms: number | null;
  consented_ms: number | null;
  /** JSON: `Caller`; empty: not by telephone. */
  caller: string;
}

export interface ChatRow {
  id: string;
  session_id: SessionId;
  sequence: number;
  participant_id: ParticipantId;
  sender_name: string;
  client_id: string;
  text: string;
  /** JSON: those of `ChatFileBody`. */
  files: string;
  sent_ms: number;
  deleted_by: 'author' | 'moderator' | null;
}

export interface PrivateRow extends ChatRow {
  recipient_id: ParticipantId;
  recipient_name: string;
}

export interface DoorRow {
  session_id: SessionId;
  locked: number | boolean;
  everyone_waits: number | boolean;
  pin_waits: number | boolean;
}

export interface StandingRow {
  session_id: SessionId;
  person: string;
  role: Role | null;
  entry: 'out' | 'waits' | '';
  participant_id: string;
  name: string;
  at_ms: number;
}

export interface DecisionRow {
  session_id: SessionId;
  knock_id: string;
  decision: Decision['decision'];
  word: string;
  at_ms: number;
}

/** What the room writes of a recording; what becomes of it later is its own store's. */
export interface RecordingRow {
  id: string;
  session_id: SessionId;
  meeting_id: string;
  account_id: string;
  number: number;
  state: Recording['state'] | 'stopped';
  stop_reason: RecordingEnd | null;
  started_ms: number;
  recorded_ms: number;
  since_ms: number;
  ended_ms: number | null;
}

export interface MarkerRow {
  id: string;
  recording_id: string;
  at_ms: number;
  label: string;
  by_name: string;
}

/** One row: when the rooms were last known to run. */
export interface HeartbeatRow {
  id: number;
  at_ms: number;
}

export interface StayRow {
  session_id: SessionId;
  participant_id: ParticipantId;
  from_ms: number;
  to_ms: number | null;
}

export const toParticipant = (row: ParticipantRow, lostMs: number): Participant => ({
  id: row.id,
  number: row.number,
  name: row.name,
  role: row.role,
  via: row.via,
  person: row.person,
  ...(row.caller !== '' && { caller: JSON.parse(row.caller) as Caller }),
  rank: row.rank,
  ...(row.also !== '' && { also: row.also }),
  ...(row.sign_in_id !== '' && { signInId: row.sign_in_id }),
  mayModerate: Boolean(row.may_moderate),
  device: 1,
  microphone: 'none',
  handMs: row.hand_ms ?? undefined,
  quality: 'good',
  joinedMs: row.joined_ms,
  ...(row.consented_ms !== null && { consentedMs: Number(row.consented_ms) }),
  connectionId: undefined,
  stayMs: undefined,
  lostMs: row.left_ms === null ? lostMs : undefined,
  goingAway: false,
});

/** Devices are counted anew: which was first is told by the numbers. */
export const countDevices = (participants: readonly Participant[]): Participant[] => {
  const counts = new Map<string, number>();
  return participants.map((participant) => {
    const device = (counts.get(participant.person) ?? 0) + 1;
    counts.set(participant.person, device);
    return { ...participant, device };
  });
};

export const toMessage = (row: ChatRow): ChatMessage => ({
  id: row.id,
  sequence: row.sequence,
  participantId: row.participant_id,
  senderName: row.sender_name,
  clientId: row.client_id,
  text: row.text,
  ...(row.files !== '[]' && { files: JSON.parse(row.files) as ChatFileBody[] }),
  sentMs: row.sent_ms,
  ...(row.deleted_by !== null && { deletedBy: row.deleted_by }),
});

export const toPrivateMessage = (row: PrivateRow): ChatMessage => ({
  ...toMessage(row),
  to: { id: row.recipient_id, name: row.recipient_name },
});

export const toStanding = (row: StandingRow): Standing => ({
  role: row.role ?? undefined,
  entry: row.entry === '' ? undefined : row.entry,
  participantId: row.participant_id,
  name: row.name,
  atMs: row.at_ms,
});

/** What a participant's row says beside who it is: it may change. */
export const changeable = ({
  name,
  via,
  caller,
  role,
  rank,
  mayModerate,
  handMs,
  also,
  signInId,
  consentedMs,
}: Participant) => ({
  name,
  via,
  caller: caller === undefined ? '' : JSON.stringify(caller),
  role,
  rank,
  also: also ?? '',
  sign_in_id: signInId ?? '',
  may_moderate: mayModerate,
  hand_ms: handMs ?? null,
  consented_ms: consentedMs ?? null,
});
