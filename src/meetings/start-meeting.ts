import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import type { MeetingId } from '../base/ids.ts';
import type { MeetingPolicy } from '../contract/http/meeting-policy.ts';
import type { Role } from '../contract/room/room-state.ts';
import { hashToken } from '../platform/keyring.ts';
import type { GrantStore } from './grant-store.ts';
import type { LiveSessions } from './live-sessions.ts';
import { type Meeting, mayStart, roleIn, type Session } from './meeting.ts';
import { DEFAULT_MEETING_POLICY, opensAtMs } from './meeting-policy.ts';
import type { MeetingSchedule } from './meeting-schedule.ts';
import type { MeetingStore } from './meeting-store.ts';
import { roleByRank, type SuccessionRanks } from './succession-rank.ts';

export interface StartedMeeting {
  readonly meeting: Meeting;
  readonly role: Role;
  readonly session: Session;
}

/**
 * Opens the meeting for everyone, on one of its dates: the one that runs now or comes next unless it is said. Only its organizer,
 * those who succeed them and the moderators of that date may, and only while the organizer may hold meetings. One that does not run
 * yet is refused with `service-stopped`, `rooms-full` and `too-early`.
 */
export interface StartMeeting {
  byId(account: Account, meetingId: MeetingId, recurrenceId?: string): Promise<StartedMeeting>;
  /** By the start link. It names the meeting; the right comes from the account. Refuses with `unknown-link`. */
  byLink(account: Account, token: string): Promise<StartedMeeting>;
  /** By the link of a host, who has no account. Refuses with `unknown-link`, and with `not-allowed` any other link. */
  byHostLink(token: string): Promise<Session>;
  /** Refuses what would be refused to everybody now: with `service-stopped`, and with `rooms-full`. */
  mayOpen(): Promise<void>;
  /** Which meeting the start link names, for somebody who may start it. */
  find(account: Account, token: string): Promise<Meeting>;
}

/** What the server as a whole says to a meeting that is to begin. */
export interface OpeningRules {
  /** Throws `service-stopped`. */
  requireService(): void;
  policy(): MeetingPolicy;
}

const FREE_OPENING: OpeningRules = { requireService() {}, policy: () => DEFAULT_MEETING_POLICY };

export const createStartMeeting = ({
  meetings,
  grants,
  accounts,
  sessions,
  schedule,
  ranks,
  opening = FREE_OPENING,
  clock,
}: {
  readonly meetings: MeetingStore;
  readonly grants: GrantStore;
  readonly accounts: AccountStore;
  readonly sessions: LiveSessions;
  readonly schedule: MeetingSchedule;
  readonly ranks: SuccessionRanks;
  readonly opening?: OpeningRules;
  readonly clock: Clock;
}): StartMeeting => {
  const mayOpen = async (): Promise<void> => {
    opening.requireService();
    if ((await sessions.all()).length >= opening.policy().roomsMax) throw new DomainError('rooms-full');
  };
  const mayOpenNow = async (meeting: Meeting, recurrenceId: string): Promise<void> => {
    await mayOpen();
    const scheduled = await schedule.describe(meeting.id, recurrenceId);
    const fromMs = scheduled && opensAtMs(scheduled.startMs, opening.policy());
    const waitMs = fromMs === undefined ? 0 : fromMs - clock.nowMs();
    if (waitMs > 0) throw new DomainError('too-early', { retryAfterMs: waitMs });
  };
  const roleOf = async (account: Account, meeting: Meeting, recurrenceId: string): Promise<Role> => {
    const grant = await grants.find(meeting.id, account.email, recurrenceId);
    const onDate = grant && (await schedule.roleOn(meeting.id, recurrenceId, account.email));
    const isOut = onDate === 'not-invited';
    const standing = grant && grant.role !== 'host' && onDate && !isOut ? { ...grant, role: onDate } : grant;
    const invited = roleIn(meeting, account, isOut ? undefined : standing);
    const role = roleByRank(invited, await ranks.rankOf(meeting, recurrenceId, account, invited));
    if (!mayStart(role)) throw new DomainError('not-allowed');
    return role;
  };
  const dateOf = async (meeting: Meeting, wanted?: string): Promise<string> =>
    (await sessions.current(meeting.id))?.recurrenceId ??
    (await schedule.describe(meeting.id, wanted))?.recurrenceId ??
    '';
  const open = async (meeting: Meeting, recurrenceId: string, by?: Account): Promise<Session> => {
    const organizer = await accounts.findById(meeting.organizerId);
    if (!organizer?.webMeeting || organizer.suspended) throw new DomainError('no-webmeeting-right');
    if (meeting.cancelledMs === undefined && (await sessions.current(meeting.id)) === undefined)
      await mayOpenNow(meeting, recurrenceId);
    return sessions.start(meeting.id, recurrenceId, by);
  };
  const start = async (account: Account, meeting: Meeting, wanted?: string): Promise<StartedMeeting> => {
    const recurrenceId = await dateOf(meeting, wanted);
    const role = await roleOf(account, meeting, recurrenceId);
    return { meeting, role, session: await open(meeting, recurrenceId, account) };
  };
  const named = async (token: string): Promise<Meeting> => {
    const meeting = await meetings.findByStartTokenHash(hashToken(token));
    if (!meeting) throw new DomainError('unknown-link');
    return meeting;
  };
  return {
    mayOpen,
    async byId(account, meetingId, recurrenceId) {
      const meeting = await meetings.findById(meetingId);
      if (!meeting) throw new DomainError('not-found');
      return start(account, meeting, recurrenceId);
    },
    byLink: async (account, token) => start(account, await named(token)),
    async byHostLink(token) {
      const grant = await grants.findByTokenHash(hashToken(token));
      const meeting = grant && (await meetings.findById(grant.meetingId));
      if (!meeting) throw new DomainError('unknown-link');
      if (grant.revoked || grant.role !== 'host') throw new DomainError('not-allowed');
      return open(meeting, await dateOf(meeting));
    },
    async find(account, token) {
      const meeting = await named(token);
      await roleOf(account, meeting, await dateOf(meeting));
      if (meeting.cancelledMs !== undefined) throw new DomainError('meeting-cancelled');
      return meeting;
    },
  };
};
