import type { EventId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { Partstat } from '../contract/http/event.ts';
import { createBreather } from '../platform/breathe.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { Attendee, EventPeople } from './event.ts';

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
  schedule_agent: 'SERVER' | 'CLIENT' | 'NONE';
}

export interface AttendeeStore {
  /** All of an object's people, in this order; who was there and is not listed goes. */
  replace(transaction: Transaction, objectId: EventId, people: EventPeople): Promise<void>;
  /** The same for an object that is new. */
  insert(transaction: Transaction, objectId: EventId, people: EventPeople): Promise<void>;
  /** Each list in its order; nothing for a copy. */
  listOf(objectIds: readonly EventId[], connection?: Connection): Promise<Map<EventId, EventPeople>>;
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
  ...(row.schedule_agent !== 'SERVER' && { scheduleAgent: row.schedule_agent }),
});

const toRow = (objectId: EventId, recurrenceId: string, attendee: Attendee, position: number): AttendeeRow => ({
  object_id: objectId,
  recurrence_id: recurrenceId,
  address: attendee.address,
  name: attendee.name,
  role: attendee.role,
  answer: attendee.answer,
  language: attendee.language ?? null,
  time_zone: attendee.timeZone ?? null,
  position,
  schedule_agent: attendee.scheduleAgent ?? 'SERVER',
});

export const createAttendeeStore = (database: Database): AttendeeStore => {
  const rowsOf = (connection: Connection) => connection<AttendeeRow>('attendees');
  const insert: AttendeeStore['insert'] = async (transaction, objectId, people) => {
    const rows = [...people].flatMap(([recurrenceId, list]) =>
      list.map((attendee, position) => toRow(objectId, recurrenceId, attendee, position)),
    );
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      await rowsOf(transaction).insert(rows.slice(start, start + ROWS_PER_INSERT));
    }
  };
  return {
    async replace(transaction, objectId, people) {
      await rowsOf(transaction).where({ object_id: objectId }).delete();
      await insert(transaction, objectId, people);
    },
    insert,
    async listOf(objectIds, connection = database) {
      const found = new Map<EventId, Map<string, Attendee[]>>();
      const breathe = createBreather();
      for (let start = 0; start < objectIds.length; start += VALUES_PER_QUERY) {
        const rows = await rowsOf(connection)
          .whereIn('object_id', objectIds.slice(start, start + VALUES_PER_QUERY))
          .orderBy('position');
        for (const row of rows) {
          const people = found.get(row.object_id) ?? new Map<string, Attendee[]>();
          found.set(row.object_id, people);
          const list = people.get(row.recurrence_id) ?? [];
          people.set(row.recurrence_id, list);
          list.push(fromRow(row));
        }
        await breathe();
      }
      return found;
    },
  };
};
