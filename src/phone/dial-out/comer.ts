import { type MeetingId, newId, type ParticipantId, randomToken } from '../../base/ids.ts';
import type { EntryTicket } from '../../meetings/entry-ticket.ts';
import type { Participant } from '../../room/participant.ts';
import type { RoomState } from '../../room/room-state.ts';
import { callerOf, maskNumber } from '../call/caller-number.ts';
import { accountOf } from './call-policy.ts';
import type { DialledNumber } from './dialled-number.ts';

/** Who comes in by a call out, for their ticket. */
export type Comer = Omit<EntryTicket, 'expiresMs'>;

/** Everyone whom the calendar does not name. */
const RANK_OF_GUESTS = 9;

interface Place {
  readonly sessionId: RoomState['sessionId'];
  readonly meetingId: MeetingId;
  readonly number: DialledNumber;
}

/** Somebody whom a host had called: a guest. Without a name they are shown by their number, of which some digits are left out. */
export const calledGuest = (
  { sessionId, meetingId, number }: Place,
  name: string | undefined,
  consentedMs: number | undefined,
): Comer => ({
  sessionId,
  meetingId,
  participantId: newId<ParticipantId>(),
  person: `guest:${randomToken()}`,
  name: name ?? maskNumber(number.e164),
  role: 'attendee',
  rank: RANK_OF_GUESTS,
  mayModerate: false,
  key: 'admitted',
  caller: callerOf(number.e164),
  ...(consentedMs !== undefined && { consentedMs }),
});

/** A further device of somebody who is in, with what they are now. */
export const ownTelephone = (
  { sessionId, meetingId, number }: Place,
  { person, also, name, role, rank, mayModerate, consentedMs }: Participant,
): Comer => {
  const accountId = accountOf(person);
  return {
    sessionId,
    meetingId,
    participantId: newId<ParticipantId>(),
    person,
    name,
    role,
    rank,
    mayModerate,
    key: 'admitted',
    caller: callerOf(number.e164),
    ...(also !== undefined && { also }),
    ...(consentedMs !== undefined && { consentedMs }),
    ...(accountId !== undefined && { accountId }),
  };
};
