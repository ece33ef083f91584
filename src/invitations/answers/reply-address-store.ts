import type { AccountId } from '../../base/ids.ts';
import type { Connection, Database, Transaction } from '../../platform/database.ts';

interface ReplyAddressRow {
  token_hash: string;
  organizer_id: AccountId;
  address: string;
}

interface AnswerLinkRow {
  token_hash: string;
  uid: string;
  address: string;
}

/** By which address answers to an organizer come in. */
export interface ReplyAddress {
  readonly tokenHash: string;
  readonly organizerId: AccountId;
  /** The invitee's, lower case. */
  readonly address: string;
}

export interface AnswerLink {
  readonly tokenHash: string;
  readonly uid: string;
  readonly address: string;
}

/** The hashes of what invitees were given to answer with. */
export interface ReplyAddressStore {
  keep(transaction: Transaction, addresses: readonly ReplyAddress[], links: readonly AnswerLink[]): Promise<void>;
  findAddress(tokenHash: string, connection?: Connection): Promise<ReplyAddress | undefined>;
  findLink(tokenHash: string, connection?: Connection): Promise<AnswerLink | undefined>;
}

const ROWS_PER_INSERT = 100;

export const createReplyAddressStore = (database: Database): ReplyAddressStore => {
  const addressesIn = (connection: Connection = database) => connection<ReplyAddressRow>('reply_addresses');
  const linksIn = (connection: Connection = database) => connection<AnswerLinkRow>('answer_links');
  return {
    async keep(transaction, addresses, links) {
      for (let start = 0; start < addresses.length; start += ROWS_PER_INSERT) {
        const rows = addresses.slice(start, start + ROWS_PER_INSERT);
        await addressesIn(transaction)
          .insert(
            rows.map(({ tokenHash, organizerId, address }) => ({
              token_hash: tokenHash,
              organizer_id: organizerId,
              address,
            })),
          )
          .onConflict()
          .ignore();
      }
      for (let start = 0; start < links.length; start += ROWS_PER_INSERT) {
        const rows = links.slice(start, start + ROWS_PER_INSERT);
        await linksIn(transaction)
          .insert(rows.map(({ tokenHash, uid, address }) => ({ token_hash: tokenHash, uid, address })))
          .onConflict()
          .ignore();
      }
    },
    async findAddress(tokenHash, connection) {
      const row = await addressesIn(connection).where({ token_hash: tokenHash }).first();
      return row && { tokenHash, organizerId: row.organizer_id, address: row.address };
    },
    async findLink(tokenHash, connection) {
      const row = await linksIn(connection).where({ token_hash: tokenHash }).first();
      return row && { tokenHash, uid: row.uid, address: row.address };
    },
  };
};
