import type { AccountId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { EventFacts } from '../calendar/event-facts.ts';
import type { InvitationMail, MailedMeeting, MailPerson } from './invitation-mail.ts';
import type { MailLanguage } from './mail-texts.ts';
import type { ToldInvitation } from './told-invitation.ts';

/** Somebody as far as mails need to know them. */
export interface KnownPerson extends MailPerson {
  readonly language: Language;
  readonly timeZone: string;
}

/** The ways into a meeting, for each who is told. */
export interface MeetingAccess extends Omit<MailedMeeting, 'link' | 'phonePin'> {
  readonly startUrl: string;
  /** The personal links by recurrenceId, `''` for the series, and lower-case address. */
  readonly joinUrls: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** What each of them types on the telephone, in the same order; empty where no telephone leads here. */
  readonly phonePins: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly organizerPhonePin?: string;
}

/** What an invitee's mails bear. */
export interface InviteeIdentity extends Pick<InvitationMail, 'from' | 'answerUrl' | 'answersByLinkAlone'> {}

export interface InvitationSituation {
  readonly uid: string;
  /** As it is stored now; undefined when it is gone. */
  readonly event: EventFacts | undefined;
  readonly organizerId: AccountId;
  /** Undefined when the account is gone: then nobody can be invited, only cancelled. */
  readonly organizer: KnownPerson | undefined;
  readonly told: readonly ToldInvitation[];
  /** Invitees with accounts, by lower-case address. */
  readonly accounts: ReadonlyMap<string, Pick<KnownPerson, 'language' | 'timeZone' | 'name'>>;
  readonly meeting: MeetingAccess | undefined;
  readonly nowMs: number;
  /** The server's own address, from which the organizer's copy comes. */
  readonly from: string;
  /** From whom an invitee's mails come and how they answer; `told` is what stood in their earlier ones. */
  identityFor(organizer: MailPerson, address: string, told: string | undefined): InviteeIdentity;
  /** Those of a mail whose reader's language is not known, in order. */
  readonly languages: readonly MailLanguage[];
}
