import { DomainError, invalidField } from '../base/errors.ts';
import { newId, type ParticipantId, randomToken, type SessionId } from '../base/ids.ts';
import type { WaitReason } from '../contract/room/room-state.ts';
import type { EntryRank } from './entry-rank.ts';
import type { Admitted, IssueEntry } from './issue-entry.ts';
import type { KeyHolder } from './key-holders.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { Session } from './meeting.ts';
import type { MeetingSchedule } from './meeting-schedule.ts';
import { requireConsent } from './recording-consent.ts';
import type { ReloadPass } from './reload-pass.ts';
import type { Caller, RoomDoor } from './room-door.ts';
import type { WaitTickets } from './wait-ticket.ts';

export interface Wish {
  /** What they wish to be called; without it they keep the name of their account or invitation. */
  readonly name?: string | undefined;
  /** `move`: who is in from elsewhere already is here instead. */
  readonly device?: 'move' | undefined;
  /** When they agreed to being recorded. */
  readonly consentedMs?: number | undefined;
  /** They come by telephone. */
  readonly caller?: Caller | undefined;
  /** By which they are signed in. */
  readonly signInId?: string | undefined;
}

/** Lets a key holder into the running session as it judges them, or has them wait for it. */
export interface Admission {
  /**
   * `pass`, when it is theirs and of the same session, makes them the same participant again. Refuses with `removed-from-meeting`,
   * `room-full` and `consent-required`.
   */
  admit(holder: KeyHolder, wish: Wish, pass: ReloadPass | undefined): Promise<Admitted>;
}

/** A holder as the running session sees them. */
interface Comer {
  readonly holder: KeyHolder;
  readonly name: string;
  readonly rank: number;
  /** As whom this browser was in. */
  readonly formerId: ParticipantId | undefined;
  readonly consentedMs: number | undefined;
  readonly caller: Caller | undefined;
  /** When it is as their account that they come. */
  readonly signInId: string | undefined;
}

export const createAdmission = ({
  sessions,
  schedule,
  roomDoor,
  entryRank,
  issueEntry,
  waitTickets,
}: {
  readonly sessions: LiveSessions;
  readonly schedule: MeetingSchedule;
  readonly roomDoor: RoomDoor;
  readonly entryRank: EntryRank;
  readonly issueEntry: IssueEntry;
  readonly waitTickets: WaitTickets;
}): Admission => {
  const enter = (comer: Comer, session: Session, participantId: ParticipantId, elsewhere: boolean): Admitted => {
    const { meeting, person, also, role, key, knockId, generation, mayModerate, declined } = comer.holder;
    return issueEntry({
      sessionId: session.id,
      meetingId: meeting.id,
      participantId,
      person,
      name: comer.name,
      role,
      key,
      rank: comer.rank,
      mayModerate,
      generation,
      elsewhere,
      ...(declined && { declined }),
      ...(knockId !== undefined && { knockId }),
      ...(also !== undefined && { also }),
      ...(comer.consentedMs !== undefined && { consentedMs: comer.consentedMs }),
      ...(comer.caller !== undefined && { caller: comer.caller }),
      ...(comer.signInId !== undefined && { signInId: comer.signInId }),
    });
  };

  const waitTicket = (
    { holder, name, rank, formerId, consentedMs, caller, signInId }: Comer,
    sessionId: SessionId | '',
    inLobby: boolean,
  ): string =>
    waitTickets.issue({
      meetingId: holder.meeting.id,
      waits: inLobby ? 'lobby' : 'start',
      sessionId,
      knockId: randomToken(),
      participantId: formerId ?? newId<ParticipantId>(),
      person: holder.person,
      name,
      key: holder.key,
      role: holder.role,
      rank,
      mayModerate: holder.mayModerate,
      declined: holder.declined === true,
      ...(holder.also !== undefined && { also: holder.also }),
      ...(consentedMs !== undefined && { consentedMs }),
      ...(caller !== undefined && { caller }),
      ...(signInId !== undefined && { signInId }),
    });

  const waitInLobby = (comer: Comer, session: Session, lobby: WaitReason): Admitted => ({
    answer: { waiting: true, startsAt: null, waitTicket: waitTicket(comer, session.id, true), lobby },
  });

  const waitForStart = async (comer: Comer, session: Session | undefined): Promise<Admitted> => {
    const { meeting, notToday, recurrenceId } = comer.holder;
    const scheduled = await schedule.describe(meeting.id, recurrenceId);
    // Who is not invited to the date that runs is told of their own; of a later one nothing is known here.
    const isTheirs = !notToday || scheduled?.recurrenceId === recurrenceId;
    return {
      answer: {
        waiting: true,
        startsAt: scheduled && isTheirs ? new Date(scheduled.startMs).toISOString() : null,
        waitTicket: waitTicket(comer, session?.id ?? '', false),
      },
    };
  };

  return {
    async admit(holder, wish, pass) {
      const name = wish.name ?? holder.name;
      if (name === '') throw invalidField('name', 'required', 'Say by which name you want to be called.');
      const { meeting, person, also, role, key, declined } = holder;
      const session = await sessions.current(meeting.id);
      const isSame = session !== undefined && pass?.sessionId === session.id && pass.person === person;
      const formerId = isSame ? pass.participantId : undefined;
      const rank = await entryRank(holder, session?.recurrenceId ?? holder.recurrenceId ?? '');
      const consentedMs = (isSame ? pass.consentedMs : undefined) ?? wish.consentedMs;
      const signInId = holder.account === undefined ? undefined : wish.signInId;
      const comer: Comer = { holder, name, rank, formerId, consentedMs, caller: wish.caller, signInId };
      if (session === undefined || holder.notToday) {
        // Of what will not take place there is nothing to agree to.
        if (meeting.cancelledMs === undefined) requireConsent(meeting, role, consentedMs);
        return waitForStart(comer, session);
      }
      const verdict = await roomDoor.judge(session.id, { person, also, key, role, participantId: formerId, declined });
      if (verdict.kind === 'removed') throw new DomainError('removed-from-meeting');
      if (verdict.kind === 'full') throw new DomainError('room-full');
      requireConsent(meeting, role, consentedMs);
      switch (verdict.kind) {
        case 'enter': {
          const { inside } = verdict;
          if (inside && (inside.away || wish.device === 'move')) return enter(comer, session, inside.id, false);
          return enter(comer, session, formerId ?? newId<ParticipantId>(), inside !== undefined);
        }
        case 'wait':
          return waitInLobby(comer, session, verdict.reason);
        case 'not-open':
          return waitForStart(comer, session);
      }
    },
  };
};
