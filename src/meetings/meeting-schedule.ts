import type { MeetingId } from '../base/ids.ts';
import type { InviteeRole, Partstat } from '../contract/http/event.ts';

/** What a meeting is called and when it is, on one of its dates. */
export interface ScheduledMeeting {
  readonly title: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly allDay: boolean;
  readonly timeZone: string;
  /** The organizer's own words, without what is added for the meeting. */
  readonly description: string;
  readonly organizerName: string;
  /** Names the date; empty for what takes place once. */
  readonly recurrenceId: string;
}

/** Answered by the calendar, which meetings do not know. */
export interface MeetingSchedule {
  /** The date of that name, else the one that runs now, else the next, else the last. Undefined when no event has this meeting (any more). */
  describe(meetingId: MeetingId, recurrenceId?: string): Promise<ScheduledMeeting | undefined>;
  /**
   * As what somebody is invited to one date: `not-invited`, or undefined when no event says anything of it, and their grant alone
   * counts.
   */
  roleOn(meetingId: MeetingId, recurrenceId: string, address: string): Promise<InviteeRole | 'not-invited' | undefined>;
  /** What somebody answered for one date; undefined when they are not invited to it, or no event says anything of it. */
  answerOn(meetingId: MeetingId, recurrenceId: string, address: string): Promise<Partstat | undefined>;
}
