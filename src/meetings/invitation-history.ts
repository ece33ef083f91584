import type { MeetingId } from '../base/ids.ts';
import type { ScheduledMeeting } from './meeting-schedule.ts';

/** When something is, or was. */
export interface NewsSpan {
  readonly startMs: number;
  readonly endMs: number;
  readonly allDay: boolean;
}

/** Whoever asks at a door with a key, live or not. */
export interface DoorHolder {
  readonly meetingId: MeetingId;
  /** Lower case, of a personal link; absent for somebody who knows the PIN. */
  readonly address?: string;
  /** The only date that the link is for; empty for all. */
  readonly recurrenceId: string;
  /** The link was taken away. */
  readonly revoked: boolean;
  /** The meeting is closed for good. */
  readonly cancelled: boolean;
}

/**
 * `removed`: it goes on without them. `off`: the event takes place, without a WebMeeting. `known` is what they were told last: of
 * what is gone, or of what is theirs no more, nothing newer is said.
 */
export interface InvitationNews {
  readonly state: 'open' | 'cancelled' | 'removed' | 'off';
  readonly known?: NewsSpan & { readonly title: string; readonly timeZone: string; readonly organizerName: string };
  /** What they were told before, when the date that is shown is at another time now. */
  readonly movedFrom?: NewsSpan;
  /** A date of the series that would come before the one that is shown, and does not take place. */
  readonly cancelledDate?: NewsSpan;
  /** Whether there is a calendar file for them. */
  readonly corrects: boolean;
}

export interface CorrectedCalendar {
  readonly text: string;
  readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
}

/** What people were told of meetings by mail: answered by the invitations, which meetings do not know. */
export interface InvitationHistory {
  /** `now` is the date that the door shows. Undefined when nobody was told anything. */
  newsFor(holder: DoorHolder, now: ScheduledMeeting | undefined): Promise<InvitationNews | undefined>;
  /** For programs that ignored the mails: what is now, or that it is no more. Undefined when there is nothing to correct. */
  calendarFor(holder: DoorHolder): Promise<CorrectedCalendar | undefined>;
}

/** Where no mails are sent nobody was told anything. */
export const noHistory: InvitationHistory = {
  newsFor: async () => undefined,
  calendarFor: async () => undefined,
};
