import type { AccountId, MeetingId } from '../base/ids.ts';
import type { EventSpan } from './describe-time.ts';
import type { MailPerson } from './invitation-mail.ts';

/** What a mail said, as far as a later one must know: to see what changed, and to cancel when the event itself is gone. */
export interface ToldFacts extends EventSpan {
  readonly title: string;
  readonly location: string;
  readonly description: string;
  readonly organizer: MailPerson & { readonly timeZone: string };
  readonly recipient: MailPerson & { readonly timeZone: string };
  /** Absent for the organizer's own copy. */
  readonly invitee?: true;
  readonly meetingId?: MeetingId;
  /** SHA-256 of the link and the PIN that were mailed: tells whether they changed, and opens nothing. */
  readonly keyHash?: string;
}

/** One person who was told of one event. */
export interface ToldInvitation {
  readonly uid: string;
  /** Lower case. */
  readonly address: string;
  readonly organizerId: AccountId;
  readonly sequence: number;
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
