import { DomainError } from '../base/errors.ts';
import type { MeetingId, SessionId } from '../base/ids.ts';
import type { GrantStore } from './grant-store.ts';
import type { Admitted, IssueEntry } from './issue-entry.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingStore } from './meeting-store.ts';
import { requireConsent } from './recording-consent.ts';
import type { RoomDoor } from './room-door.ts';
import type { WaitTicket, WaitTickets } from './wait-ticket.ts';

/** Lets somebody in whom a moderator has admitted. */
export interface LobbyEntry {
  /**
   * Refuses with `must-wait` everyone else, and a ticket that was made up, alike and after the same work; with `room-full` and
   * `removed-from-meeting` those who were admitted, and with `consent-required` those of them who have to agree to being recorded:
   * `consentedMs` is when they did so just now.
   */
  enter(waitTicket: string, consentedMs?: number): Promise<Admitted>;
}

/** Names nothing: looked up where there is nothing to look up. */
const NO_MEETING = '000000000' as MeetingId;
const NO_SESSION = '00000000-0000-0000-0000-000000000000' as SessionId;
const NO_KNOCK = '';

const INVITEE = 'invitee:';

export const createLobbyEntry = ({
  meetings,
  grants,
  sessions,
  roomDoor,
  waitTickets,
  issueEntry,
}: {
  readonly meetings: Pick<MeetingStore, 'findById'>;
  readonly grants: Pick<GrantStore, 'find'>;
  readonly sessions: Pick<LiveSessions, 'current'>;
  readonly roomDoor: RoomDoor;
  readonly waitTickets: WaitTickets;
  readonly issueEntry: IssueEntry;
}): LobbyEntry => {
  /** Of the key by which they come back after a reload. */
  const generationOf = async (meeting: Meeting, person: string, recurrenceId: string): Promise<number> => {
    if (!person.startsWith(INVITEE)) return meeting.generation;
    const grant = await grants.find(meeting.id, person.slice(INVITEE.length), recurrenceId);
    return grant?.generation ?? 0;
  };

  const visitorOf = ({ person, also, role, participantId, declined }: WaitTicket) => ({
    person,
    also,
    key: 'admitted' as const,
    role,
    participantId,
    declined,
  });

  return {
    async enter(text, agreedMs) {
      const ticket = waitTickets.redeem(text);
      const meeting = await meetings.findById(ticket?.meetingId ?? NO_MEETING);
      const session = await sessions.current(ticket?.meetingId ?? NO_MEETING);
      const decision = await roomDoor.decided(session?.id ?? NO_SESSION, ticket?.knockId ?? NO_KNOCK);
      if (!ticket || !meeting || !session || decision !== 'admitted') throw new DomainError('must-wait');
      const verdict = await roomDoor.judge(session.id, visitorOf(ticket));
      if (verdict.kind === 'removed') throw new DomainError('removed-from-meeting');
      if (verdict.kind === 'full') throw new DomainError('room-full');
      if (verdict.kind !== 'enter') throw new DomainError('must-wait');
      const { person, also, name, role, rank, mayModerate, declined, knockId, consentedMs = agreedMs } = ticket;
      const { caller, signInId } = ticket;
      requireConsent(meeting, role, consentedMs);
      return issueEntry({
        sessionId: session.id,
        meetingId: meeting.id,
        participantId: verdict.inside?.away ? verdict.inside.id : ticket.participantId,
        person,
        name,
        role,
        key: 'admitted',
        knockId,
        rank,
        mayModerate,
        generation: await generationOf(meeting, person, session.recurrenceId),
        ...(declined && { declined }),
        ...(also !== undefined && { also }),
        ...(consentedMs !== undefined && { consentedMs }),
        ...(caller !== undefined && { caller }),
        ...(signInId !== undefined && { signInId }),
      });
    },
  };
};
