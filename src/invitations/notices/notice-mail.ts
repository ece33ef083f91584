import type { Needs } from '../../contract/http/answer.ts';
import type { Partstat } from '../../contract/http/event.ts';
import type { Attention, Capacity } from '../../contract/http/overview.ts';
import type { EventSpan } from '../describe-time.ts';
import type { MailedMeeting, MailPerson } from '../invitation-mail.ts';
import type { MailLanguage } from '../mail-texts.ts';

/** An event as a mail about it names it. */
export interface NoticedEvent extends EventSpan {
  readonly uid: string;
  readonly title: string;
  readonly location: string;
  readonly organizer: MailPerson & { readonly timeZone: string };
}

/** What somebody is told of their own account. */
export interface AccountNotice {
  /** It was made; a password may be chosen anew; the password is kept elsewhere; the password was changed. */
  readonly about: 'invited' | 'reset' | 'elsewhere' | 'changed';
  /** A page of ours. */
  readonly url: string;
  /** Until when the page opens. */
  readonly untilMs: number | undefined;
}

/** What a meeting would exceed. */
export interface Shortfall {
  readonly what: Capacity['exceeds'][number]['what'];
  readonly expected: number;
  readonly limit: number;
  /** Of a series: on which dates, the next ones. */
  readonly dates: readonly EventSpan[];
  /** So many dates more. */
  readonly more: number;
}

interface NoticeBase {
  /** Stands for this mail alone and for ever: its Message-ID is made of it. */
  readonly id: string;
  readonly stampMs: number;
  readonly recipient: MailPerson & { readonly timeZone: string };
  /** The reader's language first. */
  readonly languages: readonly MailLanguage[];
  /** The server's own address: From and envelope. */
  readonly from: string;
  /** In whose name it comes, and to whom an answer goes; absent: the server's. */
  readonly sender?: MailPerson;
}

/** One answer in a digest. `span`: one date of a series. */
export interface DigestEntry {
  readonly name: string;
  readonly address: string;
  readonly kind: 'answer' | 'delegation' | 'words' | 'unverified' | 'not-reached';
  readonly answer?: Partstat;
  /** Comment, words, or why a mail did not arrive. */
  readonly text: string;
  readonly needs: Needs;
  readonly delegate: string;
  readonly span?: EventSpan;
}

/** What is left of a session, as far as one reader is told. */
export interface AfterSession {
  readonly people: number;
  readonly lengthMs: number;
  /** `url` is its page, or undefined for who has nothing of one that is not there. */
  readonly recordings: ReadonlyArray<{
    readonly number: number;
    readonly state: 'ready' | 'waiting' | 'failed';
    readonly lengthMs: number | undefined;
    readonly url: string | undefined;
  }>;
  readonly chat: { readonly messages: number; readonly url: string } | undefined;
  /** Only for the organizer. */
  readonly own:
    | {
        readonly attendanceUrl: string | undefined;
        readonly folderUrl: string | undefined;
        /** With those who were invited and did not come last. */
        readonly list: ReadonlyArray<{
          readonly name: string;
          readonly address: string;
          readonly stays: ReadonlyArray<{ readonly fromMs: number; readonly toMs: number }>;
          readonly totalMs: number;
          readonly isOrganizer: boolean;
          /** Of who did not come: what they had answered. */
          readonly absent: Partstat | undefined;
        }>;
      }
    | undefined;
  /** Until when its links open without an account; undefined: they ask to sign in. */
  readonly linksUntilMs: number | undefined;
}

/** What is shared, as far as the person is told with whom it is. */
export interface SharedDocument {
  readonly who: MailPerson;
  readonly document: {
    readonly name: string;
    readonly kind: 'file' | 'folder' | 'recording';
    /** Of a recording: the folder of its session, which has the title and the date; '' when it lies elsewhere. */
    readonly meeting: string;
  };
  /** A page of ours. */
  readonly url: string;
  /** It opens for their account alone; else the link is all that they need. */
  readonly needsAccount: boolean;
  /** Undefined: for as long as it is shared. */
  readonly untilMs: number | undefined;
}

