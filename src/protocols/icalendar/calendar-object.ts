import type { Conference, DraftAttendee, DraftPerson, EventStatus, EventTime } from './event-draft.ts';

/** RFC 6638 7.1 SCHEDULE-AGENT: who tells this attendee of changes. */
export type ScheduleAgent = 'SERVER' | 'CLIENT' | 'NONE';

/** RFC 5545 3.8.1.3 CLASS; what a program does not know counts as private there. */
export type EventVisibility = 'public' | 'private' | 'confidential';

export interface ObjectAttendee extends DraftAttendee {
  /** LANGUAGE, lower case (RFC 5646 tag), '' when absent. */
  readonly language: string;
  readonly scheduleAgent: ScheduleAgent;
  /** RFC 5545 3.2.5 DELEGATED-TO, where it is said: lower-case addresses. */
  readonly delegatedTo?: readonly string[];
}

/** One VEVENT, in our words. */
export interface ObjectEvent {
  /**
   * '' for the master or a single event; of an override the original start of its date by the clock of the master's zone,
   * `2027-03-01T10:00:00`, or `2027-03-01` in a series of whole days.
   */
  readonly recurrenceId: string;
  readonly uid: string;
  readonly sequence: number;
  readonly dtstampMs: number | undefined;
  readonly summary: string;
  readonly start: EventTime;
  /** For whole days the last one, included. */
  readonly end: EventTime;
  readonly allDay: boolean;
  /**
   * Only where the length was said as a DURATION with days: how many of them, which every occurrence counts by the calendar (RFC 5545
   * 3.8.5.3), 23 or 25 hours long where clocks change. Without it the length is exact.
   */
  readonly durationDays?: number;
  readonly location: string;
  readonly description: string;
  readonly url: string;
  readonly conference: readonly Conference[];
  readonly organizer: DraftPerson | undefined;
  /** RFC 5545 3.2.18 SENT-BY of the organizer, where it is said: who acts for them; a lower-case address. */
  readonly sentBy?: string;
  readonly attendees: readonly ObjectAttendee[];
  readonly status: EventStatus;
  readonly transparent: boolean;
  readonly visibility: EventVisibility;
  readonly categories: readonly string[];
  /** X-WEBMEETING:TRUE. */
  readonly webMeetingWanted: boolean;
  /** X-WEBMEETING-HIDE-INVITEES:TRUE: those invited do not see each other. */
  readonly hideInvitees: boolean;
  /** X-WEBMEETING-ID, '' when absent. */
  readonly webMeetingId: string;
}

/** All VEVENTs of one UID: what one CalDAV resource, or one mail, holds (RFC 4791 4.1). */
export interface CalendarObject {
  readonly uid: string;
  /** METHOD of a mailed object; stored ones have none. */
  readonly method: string | undefined;
  /** undefined when the object holds overrides alone: its reader is invited to those dates only. */
  readonly main: ObjectEvent | undefined;
  /** As written, without `RRULE:`; '' when none. */
  readonly rrule: string;
  /** Like recurrenceId; an RDATE that is a PERIOD gives its start. */
  readonly rdates: readonly string[];
  readonly exdates: readonly string[];
  /** In the order of the object, each with its recurrenceId. */
  readonly overrides: readonly ObjectEvent[];
}
