import type { AccountId, MeetingId } from '../base/ids.ts';
import type { EventSpan } from './describe-time.ts';
import type { MailPerson } from './invitation-mail.ts';

/** One date of a series that differs from it. */
export interface ToldDate extends EventSpan {
  readonly recurrenceId: string;
  readonly title: string;
  readonly timeZone: string;
  readonly location: string;
  readonly description: string;
}

/** What repeats, as one reader sees it. */
export interface ToldSeries {
  /** In which the series keeps its local time. */
  readonly timeZone: string;
  /** RRULE without its name; empty when there are only extra dates. */
  readonly rule: string;
  readonly extraDates: readonly string[];
  /** Also those that take place without this reader. */
  readonly excludedDates: readonly string[];
  /** null: no end. */
  readonly lastEndMs: number | null;
  readonly dates: readonly ToldDate[];
}

/** What a mail said, as far as a later one must know: to see what changed, and to cancel when the event itself is gone. */
export interface ToldFacts extends EventSpan {
  readonly title: string;
  readonly location: string;
  readonly description: string;
  /** The organizer's zone is the one in which the event is thought of. */
  readonly organizer: MailPerson & { readonly timeZone: string };
  readonly recipient: MailPerson & { readonly timeZone: string };
  /** Absent for the organizer's own copy. */
  readonly invitee?: true;
  readonly meetingId?: MeetingId;
  /** SHA-256 of the link and the PIN that were mailed: tells whether they changed, and opens nothing. */
  readonly keyHash?: string;
  readonly series?: ToldSeries;
  /** From and ORGANIZER of the mail: they stay the same for as long as the event is told of. */
  readonly from?: string;
  /** When it was before it was moved last. */
  readonly movedFrom?: EventSpan;
  /** SEQUENCE of the mail that told the present time, and of those that moved single dates since. */
  readonly timeSequence?: number;
  readonly dateSequences?: Readonly<Record<string, number>>;
  /** Of one date of a series, to somebody who is not invited to the others: its zone, and that of the series. */
  readonly date?: { readonly timeZone: string; readonly seriesZone: string };
}

/** One person who was told of one event: of all of it, or of one of its dates alone. */
export interface ToldInvitation {
  readonly uid: string;
  /** `''`: the single event or the series. */
  readonly recurrenceId: string;
  /** Lower case. */
  readonly address: string;
  readonly organizerId: AccountId;
  readonly sequence: number;
  /** `cancelled`: what was told holds no more, or somebody else tells this person now. */
  readonly state: 'told' | 'cancelled';
  readonly facts: ToldFacts;
  readonly toldMs: number;
}

/** A change that people must hear of, waiting for its time. */
export interface InvitationNotice {
  readonly uid: string;
  readonly objectId: string;
  readonly organizerId: AccountId;
  readonly dueMs: number;
  readonly attempts: number;
}
