import { createHash } from 'node:crypto';
import type { AccountId, CalendarId, EventId } from '../base/ids.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { AttendeeStore } from './attendee-store.ts';
import type { Attendee, EventPeople, StoredEvent } from './event.ts';

interface DeletedRow {
  object_id: EventId;
  account_id: AccountId;
  calendar_id: CalendarId;
  object: string;
  attendees: string;
  left_etag: string | null;
  deleted_ms: number;
}

/** An event as it was before the last delete of it, or of dates of it. */
export interface DeletedEvent {
  readonly event: StoredEvent;
  readonly people: EventPeople;
  /** ETag of what the delete left of it; absent: nothing. */
  readonly leftEtag?: string;
}

export interface DeletedEventStore {
  /** Keeps the event as it is stored now, in place of what was kept of it before. `left` is what the delete leaves of its text. */
  keep(transaction: Transaction, event: StoredEvent, left: string | undefined, nowMs: number): Promise<void>;
  find(id: EventId, sinceMs: number, connection?: Connection): Promise<DeletedEvent | undefined>;
  forget(transaction: Transaction, id: EventId): Promise<void>;
  removeBefore(beforeMs: number): Promise<void>;
}

export const createDeletedEventStore = (
  database: Database,
  { attendees }: { readonly attendees: AttendeeStore },
): DeletedEventStore => {
  const rows = (connection: Connection) => connection<DeletedRow>('deleted_events');
  return {
    async keep(transaction, event, left, nowMs) {
      const people: EventPeople = (await attendees.listOf([event.id], transaction)).get(event.id) ?? new Map();
      await rows(transaction)
        .insert({
          object_id: event.id,
          account_id: event.ownerId,
          calendar_id: event.calendarId,
          object: JSON.stringify(event),
          attendees: JSON.stringify([...people]),
          left_etag: left === undefined ? null : createHash('sha256').update(left).digest('hex'),
          deleted_ms: nowMs,
        })
        .onConflict('object_id')
        .merge();
    },
    async find(id, sinceMs, connection = database) {
      const row = await rows(connection).where({ object_id: id }).where('deleted_ms', '>=', sinceMs).first();
      return (
        row && {
          event: JSON.parse(row.object) as StoredEvent,
          people: new Map(JSON.parse(row.attendees) as [string, Attendee[]][]),
          ...(row.left_etag !== null && { leftEtag: row.left_etag }),
        }
      );
    },
    async forget(transaction, id) {
      await rows(transaction).where({ object_id: id }).delete();
    },
    async removeBefore(beforeMs) {
      await rows(database).where('deleted_ms', '<', beforeMs).delete();
    },
  };
};
