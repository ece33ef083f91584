import type { ArrivedMail } from './incoming-mail.ts';

/** `waiting`: not handled yet. `set-aside`: an administrator should look. */
export type IncomingState = 'waiting' | 'handled' | 'ignored' | 'set-aside';

/** A mail that came in, without its content. */
export interface IncomingEntry extends Omit<ArrivedMail, 'mime'> {
  readonly id: string;
  readonly state: IncomingState;
  /** A code; '' while it waits for the first time. */
  readonly reason: string;
  /** As the mail itself says, once it was read. */
  readonly sender: string;
  readonly subject: string;
  /** UID of the event that it concerned, when known. */
  readonly about: string;
  readonly attempts: number;
  readonly receivedMs: number;
  readonly dueMs: number;
  readonly handledMs: number | undefined;
}

/** A mail whose turn it is. */
export interface WaitingMail extends IncomingEntry {
  readonly mime: Buffer;
}

/** What a mail turned out to be. */
export interface Settlement {
  readonly state: Exclude<IncomingState, 'waiting'>;
  readonly reason: string;
  readonly about?: string;
  readonly sender?: string;
  readonly subject?: string;
}
