import type { Language } from '../base/languages.ts';
import type { AttendeeAnswer } from '../protocols/icalendar/event-draft.ts';

/**
 * `invitation`: first told. `update`: something changed. `cancellation`: the event is gone. `removal`: it goes on without this
 * person. `organizer`, `organizerUpdate`: the organizer's own copy, an ordinary mail with the start link.
 */
export type InvitationKind = 'invitation' | 'update' | 'cancellation' | 'removal' | 'organizer' | 'organizerUpdate';

/** What a changed event changed. */
export type MailedChange = 'title' | 'time' | 'location' | 'description' | 'meeting';

export interface MailPerson {
  readonly name: string;
  readonly address: string;
}

interface MailedAttendee extends MailPerson {
  readonly role: 'attendee' | 'optional' | 'moderator';
  readonly answer: AttendeeAnswer;
}

export interface MailedMeeting {
  readonly id: string;
  readonly pin: string;
  /** The invitee's own `/j/` link; for the organizer the start link. */
  readonly link: string;
  /** `/m/ID`: with the PIN it lets anyone in. */
  readonly doorUrl: string;
  readonly phoneNumbers: ReadonlyArray<{ readonly country: string; readonly number: string }>;
  /** `sip:conference*ID@DOMAIN` */
  readonly sipUri?: string;
}

/** Everything that one mail says. Plain data: it goes to a worker as it is. */
export interface InvitationMail {
  readonly kind: InvitationKind;
  readonly uid: string;
  readonly sequence: number;
  /** DTSTAMP and Date. */
  readonly stampMs: number;
  readonly title: string;
  /** For whole days the first and the last date; else the moments in `startMs` and `endMs` count. */
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly startMs: number;
  readonly endMs: number;
  readonly location: string;
  readonly description: string;
  readonly organizer: MailPerson & { readonly timeZone: string };
  readonly recipient: MailPerson & { readonly timeZone: string };
  readonly attendees: readonly MailedAttendee[];
  readonly meeting?: MailedMeeting;
  readonly changed: readonly MailedChange[];
  /** The reader's language first. */
  readonly languages: readonly Language[];
  /** The server's own address: From, ORGANIZER and envelope. */
  readonly from: string;
}

/** A finished mail. */
export interface ComposedMail {
  /** With its angle brackets; the same for the same person, event and sequence, whenever it is composed. */
  readonly messageId: string;
  readonly recipient: string;
  readonly envelopeFrom: string;
  readonly subject: string;
  readonly mime: Buffer;
}
