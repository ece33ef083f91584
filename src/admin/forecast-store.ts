import knex from 'knex';
import type { EventId, MeetingId } from '../base/ids.ts';
import type { Database } from '../platform/database.ts';

/** One date on which a meeting takes place, as its organizer's calendar has it. */
export interface MeetingOccasion {
  readonly eventId: EventId;
  readonly meetingId: MeetingId;
  readonly recurrenceId: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Who is invited and did not decline; the organizer alone, where nobody is. */
  readonly people: number;
}

/** One of all, with what it takes to judge whether there is room for it. */
export interface PlannedOccasion extends MeetingOccasion {
  /** When its event was made. */
  readonly createdMs: number;
  /** Of the event: a series that is moved has another one. */
  readonly eventStartMs: number;
  /** It differs from its series. */
  readonly overridden: boolean;
  /** Of the meeting, JSON. */
  readonly settings: string;
}

interface OccasionRow {
  object_id: EventId;
  recurrence_id: string;
  start_ms: number;
  end_ms: number;
  meeting_id: MeetingId;
}

interface PlannedRow extends OccasionRow {
  created_ms: number;
  event_start_ms: number;
  overridden: number | boolean;
  settings: string;
}

interface CountRow {
  object_id: EventId;
  recurrence_id: string;
  people: number;
}

/** What coming meetings are expected to need, and what past ones teach about it. */
export interface ForecastStore {
  /** Dates that begin in [fromMs, toMs), by start. */
  occasions(fromMs: number, toMs: number): Promise<PlannedOccasion[]>;
  /** One date of an event; undefined: it has no meeting, or no such date. */
  occasion(eventId: EventId, recurrenceId: string): Promise<MeetingOccasion | undefined>;
  /** People of the last sessions, each once a session, and how many of them were there by telephone. */
  pastPeople(sinceMs: number): Promise<{ people: number; callers: number }>;
}

/** SQLite takes a limited number of values in one statement. */
const VALUES_PER_QUERY = 500;
/** What is learned from, at most. */
const SESSIONS_READ = 500;

const COLUMNS = [
  'instance.object_id',
  'instance.recurrence_id',
  'instance.start_ms',
  'instance.end_ms',
  'object.meeting_id',
] as const;

const PLANNED_COLUMNS = [
  ...COLUMNS,
  'object.created_ms',
  'object.start_ms as event_start_ms',
  'instance.overridden',
  'meetings.settings',
] as const;

const key = (eventId: string, recurrenceId: string): string => `${eventId} ${recurrenceId}`;

export const createForecastStore = (database: Database): ForecastStore => {
  /** By event and date; a date of its own has all its people in rows of its own. */
  const countPeople = async (ids: readonly EventId[]): Promise<Map<string, number>> => {
    const found = new Map<string, number>();
    for (let start = 0; start < ids.length; start += VALUES_PER_QUERY) {
      const rows: CountRow[] = await database('attendees')
        .whereIn('object_id', ids.slice(start, start + VALUES_PER_QUERY))
        .groupBy('object_id', 'recurrence_id')
        .select('object_id', 'recurrence_id')
        .select(database.raw("SUM(CASE answer WHEN 'DECLINED' THEN 0 ELSE 1 END) AS people"));
      for (const { object_id, recurrence_id, people } of rows) found.set(key(object_id, recurrence_id), Number(people));
    }
    return found;
  };

  const withPeople = async (rows: readonly OccasionRow[]): Promise<MeetingOccasion[]> => {
    const people = await countPeople([...new Set(rows.map(({ object_id }) => object_id))]);
    return rows.map(({ object_id, recurrence_id, start_ms, end_ms, meeting_id }) => ({
      eventId: object_id,
      meetingId: meeting_id,
      recurrenceId: recurrence_id,
      startMs: Number(start_ms),
      endMs: Number(end_ms),
      people: Math.max(1, people.get(key(object_id, recurrence_id)) ?? people.get(key(object_id, '')) ?? 1),
    }));
  };

  return {
    async occasions(fromMs, toMs) {
      // From the dates on, in this order: few of all are within. Copies are left out; those that came by mail are nobody's here.
      const rows: PlannedRow[] = await database('calendar_instances as instance')
        .where('instance.start_ms', '>=', fromMs)
        .where('instance.start_ms', '<', toMs)
        .crossJoin(database.ref('calendar_objects').as('object'))
        .whereRaw('?? = ??', ['object.id', 'instance.object_id'])
        .crossJoin(database.ref('calendars'))
        .whereRaw('?? = ??', ['calendars.id', 'instance.calendar_id'])
        .crossJoin(database.ref('meetings'))
        .whereRaw('?? = ??', ['meetings.id', 'object.meeting_id'])
        .where((own) =>
          own
            .whereRaw('?? = ??', ['object.created_by', 'calendars.account_id'])
            .orWhereExists(
              database('hosted_events').whereRaw('?? = ??', ['hosted_events.object_id', 'object.id']).select('uid'),
            ),
        )
        .whereNull('meetings.cancelled_ms')
        .whereNot('object.status', 'CANCELLED')
        .orderBy([{ column: 'instance.start_ms' }, { column: 'instance.object_id' }])
        .select(...PLANNED_COLUMNS);
      const occasions = await withPeople(rows);
      return rows.flatMap(({ created_ms, event_start_ms, overridden, settings }, index) => {
        const occasion = occasions[index];
        const planned = { createdMs: Number(created_ms), eventStartMs: Number(event_start_ms), settings };
        return occasion === undefined ? [] : [{ ...occasion, ...planned, overridden: Boolean(overridden) }];
      });
    },
    async occasion(eventId, recurrenceId) {
      const rows: OccasionRow[] = await database('calendar_instances as instance')
        .join('calendar_objects as object', 'object.id', 'instance.object_id')
        .whereNotNull('object.meeting_id')
        .where({ 'instance.object_id': eventId, 'instance.recurrence_id': recurrenceId })
        .limit(1)
        .select(...COLUMNS);
      return (await withPeople(rows))[0];
    },
    async pastPeople(sinceMs) {
      const sessions = database('sessions')
        .where('started_ms', '>=', sinceMs)
        .orderBy('started_ms', 'desc')
        .limit(SESSIONS_READ)
        .select('id');
      const rows: Array<{ people: number; callers: number | null }> = await database('participants')
        .whereIn('session_id', sessions)
        .select(
          database.raw("COUNT(DISTINCT session_id || ' ' || person) AS people"),
          database.raw("COUNT(DISTINCT CASE via WHEN 'phone' THEN session_id || ' ' || person END) AS callers"),
        );
      return { people: Number(rows[0]?.people ?? 0), callers: Number(rows[0]?.callers ?? 0) };
    },
  };
};

/** With a connection of its own, which only reads. */
export const openForecastStore = (filename: string): ForecastStore =>
  createForecastStore(
    knex({
      client: 'better-sqlite3',
      connection: { filename, options: { readonly: true } },
      useNullAsDefault: true,
      compileSqlOnError: false,
      pool: { min: 1, max: 1 },
    }),
  );
