import { emailKey } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import type { EventId } from '../base/ids.ts';
import type { EventFacts } from '../calendar/event-facts.ts';
import type { ReadEventFacts } from '../calendar/read-event-facts.ts';
import type { InvitationSituation } from './invitation-situation.ts';
import type { InvitationStore } from './invitation-store.ts';
import { invitedAddresses } from './invited-to.ts';
import type { IdentifyInvitees } from './invitee-identity.ts';
import type { MailLanguage } from './mail-texts.ts';
import type { ReadMeetingAccess } from './read-meeting-access.ts';
import type { InvitationNotice } from './told-invitation.ts';

/** How this installation mails. */
export interface MailIdentity {
  /** The server's own address, `MAIL_FROM`. */
  readonly from: string;
  /** `MAIL_LANGUAGES`, in order. */
  readonly languages: readonly MailLanguage[];
}

/** Everything that decides who must be told what about the event of a notice, as it is now. */
export type ReadSituation = (
  notice: InvitationNotice,
  /** What the event would be; absent: what is stored. */
  imagined?: EventFacts,
) => Promise<InvitationSituation>;

export const createReadSituation =
  ({
    store,
    readEventFacts,
    readMeetingAccess,
    accounts,
    clock,
    identify,
    mail,
  }: {
    readonly store: InvitationStore;
    readonly readEventFacts: ReadEventFacts;
    readonly readMeetingAccess: ReadMeetingAccess;
    readonly accounts: AccountStore;
    readonly clock: Clock;
    readonly identify: IdentifyInvitees;
    readonly mail: MailIdentity;
  }): ReadSituation =>
  async ({ uid, objectId, organizerId }, imagined) => {
    const event = imagined ?? (await readEventFacts(objectId as EventId));
    const told = await store.listTold(uid);
    const organizer = await accounts.findById(organizerId);
    const addresses = new Set(told.map(({ address }) => address));
    if (event !== undefined) for (const address of invitedAddresses(event)) addresses.add(address);
    const known = await accounts.findByEmails([...addresses]);
    return {
      uid,
      event,
      organizerId,
      organizer: organizer && { ...organizer, address: organizer.email },
      told,
      accounts: new Map(known.map((account) => [emailKey(account.email), account])),
      meeting: event?.meetingId === undefined ? undefined : await readMeetingAccess(event.meetingId),
      nowMs: clock.nowMs(),
      identityFor: await identify(uid, organizerId),
      ...mail,
    };
  };
