import type { Account } from '../accounts/account.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import type { MeetingId, SessionId } from '../base/ids.ts';
import type { KeptChat, SessionList } from '../contract/http/attendance.ts';
import type { AttendanceStore, KeptMessage, PastSession } from './attendance-store.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingSchedule } from './meeting-schedule.ts';
import type { MeetingStore } from './meeting-store.ts';
import type { KeptPapers } from './papers/kept-papers.ts';
import { type MadePaper, makePapers, type PaperKind } from './papers/make-papers.ts';
import { clockTime, type PaperReader } from './papers/paper-words.ts';
import { savedName } from './papers/saved-name.ts';
import { pastSessionBody } from './past-session-body.ts';
import type { ReadAttendance } from './read-attendance.ts';
import type { RecordingsOf } from './session-recordings.ts';
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
  /** One paper as it is now, in the reader's words; `not-found` when there is nothing to put on it. */
  paper(account: Account, of: PaperOf, how: Partial<Pick<PaperReader, 'language' | 'timeZone'>>): Promise<MadePaper>;
}

export interface PaperOf {
  readonly meetingId: MeetingId;
  readonly sessionId: SessionId;
  readonly kind: PaperKind;
}

const PAGE = 10;
/** Chair, deputy and co-organizers; not delegates, who stand in for somebody once. */
const LOWEST_RANK = 2;

export const createAttendanceView = ({
  meetings,
  schedule,
  ranks,
  store,
  readAttendance,
  left: { recordingsOf, papersOf },
  clock,
}: {
  readonly meetings: MeetingStore;
  readonly schedule: MeetingSchedule;
  readonly ranks: SuccessionRanks;
  readonly store: AttendanceStore;
  readonly readAttendance: ReadAttendance;
  /** What else is left of a session. */
  readonly left: { readonly recordingsOf: RecordingsOf; readonly papersOf: (id: SessionId) => Promise<KeptPapers> };
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

  /** `not-found` for who may not know. */
  const findSession = async (account: Account, meetingId: MeetingId, sessionId: SessionId) => {
    const meeting = await meetings.findById(meetingId);
    const session = meeting && (await store.findSession(meetingId, sessionId));
    if (!session || !(await knowledgeOf(account, meeting)(session.recurrenceId))) throw new DomainError('not-found');
    return { meeting, session };
  };

  /** A chat that is not kept is there until its session ends: for those who are in it alone. */
  const isChatKept = ({ settings }: Meeting, { endedMs }: PastSession): boolean =>
    settings.keepChat || endedMs !== undefined;
  const messagesOf = async (meeting: Meeting, session: PastSession): Promise<KeptMessage[]> =>
    isChatKept(meeting, session) ? store.messagesOf(session.id) : [];

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
      const chatIds = shown.filter((session) => isChatKept(meeting, session)).map(({ id }) => id);
      const messages = await store.countMessages(chatIds);
      const files = await store.filesOf(chatIds);
      const isOrganizer = account.id === meeting.organizerId;
      const sessions = await readAttendance(shown);
      const last = found.length === limit ? found.at(-1) : undefined;
      return {
        sessions: await Promise.all(
          sessions.map(async (report) => {
            const { id } = report.session;
            return pastSessionBody(report, {
              messages: messages.get(id) ?? 0,
              files: files.get(id) ?? [],
              recordings: await recordingsOf(id),
              kept: isOrganizer ? await papersOf(id) : undefined,
            });
          }),
        ),
        ...(last !== undefined && { next: last.id }),
      };
    },
    async chat(account, meetingId, sessionId) {
      const { meeting, session } = await findSession(account, meetingId, sessionId);
      const messages = await messagesOf(meeting, session);
      return {
        messages: messages.map(({ name, text, files, sentMs }) => ({
          ...{ name, text, sentAt: new Date(sentMs).toISOString() },
          ...(files.length > 0 && { files: [...files] }),
        })),
      };
    },
    async paper(account, { meetingId, sessionId, kind }, how) {
      const { meeting, session } = await findSession(account, meetingId, sessionId);
      const [report] = await readAttendance([session]);
      const described = await schedule.describe(meetingId, session.recurrenceId);
      const papers = makePapers({
        report: report ?? { session, people: [], absent: [] },
        messages: await messagesOf(meeting, session),
        title: { title: described?.title ?? '', organizerName: described?.organizerName ?? '' },
        reader: {
          language: how.language ?? account.language,
          timeZone: how.timeZone ?? account.timeZone,
          seesAddresses: account.id === meeting.organizerId,
        },
        nowMs: clock.nowMs(),
      });
      const paper = papers.find((one) => one.kind === kind);
      if (paper === undefined) throw new DomainError('not-found');
      const day = clockTime(session.startedMs, how.timeZone ?? account.timeZone).slice(0, 10);
      return { ...paper, name: savedName(described?.title ?? '', day, paper.name) };
    },
  };
};
