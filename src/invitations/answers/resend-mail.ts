import type { Account } from '../../accounts/account.ts';
import { DomainError } from '../../base/errors.ts';
import type { EventId } from '../../base/ids.ts';
import type { EventAccess } from '../../calendar/event-access.ts';
import type { Outbox } from '../../mail/outbox.ts';
import type { SentMailStore } from '../../mail/sent-mail-store.ts';

/** The organizer sends the last mail to somebody again. Refuses with `conflict` one whose content is kept no more. */
export type ResendMail = (account: Account, id: EventId, mailId: string) => Promise<void>;

export const createResendMail =
  ({
    access,
    sentMails,
    outbox,
  }: {
    readonly access: EventAccess;
    readonly sentMails: SentMailStore;
    readonly outbox: Outbox;
  }): ResendMail =>
  async (account, id, mailId) => {
    const { event } = await access.toChange(account, id);
    const isTheirs = (await sentMails.listOfKey(event.uid)).some((mail) => mail.id === mailId);
    if (!isTheirs) throw new DomainError('not-found');
    await outbox.retry(mailId);
  };
