import type { Account } from '../accounts/account.ts';
import type { Clock } from '../base/clock.ts';
import type { Transaction } from '../platform/database.ts';
import type { EventStore } from './event-store.ts';
import type { EventWriter } from './event-writer.ts';

/** Gives a new account the coming events to which its address was invited before it existed. */
export type AdoptInvitations = (transaction: Transaction, account: Account) => Promise<void>;

export const createAdoptInvitations =
  ({
    events,
    writer,
    clock,
  }: {
    readonly events: EventStore;
    readonly writer: EventWriter;
    readonly clock: Clock;
  }): AdoptInvitations =>
  async (transaction, account) => {
    for (const event of await events.listInviting(account.email, clock.nowMs(), transaction)) {
      if (event.organizerId !== account.id) await writer.copyTo(transaction, account, event);
    }
  };
