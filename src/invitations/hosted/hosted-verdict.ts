import type { IncomingVerdict } from '../../mail/inbox/incoming-mail.ts';
import type { RefusedHosting } from './answer-host.ts';

/** Why a mail to the meeting address has its state: codes that the console explains. */
export type HostedReason =
  | 'meeting-made'
  | 'meeting-changed'
  | 'meeting-cancelled'
  /** Declined, and its organizer is told why, once a day; set aside when the mail says too little to be answered. */
  | `refused-${RefusedHosting}`
  /** The server's own mail, one that was here before, or one without a sender. */
  | 'loop'
  | 'no-organizer'
  | 'several-organizers'
  /** Not proved to come from whom it names (DMARC). */
  | 'not-authentic'
  /** From somebody who does not organize the event. */
  | 'not-the-organizer'
  /** The event of an account, which is here already. */
  | 'known-here'
  /** The meeting address is none of its attendees. */
  | 'not-asked'
  | 'older-version'
  /** Known already. */
  | 'unchanged'
  /** A cancellation of what is not here. */
  | 'unknown-event'
  | 'unreadable';

export const hostedVerdict = (state: IncomingVerdict['state'], reason: HostedReason, uid: string): IncomingVerdict => ({
  state,
  reason,
  about: uid,
});
