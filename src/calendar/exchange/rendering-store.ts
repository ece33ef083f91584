import Sqlite from 'better-sqlite3';
import type { CalendarId } from '../../base/ids.ts';
import type { BusyDate } from './busy-calendar.ts';
import type { ObjectToMerge } from './merge-objects.ts';

/** Reads whole calendars in a thread of its own, on a connection of its own that cannot write. */
export interface RenderingStore {
  objects(calendarId: CalendarId): Iterable<ObjectToMerge>;
  /** What takes time in [fromMs, toMs); declined invitations do not. */
  busyDates(calendarId: CalendarId, fromMs: number, toMs: number): Iterable<BusyDate>;
  close(): void;
}

interface ObjectRow {
  raw: string;
  start_ms: number;
  end_ms: number | null;
}

interface BusyRow {
  object_id: string;
  recurrence_id: string;
  start_ms: number;
  end_ms: number;
  facts: string | null;
}

const OBJECTS = 'SELECT raw, start_ms, end_ms FROM calendar_objects WHERE calendar_id = ? ORDER BY start_ms, id';

/** The owner's answer stands with the organizer's object, where that is here. */
const BUSY = `
  SELECT instance.object_id, instance.recurrence_id, instance.start_ms, instance.end_ms, object.facts
  FROM calendar_instances AS instance
  JOIN calendar_objects AS object ON object.id = instance.object_id
  JOIN calendars AS calendar ON calendar.id = object.calendar_id
  JOIN accounts AS account ON account.id = calendar.account_id
  WHERE instance.calendar_id = ? AND instance.start_ms < ? AND instance.end_ms > MAX(?, instance.start_ms)
    AND NOT object.transparent AND object.status <> 'CANCELLED'
    AND COALESCE((
      SELECT person.answer
      FROM calendar_objects AS master
      JOIN calendars AS home ON home.id = master.calendar_id AND home.account_id = object.created_by
      JOIN attendees AS person ON person.object_id = master.id AND person.address = account.email_key
        AND person.recurrence_id IN ('', instance.recurrence_id)
      WHERE master.uid = object.uid AND object.created_by <> account.id
      ORDER BY person.recurrence_id DESC
      LIMIT 1
    ), '') NOT IN ('DECLINED', 'DELEGATED')
  ORDER BY instance.start_ms, instance.object_id`;

interface DayFacts {
  readonly main: { readonly allDay: boolean };
  readonly dates: ReadonlyArray<{ readonly recurrenceId: string; readonly allDay: boolean }>;
}

const isAllDay = ({ facts, recurrence_id }: BusyRow): boolean => {
  if (facts === null) return false;
  const { main, dates } = JSON.parse(facts) as DayFacts;
  return (dates.find(({ recurrenceId }) => recurrenceId === recurrence_id) ?? main).allDay;
};

export const openRenderingStore = (file: string): RenderingStore => {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
  return {
    *objects(calendarId) {
      for (const row of database.prepare<[string], ObjectRow>(OBJECTS).iterate(calendarId))
        yield { raw: row.raw, startMs: row.start_ms, endMs: row.end_ms };
    },
    *busyDates(calendarId, fromMs, toMs) {
      for (const row of database.prepare<[string, number, number], BusyRow>(BUSY).iterate(calendarId, toMs, fromMs))
        yield {
          objectId: row.object_id,
          recurrenceId: row.recurrence_id,
          startMs: row.start_ms,
          endMs: row.end_ms,
          allDay: isAllDay(row),
        };
    },
    close() {
      database.close();
    },
  };
};
