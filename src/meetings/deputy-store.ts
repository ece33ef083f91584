import type { MeetingId } from '../base/ids.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { Deputy } from './deputy.ts';

interface DeputyRow {
  meeting_id: MeetingId;
  recurrence_id: string;
  address: string;
  named_ms: number;
}

export interface DeputyStore {
  /** One for each date, and one for all dates, at the most. */
  listOf(meetingIds: readonly MeetingId[], connection?: Connection): Promise<Deputy[]>;
  /** Names somebody, in the place of whoever was named for the same before. */
  put(transaction: Transaction, deputy: Deputy): Promise<void>;
  remove(transaction: Transaction, meetingId: MeetingId, recurrenceId: string): Promise<void>;
}

/** SQLite takes a limited number of values in one statement. */
const VALUES_PER_QUERY = 500;

const fromRow = (row: DeputyRow): Deputy => ({
  meetingId: row.meeting_id,
  recurrenceId: row.recurrence_id,
  address: row.address,
  namedMs: Number(row.named_ms),
});

export const createDeputyStore = (database: Database): DeputyStore => {
  const deputies = (connection: Connection) => connection<DeputyRow>('meeting_deputies');
  return {
    async listOf(meetingIds, connection = database) {
      const found: Deputy[] = [];
      for (let start = 0; start < meetingIds.length; start += VALUES_PER_QUERY) {
        const rows = await deputies(connection).whereIn(
          'meeting_id',
          meetingIds.slice(start, start + VALUES_PER_QUERY),
        );
        found.push(...rows.map(fromRow));
      }
      return found;
    },
    async put(transaction, { meetingId, recurrenceId, address, namedMs }) {
      await deputies(transaction)
        .insert({ meeting_id: meetingId, recurrence_id: recurrenceId, address, named_ms: namedMs })
        .onConflict(['meeting_id', 'recurrence_id'])
        .merge();
    },
    async remove(transaction, meetingId, recurrenceId) {
      await deputies(transaction).where({ meeting_id: meetingId, recurrence_id: recurrenceId }).delete();
    },
  };
};
