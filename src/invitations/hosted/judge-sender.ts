import type { IncomingMail, IncomingVerdict } from '../../mail/inbox/incoming-mail.ts';
import { tagOf } from '../../mail/plus-address.ts';
import type { ItipObject, ItipPerson } from '../../protocols/itip/itip-object.ts';
import { type HostedReason, hostedVerdict } from './hosted-verdict.ts';

/** Who organizes the event of a mail that they, or somebody for them, really sent. */
export type JudgedSender =
  | { readonly ok: true; readonly organizer: Pick<ItipPerson, 'name' | 'address'> }
  | { readonly ok: false; readonly verdict: IncomingVerdict };

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Who wrote it is who organizes it, or writes for them (RFC 6047 2.2.3), which somebody of another house does not. */
const speaksFor = (from: string, { address, sentBy }: ItipPerson): boolean =>
  from === address || (from === sentBy && domainOf(from) === domainOf(address));

/**
 * Nobody is answered whose mail is not proved to be theirs: it would go to whom it names (security.md S10). Nor is the server itself,
 * or a mail that has been here before. That a program wrote the mail says nothing: Google's and Nextcloud's mark what their people
 * send as written by one.
 */
export const judgeSender = (mail: IncomingMail, { uid, events }: ItipObject, meetingAddress: string): JudgedSender => {
  const refuse = (state: IncomingVerdict['state'], reason: HostedReason): JudgedSender => ({
    ok: false,
    verdict: hostedVerdict(state, reason, uid),
  });
  // Without a sender: a report, or what must not be answered (RFC 3834 2).
  if (mail.looped || mail.envelopeFrom === '') return refuse('ignored', 'loop');
  const [first] = events;
  const organizer = first?.organizer;
  if (organizer === undefined || organizer.address === '') return refuse('ignored', 'no-organizer');
  if (events.some((event) => event.organizer !== undefined && event.organizer.address !== organizer.address))
    return refuse('set-aside', 'several-organizers');
  if (tagOf(meetingAddress, organizer.address) !== undefined) return refuse('ignored', 'loop');
  if (!mail.authentic || mail.from === undefined) return refuse('set-aside', 'not-authentic');
  if (!speaksFor(mail.from.address, organizer)) return refuse('set-aside', 'not-the-organizer');
  return { ok: true, organizer: { address: organizer.address, name: organizer.name } };
};
