import { invalidField } from '../base/errors.ts';
import { type MeetingId, newId, type ParticipantId } from '../base/ids.ts';
import type { JoinAnswer } from '../contract/http/meeting.ts';
import type { EntryTickets } from './entry-ticket.ts';
import type { KeyHolder } from './key-holders.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { Session } from './meeting.ts';
import type { MeetingLinks } from './meeting-links.ts';
import type { MeetingSchedule } from './meeting-schedule.ts';
import type { ReloadPass, ReloadPasses } from './reload-pass.ts';
import type { WaitTickets } from './wait-ticket.ts';

export interface Admitted {
  readonly answer: JoinAnswer;
  /** For the meeting's cookie; absent for those who wait. */
  readonly pass?: { readonly meetingId: MeetingId; readonly text: string };
}

/** Lets a key holder into the running session, or has them wait for it. */
export interface Admission {
  /**
   * `name` is what they wish to be called; without it they keep the name of their account or invitation. `pass`, when it is theirs
   * and of the same session, makes them the same participant again.
   */
  admit(holder: KeyHolder, name: string | undefined, pass: ReloadPass | undefined): Promise<Admitted>;
}

export const createAdmission = ({
  sessions,
  schedule,
  links,
  entryTickets,
  waitTickets,
  reloadPasses,
}: {
  readonly sessions: LiveSessions;
  readonly schedule: MeetingSchedule;
  readonly links: MeetingLinks;
  readonly entryTickets: EntryTickets;
  readonly waitTickets: WaitTickets;
  readonly reloadPasses: ReloadPasses;
}): Admission => {
  const enter = (holder: KeyHolder, session: Session, name: string, pass: ReloadPass | undefined): Admitted => {
    const { meeting, person, role, accountId, generation } = holder;
    const isSame = pass?.sessionId === session.id && pass.person === person;
    const participantId = isSame ? pass.participantId : newId<ParticipantId>();
    const ticket = entryTickets.issue({
      sessionId: session.id,
      meetingId: meeting.id,
      participantId,
      person,
      name,
      role,
      ...(accountId !== undefined && { accountId }),
    });
    return {
      answer: { ticket, url: links.doorPath(meeting.id) },
      pass: {
        meetingId: meeting.id,
        text: reloadPasses.issue({
          meetingId: meeting.id,
          sessionId: session.id,
          participantId,
          person,
          name,
          generation,
        }),
      },
    };
  };
  return {
    async admit(holder, wantedName, pass) {
      const name = wantedName ?? holder.name;
      if (name === '') throw invalidField('name', 'required', 'Say by which name you want to be called.');
      const { id } = holder.meeting;
      const session = await sessions.current(id);
      if (session && !holder.notToday) return enter(holder, session, name, pass);
      const scheduled = await schedule.describe(id, holder.recurrenceId);
      // Who is not invited to the date that runs is told of their own; of a later one nothing is known here.
      const isTheirs = !holder.notToday || scheduled?.recurrenceId === holder.recurrenceId;
      return {
        answer: {
          waiting: true,
          startsAt: scheduled && isTheirs ? new Date(scheduled.startMs).toISOString() : null,
          waitTicket: waitTickets.issue({ meetingId: id, matched: 1 }),
        },
      };
    },
  };
};
