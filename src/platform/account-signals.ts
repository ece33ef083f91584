import type { AccountId, EventId } from '../base/ids.ts';
import type { Transaction } from './database.ts';

export interface SignalListener {
  /** The sign-in that the page is open by; undefined: by something else. */
  readonly signInId?: string | undefined;
  changed(eventIds: readonly EventId[]): void;
  /** The server is stopping. */
  close(): void;
}

/** Tells the open pages of an account that something of theirs has changed. Nothing is kept: who is not there does not hear it. */
export interface AccountSignals {
  /** Once the transaction is kept; nothing when it is not. */
  tellAfter(transaction: Transaction, accountId: AccountId, eventId: EventId): void;
  /** Answers the function that ends it; undefined when too many pages of this account listen. */
  listen(accountId: AccountId, listener: SignalListener): (() => void) | undefined;
  /** Ends the streams of an account; its pages ask anew, and are refused when it is signed out. */
  closeOf(accountId: AccountId): void;
  /** Ends the streams of one sign-in. */
  closeSignIn(accountId: AccountId, signInId: string): void;
  close(): void;
}

const PAGES_AT_MOST = 20;

export const createAccountSignals = (): AccountSignals => {
  const listening = new Map<AccountId, Set<SignalListener>>();
  return {
    tellAfter(transaction, accountId, eventId) {
      transaction.executionPromise.then(
        () => {
          for (const listener of [...(listening.get(accountId) ?? [])]) listener.changed([eventId]);
        },
        () => {},
      );
    },
    listen(accountId, listener) {
      const pages = listening.get(accountId) ?? new Set();
      if (pages.size >= PAGES_AT_MOST) return undefined;
      listening.set(accountId, pages.add(listener));
      return () => {
        pages.delete(listener);
        if (pages.size === 0 && listening.get(accountId) === pages) listening.delete(accountId);
      };
    },
    closeOf(accountId) {
      for (const listener of [...(listening.get(accountId) ?? [])]) listener.close();
      listening.delete(accountId);
    },
    closeSignIn(accountId, signInId) {
      for (const listener of [...(listening.get(accountId) ?? [])])
        if (listener.signInId === signInId) listener.close();
    },
    close() {
      for (const pages of [...listening.values()]) for (const listener of [...pages]) listener.close();
      listening.clear();
    },
  };
};
