import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { randomToken } from '../base/ids.ts';
import { isMailbox } from '../base/text.ts';
import type { Transaction } from '../platform/database.ts';
import type { OutgoingMail } from './outbox-mail.ts';
import type { OutboxStore } from './outbox-store.ts';

export interface Outbox {
  /** Kept with the change that it tells of, or not at all: it is written in the caller's transaction. */
  enqueue(transaction: Transaction, mail: OutgoingMail): Promise<void>;
  /** After the commit, so that the mails leave at once. */
  committed(): void;
  /** Tries a mail again that failed, that was kept as a file, or that waits for a later attempt. */
  retry(id: string): Promise<void>;
}

/** `wake` tells the job that sends that there may be work. */
export const createOutbox = ({
  store,
  clock,
  wake,
}: {
  readonly store: OutboxStore;
  readonly clock: Clock;
  readonly wake: () => void;
}): Outbox => ({
  async enqueue(transaction, mail) {
    if (!isMailbox(mail.recipient) || !isMailbox(mail.envelopeFrom))
      throw new Error('Only plain mailboxes are mailed to');
    await store.insert(transaction, randomToken(), mail, clock.nowMs());
  },
  committed: wake,
  async retry(id) {
    if (await store.wait(id, clock.nowMs())) {
      wake();
      return;
    }
    throw new DomainError((await store.find(id)) === undefined ? 'not-found' : 'conflict');
  },
});
