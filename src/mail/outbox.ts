import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { randomToken } from '../base/ids.ts';
import { isMailbox } from '../base/text.ts';
import type { Transaction } from '../platform/database.ts';
import type { BounceAddressOf } from './bounce-address.ts';
import type { OutgoingMail, StoredState } from './outbox-mail.ts';
import type { OutboxStore } from './outbox-store.ts';

export interface Outbox {
  /** Kept with the change that it tells of, or not at all: it is written in the caller's transaction. */
  enqueue(transaction: Transaction, mail: OutgoingMail): Promise<void>;
  /** After the commit, so that the mails leave at once. */
  committed(): void;
  /** Tries one now that has not left. `conflict` when it has meanwhile, or while it is being sent. */
  retry(id: string): Promise<void>;
  /**
   * Sends a mail again, whatever became of it: the same message under the same Message-ID, which a receiver that has it recognises.
   * `conflict` when its content is kept no more (the field `content` says so), or while it is being sent.
   */
  resend(id: string): Promise<void>;
}

/** `wake` tells the job that sends that there may be work. `bounceAddressOf` only where mail can come in. */
export const createOutbox = ({
  store,
  clock,
  wake,
  bounceAddressOf,
}: {
  readonly store: OutboxStore;
  readonly clock: Clock;
  readonly wake: () => void;
  readonly bounceAddressOf?: BounceAddressOf;
}): Outbox => {
  const waitAgain = async (id: string, states: readonly StoredState[]): Promise<void> => {
    if (await store.wait(id, clock.nowMs(), states)) {
      wake();
      return;
    }
    const mail = await store.find(id);
    if (mail === undefined) throw new DomainError('not-found');
    if (await store.hasContent(id)) throw new DomainError('conflict');
    throw new DomainError('conflict', {
      fields: [{ path: 'content', code: 'emptied', message: 'The content of this mail is kept no more.' }],
    });
  };
  return {
    async enqueue(transaction, mail) {
      if (!isMailbox(mail.recipient) || !isMailbox(mail.envelopeFrom))
        throw new Error('Only plain mailboxes are mailed to');
      const bounce = bounceAddressOf?.(mail.messageId);
      // An address that is long already leaves no room for a tag.
      const fits = bounce !== undefined && isMailbox(bounce.address);
      await store.insert(transaction, randomToken(), mail, clock.nowMs(), fits ? bounce : undefined);
    },
    committed: wake,
    retry: (id) => waitAgain(id, ['waiting', 'failed', 'kept']),
    resend: (id) => waitAgain(id, ['waiting', 'failed', 'kept', 'sent']),
  };
};
