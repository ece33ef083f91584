import type { Account } from '../accounts/account.ts';
import type { Document } from './document.ts';

/** Who asks: an account, or whoever holds the link of a share. */
export interface DocumentReader {
  readonly account?: Account | undefined;
  readonly shareToken?: string | undefined;
}

/** Which sessions an account took part in: known to the meetings, joined in app. */
export interface WasThere {
  wasThere(account: Account, sessionId: string): Promise<boolean>;
  sessionsOf(account: Account): Promise<readonly string[]>;
}

export interface DocumentAccess {
  /**
   * The document when the reader may read it: its owner (also in the bin), a person it is shared with, one who was there, the holder of
   * a link. What is shared covers what is in it. Undefined for anything else, alike for unknown and for forbidden.
   */
  mayRead(reader: DocumentReader, id: string): Promise<Document | undefined>;
}
