import type { MeetingId, SessionId } from '../base/ids.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { Session, SessionEndReason } from './meeting.ts';

interface SessionRow {
  id: SessionId;
  meeting_id: MeetingId;
  recurrence_id: string;
  started_ms: number;
  ended_ms: number | null;
  end_reason: SessionEndReason | null;
}

export interface SessionStore {
  /** Does nothing when the meeting has a live session: there is one at most. */
  insertUnlessLive(transaction: Transaction, session: Session): Promise<void>;
  find(id: SessionId, connection?: Connection): Promise<Session | undefined>;
  findLive(meetingId: MeetingId, connection?: Connection): Promise<Session | undefined>;
  listLive(connection?: Connection): Promise<Session[]>;
  /** The meetings among `ids` that have a live session. */
  liveAmong(ids: readonly MeetingId[], connection?: Connection): Promise<Set<MeetingId>>;
  /** The session as it was, or undefined when it was over already or never was. */
  end(id: SessionId, reason: SessionEndReason, nowMs: number, connection?: Connection): Promise<Session | undefined>;
}

const fromRow = (row: SessionRow): Session => ({
  id: row.id,
  meetingId: row.meeting_id,
  recurrenceId: row.recurrence_id,
  startedMs: Number(row.started_ms),
});

/** SQLite takes a limited number of values in one statement. */
const VALUES_PER_QUERY = 500;

export const createSessionStore = (database: Database): SessionStore => {
  const sessions = (connection: Connection) => connection<SessionRow>('sessions');
  return {
    async insertUnlessLive(transaction, session) {
      await sessions(transaction)
        .insert({
          id: session.id,
          meeting_id: session.meetingId,
          recurrence_id: session.recurrenceId,
          started_ms: session.startedMs,
        })
        .onConflict()
        .ignore();
    },
    async find(id, connection = database) {
      const row = await sessions(connection).where({ id }).first();
      return row && fromRow(row);
    },
    async findLive(meetingId, connection = database) {
      const row = await sessions(connection).where({ meeting_id: meetingId }).whereNull('ended_ms').first();
      return row && fromRow(row);
    },
    async listLive(connection = database) {
      const rows = await sessions(connection).whereNull('ended_ms');
      return rows.map(fromRow);
    },
    async liveAmong(ids, connection = database) {
      const live = new Set<MeetingId>();
      for (let start = 0; start < ids.length; start += VALUES_PER_QUERY) {
        const rows = await sessions(connection)
          .whereIn('meeting_id', ids.slice(start, start + VALUES_PER_QUERY))
          .whereNull('ended_ms')
          .select('meeting_id');
        for (const row of rows) live.add(row.meeting_id);
      }
      return live;
    },
    async end(id, reason, nowMs, connection = database) {
      const row = await sessions(connection).where({ id }).whereNull('ended_ms').first();
      if (!row) return undefined;
      const changed = await sessions(connection)
        .where({ id })
        .whereNull('ended_ms')
        .update({ ended_ms: nowMs, end_reason: reason });
      return changed > 0 ? fromRow(row) : undefined;
    },
  };
};
