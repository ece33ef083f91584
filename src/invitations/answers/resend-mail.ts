import type { Account } from '../../accounts/account.ts';
import { DomainError } from '../../base/errors.ts';
import type { EventId } from '../../base/ids.ts';
import type { EventAccess } from '../../calendar/event-access.ts';
import type { Outbox } from '../../mail/outbox.ts';
import type { SentMailStore } from '../../mail/sent-mail-store.ts';
import type { InvitationStore } from '../invitation-store.ts';

/** The organizer sends the last mail to somebody again. Refuses with `conflict` one whose content is kept no more. */
export type ResendMail = (account: Account, id: EventId, mailId: string) => Promise<void>;

export const createResendMail =
  ({
    access,
    sentMails,
    invitations,
    outbox,
  }: {
    readonly access: EventAccess;
    readonly sentMails: SentMailStore;
    readonly invitations: Pick<InvitationStore, 'listAddressesTold'>;
    readonly outbox: Outbox;
  }): ResendMail =>
  async (account, id, mailId) => {
    const { event } = await access.toChange(account, id);
    const mail = (await sentMails.listOfKey(event.uid)).find((one) => one.id === mailId);
    // Another organizer may have an event of the same UID.
    const told = await invitations.listAddressesTold(event.uid, event.organizerId);
    if (mail === undefined || !told.has(mail.recipient.toLowerCase())) throw new DomainError('not-found');
    await outbox.resend(mailId);
  };
