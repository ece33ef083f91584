import type { AccountId, CalendarId, EventId, MeetingId } from '../base/ids.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { StoredEvent } from './event.ts';

/** What one statement writes of an object; all but the raw object is extracted from it. */
export interface EventRecord extends Omit<StoredEvent, 'ownerId'> {
  readonly summary: string;
  /** Lower-case address. */
  readonly organizerAddress: string;
  /** The calendar's revision with this change. */
  readonly revision: number;
  readonly changedMs: number;
}

/** Names one event of one organizer. */
interface EventKey {
  readonly uid: string;
  readonly organizerId: AccountId;
}

export interface EventStore {
  /** Inserts the object, or replaces the one with the same ID. */
  put(transaction: Transaction, record: EventRecord): Promise<void>;
  remove(transaction: Transaction, id: EventId): Promise<void>;
  findById(id: EventId, connection?: Connection): Promise<StoredEvent | undefined>;
  /** The organizers' own objects of these events. */
  findMasters(keys: readonly EventKey[], connection?: Connection): Promise<StoredEvent[]>;
  findByMeeting(meetingId: MeetingId, connection?: Connection): Promise<StoredEvent | undefined>;
  findInCalendar(calendarId: CalendarId, uid: string, connection?: Connection): Promise<StoredEvent | undefined>;
  /** The copies that invitees with accounts have. */
  listCopies(key: EventKey, connection?: Connection): Promise<StoredEvent[]>;
  /** Objects of all the account's calendars with an occurrence in [fromMs, toMs), by start. */
  listInRange(accountId: AccountId, fromMs: number, toMs: number): Promise<StoredEvent[]>;
  /** Copies in the account's calendars that end after `afterMs`, by start. */
  listInvitations(accountId: AccountId, afterMs: number): Promise<StoredEvent[]>;
  /** Organizers' objects that end after `afterMs` and to which this address is invited. */
  listInviting(address: string, afterMs: number, connection?: Connection): Promise<StoredEvent[]>;
}

interface ObjectRow {
  id: EventId;
  calendar_id: CalendarId;
  uri: string;
  uid: string;
  raw: string;
  etag: string;
  schedule_tag: string;
  component: string;
  sequence: number;
  summary: string;
  status: string;
  organizer: string;
  has_rrule: boolean | number;
  start_ms: number;
  end_ms: number | null;
  meeting_id: MeetingId | null;
  created_by: AccountId;
  revision: number;
  created_ms: number;
  changed_ms: number;
}
type JoinedRow = ObjectRow & { account_id: AccountId };

const fromRow = (row: JoinedRow): StoredEvent => ({
  id: row.id,
  calendarId: row.calendar_id,
  ownerId: row.account_id,
  organizerId: row.created_by,
  uri: row.uri,
  uid: row.uid,
  raw: row.raw,
  etag: row.etag,
  sequence: row.sequence,
  startMs: Number(row.start_ms),
  endMs: Number(row.end_ms ?? row.start_ms),
  ...(row.meeting_id !== null && { meetingId: row.meeting_id }),
  createdMs: Number(row.created_ms),
});

const toRow = (record: EventRecord): ObjectRow => ({
  id: record.id,
  calendar_id: record.calendarId,
  uri: record.uri,
  uid: record.uid,
  raw: record.raw,
  etag: record.etag,
  schedule_tag: record.etag,
  component: 'VEVENT',
  sequence: record.sequence,
  summary: record.summary,
  status: 'CONFIRMED',
  organizer: record.organizerAddress,
  has_rrule: false,
  start_ms: record.startMs,
  end_ms: record.endMs,
  meeting_id: record.meetingId ?? null,
  created_by: record.organizerId,
  revision: record.revision,
  created_ms: record.createdMs,
  changed_ms: record.changedMs,
});

/** SQLite takes a limited number of values in one statement. */
const KEYS_PER_QUERY = 200;

export const createEventStore = (database: Database): EventStore => {
  const objects = (connection: Connection) =>
    connection('calendar_objects')
      .join('calendars', 'calendars.id', 'calendar_objects.calendar_id')
      .select<JoinedRow[]>('calendar_objects.*', 'calendars.account_id');
  const first = async (rows: Promise<JoinedRow[]>): Promise<StoredEvent | undefined> => (await rows).map(fromRow)[0];

  return {
    async put(transaction, record) {
      const row = toRow(record);
      await transaction<ObjectRow>('calendar_objects').insert(row).onConflict('id').merge();
      await transaction('calendar_instances').where({ object_id: record.id }).delete();
      await transaction('calendar_instances').insert({
        object_id: record.id,
        recurrence_id: '',
        calendar_id: record.calendarId,
        start_ms: record.startMs,
        end_ms: record.endMs,
      });
    },
    async remove(transaction, id) {
      await transaction('calendar_objects').where({ id }).delete();
    },
    findById: (id, connection = database) => first(objects(connection).where('calendar_objects.id', id).limit(1)),
    async findMasters(keys, connection = database) {
      const found: StoredEvent[] = [];
      for (let start = 0; start < keys.length; start += KEYS_PER_QUERY) {
        const pairs = keys.slice(start, start + KEYS_PER_QUERY).map(({ uid, organizerId }) => [uid, organizerId]);
        const rows = await objects(connection).whereIn(['calendar_objects.uid', 'calendars.account_id'], pairs);
        found.push(...rows.map(fromRow));
      }
      return found;
    },
    findByMeeting: (meetingId, connection = database) =>
      first(
        objects(connection)
          .where('calendar_objects.meeting_id', meetingId)
          .whereRaw('?? = ??', ['calendar_objects.created_by', 'calendars.account_id'])
          .limit(1),
      ),
    findInCalendar: (calendarId, uid, connection = database) =>
      first(
        objects(connection).where({ 'calendar_objects.calendar_id': calendarId, 'calendar_objects.uid': uid }).limit(1),
      ),
    async listCopies({ uid, organizerId }, connection = database) {
      const rows = await objects(connection)
        .where({ 'calendar_objects.uid': uid, 'calendar_objects.created_by': organizerId })
        .whereNot('calendars.account_id', organizerId);
      return rows.map(fromRow);
    },
    async listInRange(accountId, fromMs, toMs) {
      const rows = await objects(database)
        .join('calendar_instances as instance', 'instance.object_id', 'calendar_objects.id')
        .where('calendars.account_id', accountId)
        .where('instance.start_ms', '<', toMs)
        // An event without length belongs to the moment at which it is.
        .where((query) => query.where('instance.end_ms', '>', fromMs).orWhere('instance.start_ms', '>=', fromMs))
        .orderBy([{ column: 'instance.start_ms' }, { column: 'calendar_objects.id' }]);
      return rows.map(fromRow);
    },
    async listInvitations(accountId, afterMs) {
      const rows = await objects(database)
        .where('calendars.account_id', accountId)
        .whereNot('calendar_objects.created_by', accountId)
        .where('calendar_objects.end_ms', '>', afterMs)
        .orderBy([{ column: 'calendar_objects.start_ms' }, { column: 'calendar_objects.id' }]);
      return rows.map(fromRow);
    },
    async listInviting(address, afterMs, connection = database) {
      const rows = await objects(connection)
        .join('attendees', 'attendees.object_id', 'calendar_objects.id')
        .where({ 'attendees.address': address.toLowerCase(), 'attendees.recurrence_id': '' })
        .whereNot('attendees.role', 'chair')
        .where('calendar_objects.end_ms', '>', afterMs);
      return rows.map(fromRow);
    },
  };
};
