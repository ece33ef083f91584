import type { AccountId, MeetingId, ParticipantId, SessionId } from '../base/ids.ts';
import type { JoinAnswer } from '../contract/http/meeting.ts';
import type { EntryTicket, EntryTickets } from './entry-ticket.ts';
import type { MeetingLinks } from './meeting-links.ts';
import type { ReloadPasses } from './reload-pass.ts';

export interface Admitted {
  readonly answer: JoinAnswer;
  /** For the meeting's cookie; absent for those who wait. */
  readonly pass?: { readonly meetingId: MeetingId; readonly text: string };
}

/** Somebody whom the running session lets in. */
export interface Entrant extends Omit<EntryTicket, 'expiresMs' | 'accountId'> {
  readonly sessionId: SessionId;
  readonly participantId: ParticipantId;
  /** Of the grant for an invitee, of the meeting for a guest: raising it takes the pass away. */
  readonly generation: number;
  /** They are in already by another device, and would be twice. */
  readonly elsewhere?: boolean;
}

const ACCOUNT = 'account:';

/** The ticket for the room, and the cookie that brings the same person back after a reload. */
export type IssueEntry = (entrant: Entrant) => Admitted;

export const createIssueEntry =
  ({
    links,
    entryTickets,
    reloadPasses,
  }: {
    readonly links: Pick<MeetingLinks, 'doorPath'>;
    readonly entryTickets: EntryTickets;
    readonly reloadPasses: ReloadPasses;
  }): IssueEntry =>
  ({ generation, elsewhere, ...entrant }) => {
    const { meetingId, sessionId, participantId, person, name, key, knockId, consentedMs } = entrant;
    const accountId = person.startsWith(ACCOUNT) ? (person.slice(ACCOUNT.length) as AccountId) : undefined;
    const ticket = entryTickets.issue({ ...entrant, ...(accountId !== undefined && { accountId }) });
    const text = reloadPasses.issue({
      meetingId,
      sessionId,
      participantId,
      person,
      name,
      generation,
      key,
      ...(knockId !== undefined && { knockId }),
      ...(consentedMs !== undefined && { consentedMs }),
    });
    return {
      answer: { ticket, url: links.doorPath(meetingId), ...(elsewhere && { elsewhere: true }) },
      pass: { meetingId, text },
    };
  };
