import type { AccountId, CalendarId, EventId, MeetingId } from '../../base/ids.ts';
import type { Connection, Database } from '../../platform/database.ts';
import type { EventVisibility } from '../../protocols/icalendar/calendar-object.ts';

/** What an import or a refresh must know of an object that is there already. */
export interface KnownObject {
  readonly id: EventId;
  readonly uid: string;
  readonly uri: string;
  readonly raw: string;
  readonly organizerId: AccountId;
  readonly meetingId?: MeetingId;
  readonly createdMs: number;
  readonly visibility: EventVisibility;
}

export interface ExchangeStore {
  /** The objects of the calendar among these UIDs. */
  findKnown(
    calendarId: CalendarId,
    uids: readonly string[],
    connection?: Connection,
  ): Promise<Map<string, KnownObject>>;
  /** Those of these UIDs that the account has in another of its own calendars. */
  findElsewhere(
    accountId: AccountId,
    calendarId: CalendarId,
    uids: readonly string[],
    connection?: Connection,
  ): Promise<Set<string>>;
  /** Those of these UIDs that another account organizes. */
  findTaken(accountId: AccountId, uids: readonly string[], connection?: Connection): Promise<Set<string>>;
  /** Everything in the calendar, some at a time. */
  listUids(calendarId: CalendarId): AsyncGenerator<readonly Pick<KnownObject, 'id' | 'uid'>[]>;
}

interface ObjectRow {
  id: EventId;
  uid: string;
  uri: string;
  raw: string;
  created_by: AccountId;
  meeting_id: MeetingId | null;
  created_ms: number;
  visibility: EventVisibility;
}

const ROWS_AT_A_TIME = 500;

const fromRow = (row: ObjectRow): KnownObject => ({
  id: row.id,
  uid: row.uid,
  uri: row.uri,
  raw: row.raw,
  organizerId: row.created_by,
  ...(row.meeting_id !== null && { meetingId: row.meeting_id }),
  createdMs: Number(row.created_ms),
  visibility: row.visibility,
});

export const createExchangeStore = (database: Database): ExchangeStore => ({
  async findKnown(calendarId, uids, connection = database) {
    const rows = await connection('calendar_objects')
      .where({ calendar_id: calendarId })
      .whereIn('uid', uids)
      .select<ObjectRow[]>('id', 'uid', 'uri', 'raw', 'created_by', 'meeting_id', 'created_ms', 'visibility');
    return new Map(rows.map((row) => [row.uid, fromRow(row)]));
  },
  async findElsewhere(accountId, calendarId, uids, connection = database) {
    const rows = await connection('calendar_objects as object')
      .join('calendars as calendar', 'calendar.id', 'object.calendar_id')
      .where({ 'calendar.account_id': accountId, 'calendar.kind': 'own' })
      .whereNot('calendar.id', calendarId)
      .whereIn('object.uid', uids)
      .select<{ uid: string }[]>('object.uid');
    return new Set(rows.map(({ uid }) => uid));
  },
  async findTaken(accountId, uids, connection = database) {
    const rows = await connection('calendar_objects as object')
      .join('calendars as calendar', 'calendar.id', 'object.calendar_id')
      .whereIn('object.uid', uids)
      .whereNot('object.created_by', accountId)
      .whereRaw('?? = ??', ['object.created_by', 'calendar.account_id'])
      .select<{ uid: string }[]>('object.uid');
    return new Set(rows.map(({ uid }) => uid));
  },
  async *listUids(calendarId) {
    for (let after = ''; ; ) {
      const rows = await database('calendar_objects')
        .where({ calendar_id: calendarId })
        .where('uid', '>', after)
        .orderBy('uid')
        .limit(ROWS_AT_A_TIME)
        .select<Pick<KnownObject, 'id' | 'uid'>[]>('id', 'uid');
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < ROWS_AT_A_TIME) return;
      after = last.uid;
    }
  },
});
