import type { CalendarId } from '../../base/ids.ts';
import type { FeedDetail } from '../../contract/http/calendar.ts';
import type { Connection, Database, Transaction } from '../../platform/database.ts';

/** A secret address of a calendar. */
export interface Feed {
  readonly calendarId: CalendarId;
  readonly detail: FeedDetail;
  /** Raised with each new address, which ends the one before. */
  readonly generation: number;
}

interface FeedRow {
  calendar_id: CalendarId;
  detail: FeedDetail;
  generation: number;
  token_hash: string;
  created_ms: number;
  revoked_ms: number | null;
}

export interface FeedStore {
  /** The last generation that there was; 0 for none. */
  lastGeneration(transaction: Transaction, calendarId: CalendarId, detail: FeedDetail): Promise<number>;
  put(transaction: Transaction, feed: Feed & { readonly tokenHash: string; readonly createdMs: number }): Promise<void>;
  /** Answers whether there was one. */
  revoke(calendarId: CalendarId, detail: FeedDetail, nowMs: number): Promise<boolean>;
  /** Those that open something. */
  findByHash(tokenHash: string): Promise<Feed | undefined>;
  listOf(calendarIds: readonly CalendarId[], connection?: Connection): Promise<Feed[]>;
}

const fromRow = ({ calendar_id, detail, generation }: FeedRow): Feed => ({
  calendarId: calendar_id,
  detail,
  generation,
});

export const createFeedStore = (database: Database): FeedStore => {
  const feeds = (connection: Connection) => connection<FeedRow>('calendar_feeds');
  return {
    async lastGeneration(transaction, calendarId, detail) {
      const row = await feeds(transaction).where({ calendar_id: calendarId, detail }).first('generation');
      return row?.generation ?? 0;
    },
    async put(transaction, { calendarId, detail, generation, tokenHash, createdMs }) {
      await feeds(transaction)
        .insert({
          calendar_id: calendarId,
          detail,
          generation,
          token_hash: tokenHash,
          created_ms: createdMs,
          revoked_ms: null,
        })
        .onConflict(['calendar_id', 'detail'])
        .merge();
    },
    async revoke(calendarId, detail, nowMs) {
      const changed = await feeds(database)
        .where({ calendar_id: calendarId, detail })
        .whereNull('revoked_ms')
        .update({ revoked_ms: nowMs });
      return changed > 0;
    },
    async findByHash(tokenHash) {
      const row = await feeds(database).where({ token_hash: tokenHash }).whereNull('revoked_ms').first();
      return row && fromRow(row);
    },
    async listOf(calendarIds, connection = database) {
      const rows = await feeds(connection)
        .whereIn('calendar_id', calendarIds)
        .whereNull('revoked_ms')
        .orderBy('detail', 'desc');
      return rows.map(fromRow);
    },
  };
};
