/** RFC 5545 3.2.12 PARTSTAT, as far as events know it. */
export const ATTENDEE_ANSWERS = ['NEEDS-ACTION', 'ACCEPTED', 'DECLINED', 'TENTATIVE', 'DELEGATED'] as const;
export type AttendeeAnswer = (typeof ATTENDEE_ANSWERS)[number];

/** RFC 5545 3.8.1.11 STATUS of a VEVENT. */
export type EventStatus = 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';

/**
 * A moment by the clock on the wall (`YYYY-MM-DDTHH:mm:ss`, in an IANA zone; `UTC` is written with a `Z`; `''` is the clock of
 * whoever looks, a floating time of RFC 5545 3.3.5), or a whole day (`YYYY-MM-DD`).
 */
export type EventTime = { readonly local: string; readonly timeZone: string } | { readonly date: string };

/** RFC 7986 5.11 CONFERENCE: one way to take part. */
export interface Conference {
  readonly uri: string;
  readonly label: string;
  /** AUDIO, VIDEO, CHAT, PHONE, SCREEN, MODERATOR. */
  readonly features: readonly string[];
}

export interface DraftPerson {
  readonly name: string;
  readonly address: string;
}

export interface DraftAttendee extends DraftPerson {
  readonly role: 'chair' | 'attendee' | 'optional';
  readonly partstat: AttendeeAnswer;
  readonly rsvp: boolean;
}

/** One VEVENT that we originate, or the properties of one that we change. */
export interface EventDraft {
  readonly uid: string;
  readonly sequence: number;
  /** Written as DTSTAMP and LAST-MODIFIED. */
  readonly dtstampMs: number;
  readonly createdMs?: number;
  readonly summary: string;
  readonly start: EventTime;
  /** For whole days the last one, included (DTEND is the day after). */
  readonly end: EventTime;
  readonly location?: string;
  readonly description?: string;
  readonly url?: string;
  readonly conference?: readonly Conference[];
  readonly organizer: DraftPerson;
  readonly attendees: readonly DraftAttendee[];
  readonly status: EventStatus;
  /** Outlook then offers no other time: nobody would hear of it. */
  readonly takesNoProposals?: boolean;
}
