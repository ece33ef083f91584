import type { AccountId, MeetingId, SessionId } from '../base/ids.ts';
import type { InviteeRole } from '../contract/http/event.ts';
import type { Role } from '../contract/room/room-state.ts';
import type { MeetingSettings } from './meeting-settings.ts';

/** What an event, or an instant start, opens. */
export interface Meeting {
  readonly id: MeetingId;
  readonly organizerId: AccountId;
  /** Six digits. */
  readonly pin: string;
  /** Raising it revokes the start link and what guests hold. */
  readonly generation: number;
  readonly settings: MeetingSettings;
  readonly cancelledMs?: number;
}

/** `host`: of somebody from elsewhere whose meeting it is. Whoever holds the key of such a grant is the organizer. */
export type GrantRole = InviteeRole | 'host';

/** One invitee's personal way into a meeting. */
export interface Grant {
  readonly meetingId: MeetingId;
  /** Lower-case address. */
  readonly invitee: string;
  /** The occurrence that it is for; empty for all of them. */
  readonly recurrenceId: string;
  readonly name: string;
  readonly role: GrantRole;
  /** Rises with every new invitation after a removal: the old link stays dead. */
  readonly generation: number;
  readonly revoked: boolean;
}

/** One live run of a meeting. */
export interface Session {
  readonly id: SessionId;
  readonly meetingId: MeetingId;
  readonly recurrenceId: string;
  readonly startedMs: number;
}

/** `administrator`: by somebody in the console, for everyone. */
export type SessionEndReason = 'ended' | 'cancelled' | 'empty' | 'administrator';

/** As much of an account as decides what it is to a meeting. */
export interface MeetingViewer {
  readonly id: AccountId;
  readonly email: string;
}

/**
 * What somebody is to a meeting: the organizer by account, a moderator by the account that was invited as one, an attendee by any
 * standing grant. A moderator's link alone, which can be passed on, does not moderate; the one key that does is that of a host, who
 * has no account.
 */
export const roleIn = (
  meeting: Meeting,
  viewer: MeetingViewer | undefined,
  grant: Grant | undefined,
): Role | undefined => {
  if (viewer?.id === meeting.organizerId) return 'organizer';
  if (!grant || grant.revoked) return undefined;
  if (grant.role === 'host') return 'organizer';
  const holdsAccount = viewer !== undefined && viewer.email.toLowerCase() === grant.invitee;
  return holdsAccount && grant.role === 'moderator' ? 'moderator' : 'attendee';
};

/** Whether this role may open a session, and so hold the start link and the PIN. */
export const mayStart = (role: Role | undefined): role is 'organizer' | 'moderator' =>
  role === 'organizer' || role === 'moderator';
