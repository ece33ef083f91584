import type { ParticipantId } from '../base/ids.ts';
import type { ParticipantBody, Role } from '../contract/room/room-state.ts';

/** One person in a session. */
export interface Participant {
  readonly id: ParticipantId;
  /** 1 to 65535, unique in the session and never used again. */
  readonly number: number;
  readonly name: string;
  readonly role: Role;
  readonly via: 'web' | 'phone';
  /** `account:ID`, `invitee:ADDRESS` or `guest:RANDOM`: who it is beyond this session. Told to nobody. */
  readonly person: string;
  readonly microphone: 'on' | 'muted' | 'none';
  readonly joinedMs: number;
  /** The one connection that counts; undefined while it is lost. */
  readonly connectionId: string | undefined;
  /** Since when the connection is lost. */
  readonly lostMs: number | undefined;
}

/** What the others are told of a participant. */
export const participantBody = (participant: Participant): ParticipantBody => ({
  id: participant.id,
  number: participant.number,
  name: participant.name,
  role: participant.role,
  via: participant.via,
  microphone: participant.microphone,
  connected: participant.connectionId !== undefined,
  joinedAt: new Date(participant.joinedMs).toISOString(),
});
