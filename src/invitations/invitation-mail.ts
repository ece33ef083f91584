import type { AttendeeAnswer } from '../protocols/icalendar/event-draft.ts';
import type { EventSpan } from './describe-time.ts';
import type { MailLanguage } from './mail-texts.ts';

/**
 * `invitation`: first told. `update`: something changed. `cancellation`: the event is gone. `removal`: it goes on without this
 * person. `organizer`, `organizerUpdate`: the organizer's own copy, an ordinary mail with the start link.
 */
export type InvitationKind = 'invitation' | 'update' | 'cancellation' | 'removal' | 'organizer' | 'organizerUpdate';

/** What a changed event changed. */
export type MailedChange = 'title' | 'time' | 'repetition' | 'location' | 'description' | 'meeting' | 'organizer';

export interface MailPerson {
  readonly name: string;
  readonly address: string;
}

export interface MailedAttendee extends MailPerson {
  readonly role: 'attendee' | 'optional' | 'moderator';
  readonly answer: AttendeeAnswer;
}

export interface MailedMeeting {
  readonly id: string;
  readonly pin: string;
  /** What the reader alone types on the telephone instead of the PIN: it tells who they are. Absent where they have none, or no telephone leads here. */
  readonly phonePin?: string;
  /** The invitee's own `/j/` link; for the organizer the start link. */
  readonly link: string;
  /** `/m/ID`: with the PIN it lets anyone in. */
  readonly doorUrl: string;
  readonly phoneNumbers: ReadonlyArray<{ readonly country: string; readonly number: string }>;
  /** For the organizer: a page of ours where somebody else is asked to run it. */
  readonly handOverUrl?: string;
  /** `sip:conference*ID@DOMAIN` */
  readonly sipUri?: string;
}

/** One date of a series, as its VEVENT says it. */
export interface MailedDate extends EventSpan {
  readonly recurrenceId: string;
  readonly title: string;
  readonly timeZone: string;
  readonly location: string;
  readonly description: string;
  readonly attendees: readonly MailedAttendee[];
}

/**
 * What a mail about something that repeats carries: the whole series with the dates that differ from it; or single dates and
 * nothing of the series they are of.
 */
export type MailedRecurrence =
  | {
      readonly carries: 'series';
      readonly timeZone: string;
      readonly rule: string;
      readonly extraDates: readonly string[];
      readonly excludedDates: readonly string[];
      readonly dates: readonly MailedDate[];
    }
  | {
      readonly carries: 'dates';
      /** That of the series' start, and of each RECURRENCE-ID (RFC 5545 3.8.4.4). */
      readonly timeZone: string;
      readonly dates: readonly MailedDate[];
      /** False when the reader knows of these dates alone. */
      readonly ofKnownSeries: boolean;
    };

/** What became of one date: `now` is absent when it is no more. */
export interface DateNews {
  readonly was: EventSpan;
  readonly now?: EventSpan;
  /** `restored`: it was cancelled before. `removed`: it takes place without the reader. */
  readonly kind: 'changed' | 'restored' | 'cancelled' | 'removed';
  readonly changed: readonly MailedChange[];
}

/** Everything that one mail says. Plain data: it goes to a worker as it is. */
export interface InvitationMail extends EventSpan {
  readonly kind: InvitationKind;
  readonly uid: string;
  readonly sequence: number;
  /** DTSTAMP and Date. */
  readonly stampMs: number;
  readonly title: string;
  readonly location: string;
  readonly description: string;
  readonly organizer: MailPerson & { readonly timeZone: string };
  readonly recipient: MailPerson & { readonly timeZone: string };
  readonly attendees: readonly MailedAttendee[];
  readonly meeting?: MailedMeeting;
  readonly changed: readonly MailedChange[];
  /** Absent for single events. Start and end are then those of the first date, of the series or of `dates`. */
  readonly recurrence?: MailedRecurrence;
  readonly news?: readonly DateNews[];
  /** The reader's language first. */
  readonly languages: readonly MailLanguage[];
  /** Those invited do not see each other. */
  readonly hideInvitees?: true;
  /** When it was, in a mail that moves a single event or a whole series. */
  readonly was?: EventSpan;
  /** The page on which this reader answers; `?answer=ACCEPTED`, `TENTATIVE`, `DECLINED` fill it in. Absent where nothing is to answer. */
  readonly answerUrl?: string;
  /** True when the mail's own buttons do not reach the server: then the links come first. */
  readonly answersByLinkAlone?: boolean;
  /** From and ORGANIZER: an address of the server under which this reader's answers come in, or the organizer's own. */
  readonly from: string;
}

/** A finished mail. */
export interface ComposedMail {
  /** With its angle brackets; the same for the same person, event, dates and sequence, whenever it is composed. */
  readonly messageId: string;
  readonly recipient: string;
  readonly envelopeFrom: string;
  readonly subject: string;
  readonly mime: Buffer;
}
