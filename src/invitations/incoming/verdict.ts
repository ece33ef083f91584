import type { IncomingVerdict } from '../../mail/inbox/incoming-mail.ts';

/** Why a mail has its state: codes that the console explains. */
export type HandledReason =
  | 'answer'
  | 'unchanged'
  | 'proposal'
  | 'delegation'
  /** Kept for the organizer to confirm; nothing changed. */
  | 'unverified'
  | 'refresh'
  | 'words'
  | 'not-reached';
export type IgnoredReason =
  /** It went through here before. */
  | 'loop'
  /** Out of office and the like. */
  | 'automatic'
  /** A newer answer is known, or the event is at another time now. */
  | 'outdated'
  | 'over'
  | 'cancelled'
  /** An answer that says neither yes nor no. */
  | 'no-answer'
  /** A delivery report of something other than a failure. */
  | 'report'
  /** An invitation of our own that came back. */
  | 'own-event'
  /** A program asks for the same invitation again and again. */
  | 'too-often';
export type SetAsideReason =
  | 'unreadable'
  | 'unknown-event'
  | 'not-invited'
  | 'unknown-date'
  /** Somebody who could not be made sure of asks for an invitation again. */
  | 'not-verified'
  /** Mail changes, cancels or adds nothing in the events of this server. */
  | 'method-not-taken'
  | 'delegate-refused'
  /** Outlook's own format, which only Outlook reads. */
  | 'tnef'
  /** Which event it is about, or who comes instead, cannot be said. */
  | 'unclear'
  /** Words that came when it was over. */
  | 'over'
  /** More words in a day than a person writes. */
  | 'too-often'
  /** It came to an address that nobody reads. */
  | 'nobody'
  /** A report of a mail that was not sent from here. */
  | 'unknown-mail'
  /** A report that whoever wrote it cannot know of. */
  | 'forged-report';

const about = (uid: string | undefined): Pick<IncomingVerdict, 'about'> => (uid === undefined ? {} : { about: uid });

export const handled = (reason: HandledReason, uid?: string): IncomingVerdict => ({
  state: 'handled',
  reason,
  ...about(uid),
});
export const ignored = (reason: IgnoredReason, uid?: string): IncomingVerdict => ({
  state: 'ignored',
  reason,
  ...about(uid),
});
export const setAside = (reason: SetAsideReason, uid?: string): IncomingVerdict => ({
  state: 'set-aside',
  reason,
  ...about(uid),
});

const RANKS: Record<IncomingVerdict['state'], number> = { handled: 0, 'set-aside': 1, ignored: 2 };

/** What became of a mail that says several things: what was done counts before what was not. */
export const verdictOf = (verdicts: readonly IncomingVerdict[]): IncomingVerdict =>
  verdicts.toSorted((one, other) => RANKS[one.state] - RANKS[other.state])[0] ?? setAside('unclear');
