import type { EventId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { Partstat } from '../contract/http/event.ts';
import { createBreather } from '../platform/breathe.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { Attendee } from './event.ts';

interface AttendeeRow {
  object_id: EventId;
  recurrence_id: string;
  address: string;
  name: string;
  role: Attendee['role'];
  answer: Partstat;
  language: Language | null;
  time_zone: string | null;
  position: number;
}

export interface AttendeeStore {
  /** All of an object's people, in this order; who was there and is not listed goes. */
  replace(transaction: Transaction, objectId: EventId, attendees: readonly Attendee[]): Promise<void>;
  /** In their order; nobody for a copy. */
  listOf(objectIds: readonly EventId[], connection?: Connection): Promise<Map<EventId, Attendee[]>>;
}

/** Some thousand rows at most: each statement is one turn of the thread. */
const VALUES_PER_QUERY = 50;
const ROWS_PER_INSERT = 50;

const fromRow = (row: AttendeeRow): Attendee => ({
  address: row.address,
  name: row.name,
  role: row.role,
  answer: row.answer,
  ...(row.language !== null && { language: row.language }),
  ...(row.time_zone !== null && { timeZone: row.time_zone }),
});

export const createAttendeeStore = (database: Database): AttendeeStore => {
  const rowsOf = (connection: Connection) => connection<AttendeeRow>('attendees');
  return {
    async replace(transaction, objectId, attendees) {
      await rowsOf(transaction).where({ object_id: objectId, recurrence_id: '' }).delete();
      const rows = attendees.map(
        (attendee, position): AttendeeRow => ({
          object_id: objectId,
          recurrence_id: '',
          address: attendee.address,
          name: attendee.name,
          role: attendee.role,
          answer: attendee.answer,
          language: attendee.language ?? null,
          time_zone: attendee.timeZone ?? null,
          position,
        }),
      );
      for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
        await rowsOf(transaction).insert(rows.slice(start, start + ROWS_PER_INSERT));
      }
    },
    async listOf(objectIds, connection = database) {
      const found = new Map<EventId, Attendee[]>();
      const breathe = createBreather();
      for (let start = 0; start < objectIds.length; start += VALUES_PER_QUERY) {
        const rows = await rowsOf(connection)
          .whereIn('object_id', objectIds.slice(start, start + VALUES_PER_QUERY))
          .where({ recurrence_id: '' })
          .orderBy('position');
        for (const row of rows) {
          const people = found.get(row.object_id);
          if (people) people.push(fromRow(row));
          else found.set(row.object_id, [fromRow(row)]);
        }
        await breathe();
      }
      return found;
    },
  };
};
