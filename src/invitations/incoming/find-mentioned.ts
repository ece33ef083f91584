import type { IncomingMail } from '../../mail/inbox/incoming-mail.ts';
import type { ReplyAddress } from '../answers/reply-address-store.ts';
import type { IncomingParts } from './incoming-parts.ts';
import { findKnownEvents, holdersOf, type KnownEvent } from './known-event.ts';

const eventOf = async (found: readonly KnownEvent[], holder: ReplyAddress): Promise<KnownEvent | undefined> => {
  for (const known of found) if ((await holdersOf(known, [holder])).length > 0) return known;
  return undefined;
};

/**
 * The event that a person's mail is about: that of the mail of ours which it answers, else the only one to come to which this
 * organizer invites them.
 */
export const findMentioned = async (
  { stores }: IncomingParts,
  mail: IncomingMail,
  holder: ReplyAddress,
): Promise<KnownEvent | undefined> => {
  for (const { uid, recipient } of await stores.sentMails.findByMessageIds(mail.answersTo)) {
    if (recipient.toLowerCase() !== holder.address) continue;
    const known = await eventOf(await findKnownEvents(uid, stores), holder);
    if (known) return known;
  }
  const inviting = await stores.events.listInviting(holder.address, mail.receivedMs);
  const uids = new Set(inviting.filter(({ organizerId }) => organizerId === holder.organizerId).map(({ uid }) => uid));
  const [uid, second] = uids;
  if (uid === undefined || second !== undefined) return undefined;
  return eventOf(await findKnownEvents(uid, stores), holder);
};
