import type { AccountStore } from '../../accounts/account-store.ts';
import { groupDigits } from '../../base/text.ts';
import type { AttendanceStore } from '../../meetings/attendance-store.ts';
import type { MeetingSchedule } from '../../meetings/meeting-schedule.ts';
import type { MeetingStore } from '../../meetings/meeting-store.ts';
import type { ClosingSession } from '../../meetings/papers/session-closing-store.ts';
import type { ReadAttendance } from '../../meetings/read-attendance.ts';
import type { RecordingsOf } from '../../meetings/session-recordings.ts';
import { utcToZoned } from '../../protocols/icalendar/zoned-time.ts';
import type { SessionSituation } from './session-situation.ts';

/** Undefined when the meeting or its organizer is gone. */
export type ReadSessionSituation = (session: ClosingSession) => Promise<SessionSituation | undefined>;

/** The UID of the event that has the meeting on this date; undefined when none has. */
export type FindUid = (session: Pick<ClosingSession, 'meetingId' | 'recurrenceId'>) => Promise<string | undefined>;

export const createReadSessionSituation =
  ({
    meetings,
    accounts,
    schedule,
    attendanceStore,
    readAttendance,
    recordingsOf,
    findUid,
  }: {
    readonly meetings: Pick<MeetingStore, 'findById'>;
    readonly accounts: Pick<AccountStore, 'findById' | 'findService'>;
    readonly schedule: MeetingSchedule;
    readonly attendanceStore: Pick<AttendanceStore, 'messagesOf'>;
    readonly readAttendance: ReadAttendance;
    readonly recordingsOf: RecordingsOf;
    readonly findUid: FindUid;
  }): ReadSessionSituation =>
  async (session) => {
    const { meetingId, recurrenceId, startedMs, endedMs } = session;
    const meeting = await meetings.findById(meetingId);
    const organizer = meeting && (await accounts.findById(meeting.organizerId));
    const [report] = await readAttendance([session]);
    if (meeting === undefined || organizer === undefined || report === undefined) return undefined;
    const described = await schedule.describe(meetingId, recurrenceId);
    const zone = described?.timeZone ?? organizer.timeZone;
    return {
      report,
      // A chat that is not kept may still be there for a moment.
      messages: meeting.settings.keepChat ? await attendanceStore.messagesOf(session.id) : [],
      recordings: await recordingsOf(session.id),
      organizer,
      hosted: (await accounts.findService())?.id === organizer.id,
      settings: meeting.settings,
      event: {
        uid: (await findUid(session)) ?? `meeting-${meetingId}`,
        title: described?.title || `WebMeeting ${groupDigits(meetingId)}`,
        location: '',
        organizer: { name: organizer.name, address: organizer.email, timeZone: zone },
        ...{ startMs: startedMs, endMs: endedMs, allDay: false },
        start: utcToZoned(startedMs, zone),
        end: utcToZoned(endedMs, zone),
      },
    };
  };
