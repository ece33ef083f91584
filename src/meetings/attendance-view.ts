import type { Account } from '../accounts/account.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import type { MeetingId, SessionId } from '../base/ids.ts';
import type { KeptChat, PastSessionBody, SessionList } from '../contract/http/attendance.ts';
import { type AttendingDevice, attendanceOf } from './attendance.ts';
import type { AttendanceStore, PastSession } from './attendance-store.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingSchedule } from './meeting-schedule.ts';
import type { MeetingStore } from './meeting-store.ts';
import type { SuccessionRanks } from './succession-rank.ts';

/**
 * What has become of a meeting's sessions: for its organizer, and for the deputy, the chair and co-organizers of each date. To everyone
 * else there is nothing (`not-found`), as of a meeting that does not exist.
 */
export interface AttendanceView {
  list(
    account: Account,
    meetingId: MeetingId,
    page: { readonly before?: string | undefined; readonly limit?: number | undefined },
  ): Promise<SessionList>;
  chat(account: Account, meetingId: MeetingId, sessionId: SessionId): Promise<KeptChat>;
}

const PAGE = 10;
/** Chair, deputy and co-organizers; not delegates, who stand in for somebody once. */
const LOWEST_RANK = 2;

const iso = (ms: number): string => new Date(ms).toISOString();

const sessionBody = (
  { id, recurrenceId, startedMs, endedMs, reason }: PastSession,
  devices: readonly AttendingDevice[],
  messages: number,
  nowMs: number,
): PastSessionBody => ({
  id,
  recurrenceId,
  startedAt: iso(startedMs),
  ...(endedMs !== undefined && { endedAt: iso(endedMs) }),
  ...(reason !== undefined && { reason }),
  people: attendanceOf(devices, endedMs, nowMs).map(({ name, role, via, stays, totalMs }) => ({
    ...{ name, role, via },
    stays: stays.map(({ fromMs, toMs }) => ({ from: iso(fromMs), ...(toMs !== undefined && { to: iso(toMs) }) })),
    seconds: Math.round(totalMs / 1_000),
  })),
  messages,
});

export const createAttendanceView = ({
  meetings,
  schedule,
  ranks,
  store,
  clock,
}: {
  readonly meetings: MeetingStore;
  readonly schedule: MeetingSchedule;
  readonly ranks: SuccessionRanks;
  readonly store: AttendanceStore;
  readonly clock: Clock;
}): AttendanceView => {
  /** Whether the account may know of the sessions of a date; each date is looked up once. */
  const knowledgeOf = (account: Account, meeting: Meeting): ((recurrenceId: string) => Promise<boolean>) => {
    const known = new Map<string, boolean>();
    return async (recurrenceId) => {
      const may =
        known.get(recurrenceId) ?? (await ranks.rankOf(meeting, recurrenceId, account, undefined)) <= LOWEST_RANK;
      known.set(recurrenceId, may);
      return may;
    };
  };

  return {
    async list(account, meetingId, { before, limit = PAGE }) {
      const meeting = await meetings.findById(meetingId);
      if (meeting === undefined) throw new DomainError('not-found');
      const mayKnow = knowledgeOf(account, meeting);
      const found = await store.listSessions(meetingId, limit, before as SessionId | undefined);
      const shown: PastSession[] = [];
      for (const session of found) if (await mayKnow(session.recurrenceId)) shown.push(session);
      // Who runs the next date may look, though there is nothing to see yet.
      const next = (await schedule.describe(meetingId))?.recurrenceId ?? '';
      if (shown.length === 0 && !(await mayKnow(next))) throw new DomainError('not-found');
      const ids = shown.map(({ id }) => id);
      const devices = await store.devicesOf(ids);
      const messages = await store.countMessages(ids);
      const nowMs = clock.nowMs();
      const last = found.length === limit ? found.at(-1) : undefined;
      return {
        sessions: shown.map((session) =>
          sessionBody(session, devices.get(session.id) ?? [], messages.get(session.id) ?? 0, nowMs),
        ),
        ...(last !== undefined && { next: last.id }),
      };
    },
    async chat(account, meetingId, sessionId) {
      const meeting = await meetings.findById(meetingId);
      const session = meeting && (await store.findSession(meetingId, sessionId));
      if (!session || !(await knowledgeOf(account, meeting)(session.recurrenceId))) throw new DomainError('not-found');
      const messages = await store.messagesOf(session.id);
      return { messages: messages.map(({ name, text, sentMs }) => ({ name, text, sentAt: iso(sentMs) })) };
    },
  };
};
