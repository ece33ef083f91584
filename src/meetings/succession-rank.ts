import type { AccountId, MeetingId } from '../base/ids.ts';
import type { Role } from '../contract/room/room-state.ts';
import type { Connection } from '../platform/database.ts';
import { deputyOn } from './deputy.ts';
import type { DeputyStore } from './deputy-store.ts';
import { type EntryRank, rankByRole } from './entry-rank.ts';
import type { Meeting, MeetingViewer } from './meeting.ts';

/**
 * Somebody's place in the succession to the organizer of a meeting, on one date: 0 the organizer, 1 the deputy who was named beforehand
 * or the chair, 2 co-organizers, 3 the delegate of the organizer or of the chair, 4 invited moderators, 9 everyone else.
 */
export type SuccessionRank = 0 | 1 | 2 | 3 | 4 | 9;

/** What the calendar says of an account on one date of a meeting. */
export interface CalendarStanding {
  /** On the list of that date; undefined when no event has the meeting (any more). */
  readonly invited: boolean | undefined;
  /** ATTENDEE with ROLE=CHAIR, and not the organizer (RFC 5545 3.2.16). */
  readonly chair: boolean;
  /** May change the event in the organizer's calendar. */
  readonly coOrganizer: boolean;
  /** Is invited, and comes for the organizer or the chair (DELEGATED-TO) or acts for the organizer (SENT-BY). */
  readonly delegate: boolean;
}

/** Answered by the calendar, which meetings do not know. */
export interface CalendarStandings {
  standingOf(meetingId: MeetingId, recurrenceId: string, viewer: MeetingViewer): Promise<CalendarStanding>;
  /** Whether the account may write in a calendar that has an event of the meeting: one look-up, whether there is such a meeting or not. */
  mayEdit(meetingId: MeetingId, accountId: AccountId): Promise<boolean>;
}

/** As much of an account as decides whether it may run meetings. */
export interface SuccessionAccount extends MeetingViewer {
  /** The right to open meetings. */
  readonly webMeeting: boolean;
  readonly suspended: boolean;
}

export interface SuccessionRanks extends Pick<CalendarStandings, 'mayEdit'> {
  /** `role`: what the account is by its invitation. Whoever may not open meetings succeeds nobody. */
  rankOf(
    meeting: Meeting,
    recurrenceId: string,
    account: SuccessionAccount,
    role: Role | undefined,
    connection?: Connection,
  ): Promise<SuccessionRank>;
}

/** The deputy, the chair, co-organizers and the delegate come in as moderators at least. */
export const roleByRank = (role: Role | undefined, rank: SuccessionRank): Role | undefined => {
  if (rank === 0) return 'organizer';
  return rank <= 3 && role !== 'organizer' ? 'moderator' : role;
};

export const createSuccessionRanks = ({
  standings,
  deputies,
}: {
  readonly standings: CalendarStandings;
  readonly deputies: Pick<DeputyStore, 'listOf'>;
}): SuccessionRanks => ({
  mayEdit: standings.mayEdit,
  async rankOf(meeting, recurrenceId, account, role, connection) {
    if (account.id === meeting.organizerId) return 0;
    if (!account.webMeeting || account.suspended) return 9;
    const { invited, chair, coOrganizer, delegate } = await standings.standingOf(meeting.id, recurrenceId, account);
    const deputy = deputyOn(await deputies.listOf([meeting.id], connection), meeting.id, recurrenceId);
    // Whoever was taken off the list is nobody's deputy any more.
    if (deputy === account.email.toLowerCase() && invited !== false) return 1;
    if (chair) return 1;
    if (coOrganizer) return 2;
    if (delegate) return 3;
    return role === 'moderator' ? 4 : 9;
  },
});

/** For somebody at the door; without an account nobody succeeds the organizer. */
export const createEntryRank =
  (ranks: SuccessionRanks): EntryRank =>
  async (who, recurrenceId) =>
    who.account === undefined || who.role === 'organizer'
      ? rankByRole(who, recurrenceId)
      : ranks.rankOf(who.meeting, recurrenceId, who.account, who.role);
