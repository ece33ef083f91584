import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import type { AttendeeStore } from '../../calendar/attendee-store.ts';
import type { DatesBetween } from '../../calendar/dates-between.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import type { SentMailStore } from '../../mail/sent-mail-store.ts';
import type { UnitOfWork } from '../../platform/database.ts';
import type { DelegateInvitation } from '../answers/delegate-invitation.ts';
import type { EventNotes } from '../answers/event-notes.ts';
import type { NoteNotReached } from '../answers/note-not-reached.ts';
import type { RecordAnswer } from '../answers/record-answer.ts';
import type { ReplyAddresses } from '../answers/reply-addresses.ts';
import type { InvitationStore } from '../invitation-store.ts';
import type { HostedInvitations } from './hosted-invitations.ts';
import type { ItipReader } from './itip-reader.ts';
import type { ResendInvitation } from './resend-invitation.ts';

/** What the handlers of mail that comes in work with. */
export interface IncomingParts {
  readonly stores: {
    readonly accounts: AccountStore;
    readonly attendees: AttendeeStore;
    readonly events: EventStore;
    readonly invitations: InvitationStore;
    readonly sentMails: SentMailStore;
  };
  readonly answers: {
    readonly replyAddresses: ReplyAddresses;
    readonly recordAnswer: RecordAnswer;
    readonly delegateInvitation: DelegateInvitation;
    readonly notes: EventNotes;
    readonly noteNotReached: NoteNotReached;
  };
  readonly datesBetween: Pick<DatesBetween, 'has'>;
  readonly itipReader: ItipReader;
  readonly hosted: HostedInvitations;
  readonly resend: ResendInvitation;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  /** The meeting address, `MAIL_FROM`. */
  readonly mailFrom: string;
}
