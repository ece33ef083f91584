import type { MeetingId } from '../base/ids.ts';

/** What a meeting is called and when it is. */
interface ScheduledMeeting {
  readonly title: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly allDay: boolean;
  readonly timeZone: string;
  readonly organizerName: string;
}

/** Answered by the calendar, which meetings do not know. */
export interface MeetingSchedule {
  /** Undefined when no event has this meeting (any more). */
  describe(meetingId: MeetingId): Promise<ScheduledMeeting | undefined>;
}
