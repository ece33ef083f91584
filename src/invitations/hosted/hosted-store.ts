import type { EventId, MeetingId } from '../../base/ids.ts';
import type { Connection, Database, Transaction } from '../../platform/database.ts';

/** What the organizer is still to be told of, in a mail that is not in the outbox yet. */
export type HostedAnswer = '' | 'new' | 'updated' | 'cancelled';

/** An event that somebody elsewhere organizes, and to which the meeting address is invited. */
export interface HostedEvent {
  readonly uid: string;
  /** Lower-case address. */
  readonly organizer: string;
  readonly objectId: EventId;
  readonly meetingId: MeetingId;
  /** SEQUENCE and DTSTAMP of the newest word on the whole of it; -1 and 0 when there was only one on single dates. */
  readonly sequence: number;
  readonly stampMs: number;
  readonly state: 'accepted' | 'cancelled';
  readonly answer: HostedAnswer;
  readonly createdMs: number;
}

interface HostedRow {
  uid: string;
  organizer: string;
  object_id: EventId;
  meeting_id: MeetingId;
  sequence: number;
  stamp_ms: number;
  state: HostedEvent['state'];
  answer: HostedAnswer;
  created_ms: number;
}

export interface HostedStore {
  find(uid: string, organizer: string, connection?: Connection): Promise<HostedEvent | undefined>;
  /** The one whose event is that object here. */
  findByObject(objectId: EventId): Promise<HostedEvent | undefined>;
  /** Inserts it, or replaces the one of the same UID and organizer. */
  put(transaction: Transaction, event: HostedEvent): Promise<void>;
  /** How many the organizer asked for since then. */
  countSince(organizer: string, sinceMs: number): Promise<number>;
}

const fromRow = (row: HostedRow): HostedEvent => ({
  uid: row.uid,
  organizer: row.organizer,
  objectId: row.object_id,
  meetingId: row.meeting_id,
  sequence: row.sequence,
  stampMs: Number(row.stamp_ms),
  state: row.state,
  answer: row.answer,
  createdMs: Number(row.created_ms),
});

const toRow = (event: HostedEvent): HostedRow => ({
  uid: event.uid,
  organizer: event.organizer,
  object_id: event.objectId,
  meeting_id: event.meetingId,
  sequence: event.sequence,
  stamp_ms: event.stampMs,
  state: event.state,
  answer: event.answer,
  created_ms: event.createdMs,
});

export const createHostedStore = (database: Database): HostedStore => {
  const hosted = (connection: Connection) => connection<HostedRow>('hosted_events');
  return {
    async find(uid, organizer, connection = database) {
      const row = await hosted(connection).where({ uid, organizer }).first();
      return row && fromRow(row);
    },
    async findByObject(objectId) {
      const row = await hosted(database).where({ object_id: objectId }).first();
      return row && fromRow(row);
    },
    async put(transaction, event) {
      await hosted(transaction).insert(toRow(event)).onConflict(['uid', 'organizer']).merge();
    },
    async countSince(organizer, sinceMs) {
      const row = await hosted(database)
        .where({ organizer })
        .where('created_ms', '>', sinceMs)
        .count({ total: '*' })
        .first();
      return Number(row?.['total'] ?? 0);
    },
  };
};
