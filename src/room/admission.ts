import { DomainError } from '../base/errors.ts';
import { type ParticipantId, randomToken } from '../base/ids.ts';
import type { RoomAuth } from '../contract/room/room-messages.ts';
import type { EntryTickets } from '../meetings/entry-ticket.ts';
import { hashToken } from '../platform/keyring.ts';
import type { RoomCommand } from './apply.ts';
import type { LiveRoom } from './live-room.ts';
import type { ReadRoomMeeting, RoomMeeting } from './room-meeting.ts';
import type { RoomRegistry } from './room-registry.ts';
import type { RoomStore } from './room-store.ts';

/** Someone who is in: where, who, and what the welcome needs. */
export interface Admission {
  readonly room: LiveRoom;
  readonly participantId: ParticipantId;
  readonly meeting: RoomMeeting;
  /** Brings the same person back on another connection. */
  readonly resumeToken: string;
}

/** Lets a connection in by a ticket or a resume token, or throws a DomainError. */
export type Admit = (auth: RoomAuth, connectionId: string, mayEnter: MayEnter) => Promise<Admission>;

/** Whether the account and the sign-in that somebody comes by are good still: their ticket may be older than that. */
export type HoldsStill = (who: { readonly person: string; readonly signInId?: string | undefined }) => Promise<boolean>;

/** Whether this person may come in now, or does so too often. */
export type MayEnter = (who: { readonly room: LiveRoom; readonly person: string }) => boolean;

export const createAdmit = ({
  rooms,
  tickets,
  store,
  readMeeting,
  holdsStill = async () => true,
}: {
  readonly rooms: Pick<RoomRegistry, 'find'>;
  readonly tickets: Pick<EntryTickets, 'redeem'>;
  readonly store: Pick<RoomStore, 'findByResumeHash'>;
  readonly readMeeting: ReadRoomMeeting;
  readonly holdsStill?: HoldsStill;
}): Admit => {
  const letIn = async (
    room: LiveRoom | undefined,
    command: Extract<RoomCommand, { kind: 'enter' | 'resume' }>,
    resumeToken: string,
    mayEnter: MayEnter,
  ): Promise<Admission> => {
    const meeting = room && (await readMeeting(room.state().meetingId));
    if (room === undefined || meeting === undefined) throw new DomainError('meeting-not-open');
    const { participants, former } = room.state();
    const known = participants.get(command.id) ?? former.get(command.id);
    const { person, signInId } = command.kind === 'enter' ? command : (known ?? { person: command.id });
    if (!mayEnter({ room, person })) throw new DomainError('too-many-attempts');
    if (!(await holdsStill({ person, signInId }))) throw new DomainError('link-revoked');
    const answer = await room.run(command);
    if (!answer.ok) throw new DomainError(answer.code);
    return { room, participantId: command.id, meeting, resumeToken };
  };

  return async (auth, connectionId, mayEnter) => {
    if ('resume' in auth) {
      const found = await store.findByResumeHash(hashToken(auth.resume));
      if (found === undefined) throw new DomainError('link-revoked');
      return letIn(
        await rooms.find(found.sessionId),
        { kind: 'resume', id: found.id, connectionId },
        auth.resume,
        mayEnter,
      );
    }
    const ticket = tickets.redeem(auth.ticket);
    if (ticket === undefined) throw new DomainError('unknown-link');
    const {
      participantId: id,
      name,
      role,
      person,
      also,
      signInId,
      rank,
      mayModerate,
      key,
      declined = false,
      knockId,
      consentedMs,
      caller,
    } = ticket;
    const resumeToken = randomToken();
    const resumeHash = hashToken(resumeToken);
    return letIn(
      await rooms.find(ticket.sessionId),
      {
        ...{ kind: 'enter' as const, id, name, role, person, also, signInId, rank, mayModerate },
        ...{ key, declined, knockId },
        ...{ via: caller === undefined ? ('web' as const) : ('phone' as const), caller },
        ...{ connectionId, resumeHash, consentedMs },
      },
      resumeToken,
      mayEnter,
    );
  };
};
