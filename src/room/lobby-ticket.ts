import { randomToken } from '../base/ids.ts';
import type { EntryKey } from '../meetings/room-door.ts';
import type { WaitTickets } from '../meetings/wait-ticket.ts';
import type { Participant } from './participant.ts';
import type { RoomState } from './room-state.ts';

const keyOf = ({ person }: Participant): EntryKey => {
  if (person.startsWith('account:')) return 'account';
  return person.startsWith('invitee:') ? 'link' : 'pin';
};

/** The ticket by which somebody who is sent back waits in the lobby, and comes in again as the same participant. */
export const createLobbyTicket =
  ({ waitTickets }: { readonly waitTickets: Pick<WaitTickets, 'issue'> }) =>
  ({ meetingId, sessionId }: RoomState, participant: Participant): string => {
    const { id, person, also, signInId, name, rank, mayModerate, consentedMs, caller } = participant;
    return waitTickets.issue({
      meetingId,
      sessionId,
      waits: 'lobby',
      knockId: randomToken(),
      participantId: id,
      person,
      name,
      key: keyOf(participant),
      // What they are by their key is asked anew of nobody: a moderator who was sent back comes in as an attendee.
      role: 'attendee',
      rank,
      mayModerate,
      declined: false,
      ...(also !== undefined && { also }),
      ...(consentedMs !== undefined && { consentedMs }),
      ...(caller !== undefined && { caller }),
      ...(signInId !== undefined && { signInId }),
    });
  };