/** Mails beside the invitations, each with what it has to say. */
export type NoticeMail = NoticeBase &
  (
    | {
        /** To the organizer ten minutes before; `meeting.link` is the start link. */
        readonly kind: 'reminder';
        readonly event: NoticedEvent;
        readonly meeting: MailedMeeting;
        /** A page of ours where it is handed over to a colleague. */
        readonly handOverUrl: string;
        readonly counts: Readonly<Record<'accepted' | 'declined' | 'tentative' | 'waiting', number>>;
      }
    /** To who accepted and is not there five minutes after the start. */
    | { readonly kind: 'nudge'; readonly event: NoticedEvent; readonly meeting: MailedMeeting }
    | {
        readonly kind: 'digest';
        readonly events: ReadonlyArray<{
          readonly event: NoticedEvent;
          readonly url: string;
          readonly entries: readonly DigestEntry[];
          readonly counts: Readonly<Record<'accepted' | 'declined' | 'tentative' | 'waiting', number>>;
        }>;
      }
    /** To the organizer: somebody would rather meet at another time. */
    | {
        readonly kind: 'proposal';
        readonly event: NoticedEvent;
        readonly who: MailPerson;
        readonly proposed: EventSpan;
        readonly comment: string;
        /** A page of ours where it is accepted or declined. */
        readonly url: string;
      }
    /** To who proposed it: the time stays (RFC 5546 3.2.8 DECLINECOUNTER, in `calendar`). */
    | {
        readonly kind: 'proposal-declined';
        readonly event: NoticedEvent;
        readonly proposed: EventSpan;
        readonly calendar: string;
      }
    | {
        readonly kind: 'not-reached';
        readonly event: NoticedEvent;
        readonly people: ReadonlyArray<MailPerson & { readonly reason: string }>;
        readonly url: string;
      }
    /** A person's own words with the way into a meeting. */
    | {
        readonly kind: 'join-block';
        readonly words: string;
        readonly title: string;
        readonly meeting: MailedMeeting;
        readonly event?: NoticedEvent;
      }
    /** To who invited the meeting address: here is the meeting. `calendar`: METHOD:REPLY with ACCEPTED. */
    | {
        readonly kind: 'hosted';
        readonly event: NoticedEvent;
        /** `link` is the start link, a key of its own; `doorUrl`, ID and PIN are for passing on. */
        readonly meeting: MailedMeeting;
        readonly change: 'new' | 'updated' | 'cancelled';
        readonly calendar?: string;
      }
    /** To who invited the meeting address and may not. */
    | {
        readonly kind: 'hosted-refused';
        readonly event: NoticedEvent;
        readonly reason: 'domain' | 'right' | 'quota' | 'past' | 'unreadable';
        readonly calendar?: string;
      }
    /** To who runs a meeting in its organizer's place, or does no longer; `meeting.link` is the start link. */
    | {
        readonly kind: 'deputy';
        readonly event: NoticedEvent;
        readonly meeting: MailedMeeting;
        readonly change: 'named' | 'released';
        /** All dates of a series; `event` is the next one. */
        readonly allDates: boolean;
      }
    /** What is left of a session; `event` is when it really was. */
    | ({ readonly kind: 'after-session'; readonly event: NoticedEvent } & AfterSession)
    /** To a person with whom something is shared by name. */
    | ({ readonly kind: 'shared-document' } & SharedDocument)
    /** To the owner of an account, about the account. */
    | ({ readonly kind: 'account' } & AccountNotice)
    /** To the organizer of a meeting for which there may not be room; `event` is its first such date. */
    | {
        readonly kind: 'capacity';
        readonly event: NoticedEvent;
        readonly shortfalls: readonly Shortfall[];
        /** The event in our calendar; undefined: it is kept elsewhere. */
        readonly url: string | undefined;
      }
    /** To administrators: what needs attention, each with its page of the console. */
    | {
        readonly kind: 'attention';
        /** Which server it is. */
        readonly server: string;
        readonly items: ReadonlyArray<{ readonly attention: Attention; readonly url: string }>;
      }
  );

export type NoticeKind = NoticeMail['kind'];
