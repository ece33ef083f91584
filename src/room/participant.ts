import type { ParticipantId } from '../base/ids.ts';
import type { ParticipantBody, Quality, Role } from '../contract/room/room-state.ts';
import type { Caller } from '../meetings/room-door.ts';

/** One person in a session. */
export interface Participant {
  readonly id: ParticipantId;
  /** 1 to 65535, unique in the session and never used again. */
  readonly number: number;
  readonly name: string;
  readonly role: Role;
  readonly via: 'web' | 'phone';
  /** Of a telephone. */
  readonly caller?: Caller | undefined;
  /** `account:ID`, `invitee:ADDRESS` or `guest:RANDOM`: who it is beyond this session. Told to nobody. */
  readonly person: string;
  /** Of an account: `invitee:ADDRESS`, as which the same invitee comes by their link. Not known after a restart until they come anew. */
  readonly also?: string | undefined;
  /** Of an account: the sign-in that they came in by. */
  readonly signInId?: string | undefined;
  /** In the succession: 0 is the organizer, -1 who was given the meeting in the room, 9 everyone that the calendar does not name. */
  readonly rank: number;
  /** Has an account with the right to WebMeeting. */
  readonly mayModerate: boolean;
  /** 1, or more for another device of the same person. */
  readonly device: number;
  readonly microphone: 'on' | 'muted' | 'none';
  /** Since when the hand is up. */
  readonly handMs: number | undefined;
  readonly quality: Quality;
  readonly joinedMs: number;
  /** When they agreed to being recorded. Told to nobody in the room. */
  readonly consentedMs?: number | undefined;
  /** The one connection that counts; undefined while it is lost. */
  readonly connectionId: string | undefined;
  /** Since when they have been connected without a break; undefined while the connection is lost. */
  readonly stayMs: number | undefined;
  /** Since when the connection is lost. */
  readonly lostMs: number | undefined;
  /** The page said that it was going away: whoever does not come back soon has closed it. */
  readonly goingAway: boolean;
}

/** What the others are told of a participant. */
export const participantBody = (participant: Participant): ParticipantBody => ({
  id: participant.id,
  number: participant.number,
  name: participant.name,
  role: participant.role,
  via: participant.via,
  ...(participant.caller !== undefined && participant.caller.masked !== '' && { caller: participant.caller.masked }),
  microphone: participant.microphone,
  ...(participant.handMs !== undefined && { handSince: new Date(participant.handMs).toISOString() }),
  mayModerate: participant.mayModerate,
  device: participant.device,
  connected: participant.connectionId !== undefined,
  joinedAt: new Date(participant.joinedMs).toISOString(),
});
