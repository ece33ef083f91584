import SqliteDatabase from 'better-sqlite3';
import type { CalendarId } from '../../base/ids.ts';
import type { TimeRange } from '../../protocols/dav/time-range.ts';
import type { ObjectRow } from './properties/object-properties.ts';

/** One object as reports read it. */
export interface ReadRow extends ObjectRow {
  readonly id: string;
  readonly revision: number;
  /** CLASS is PRIVATE, CONFIDENTIAL or something unknown. */
  readonly isPrivate: boolean;
  /** '' where the text was not asked for. */
  readonly raw: string;
}

/** A stretch of busy time of one object (RFC 4791 7.10). */
export interface BusyRow {
  readonly startMs: number;
  readonly endMs: number;
  readonly tentative: boolean;
}

export interface RangeRows {
  /** Those that rows show to have an occurrence in the range. */
  readonly rows: readonly ReadRow[];
  /** Series whose occurrences there are not listed: their text must be expanded. It is always read. */
  readonly beyond: readonly ReadRow[];
}

/**
 * What reports read, on a connection of its own that cannot write. Only for threads: each call runs to its end. All reads of one
 * `snapshot` see the calendar at one moment.
 */
export interface DavReadView {
  snapshot<Value>(read: () => Value): Value;
  every(calendarId: CalendarId, detail: Detail): ReadRow[];
  named(calendarId: CalendarId, names: readonly string[], detail: Detail): Map<string, ReadRow>;
  inRange(calendarId: CalendarId, range: TimeRange, detail: Detail): RangeRows;
  /** Objects whose UID contains `part`, ASCII letters in any case; with their text. */
  withUid(calendarId: CalendarId, part: string): ReadRow[];
  /** Objects changed after `revision`, the earliest change first, at most `limit`. */
  changedAfter(calendarId: CalendarId, revision: number, limit: number, detail: Detail): ReadRow[];
  /** Names that went away after `revision` and are not there now, with the revision at which each went. */
  removedAfter(calendarId: CalendarId, revision: number, limit: number): { name: string; revision: number }[];
  revisions(calendarId: CalendarId): { readonly current: number; readonly pruned: number } | undefined;
  /** Listed dates that take time. */
  busyIn(calendarId: CalendarId, fromMs: number, toMs: number): BusyRow[];
  /** Series that take time there and whose dates are not all listed. */
  busyBeyond(
    calendarId: CalendarId,
    fromMs: number,
    toMs: number,
  ): { readonly raw: string; readonly tentative: boolean }[];
  close(): void;
}

/** How much of each object is read: ten thousand rows of eleven columns take four times as long as those of four. */
export type Detail = 'tags' | 'properties' | 'text';

type Row = [
  id: string,
  name: string,
  etag: string,
  revision: number,
  scheduleTag?: string,
  organizer?: string,
  size?: number,
  createdMs?: number,
  changedMs?: number,
  isPrivate?: number,
  raw?: string,
];

const TAGS = 'object.id, object.uri, object.etag, object.revision';
const PROPERTIES = `${TAGS}, object.schedule_tag, object.organizer, object.size, object.created_ms, object.changed_ms,
  object.visibility <> 'public'`;
const COLUMNS: Readonly<Record<Detail, string>> = {
  tags: TAGS,
  properties: PROPERTIES,
  text: `${PROPERTIES}, object.raw`,
};

const toRow = ([
  id,
  name,
  etag,
  revision,
  scheduleTag = '',
  organizer = '',
  size = 0,
  createdMs = 0,
  changedMs = 0,
  isPrivate = 0,
  raw = '',
]: Row): ReadRow => ({
  id,
  name,
  etag,
  scheduleTag,
  organizer,
  size,
  createdMs,
  changedMs,
  revision,
  isPrivate: isPrivate === 1,
  raw,
});

/** Beyond any date that a calendar may hold: an open side of a range. */
const BEGINNING_MS = -62_135_596_800_000;
const END_MS = 253_402_300_800_000;

/** From the dates to their objects, in this order: a calendar has many more objects than dates in a week. */
const IN_RANGE = `
  FROM (
    SELECT DISTINCT instance.object_id AS id FROM calendar_instances AS instance
    WHERE instance.calendar_id = @calendarId AND instance.start_ms < @toMs
      AND (instance.end_ms > @fromMs OR instance.start_ms >= @fromMs)
  ) AS hit CROSS JOIN calendar_objects AS object
  WHERE object.id = hit.id`;
/** The first and the last date are known of every series: a range with an open side needs no more. */
const FROM_ON = `
  FROM calendar_objects AS object
  WHERE object.calendar_id = @calendarId AND object.start_ms < @toMs
    AND (object.end_ms IS NULL OR object.end_ms > @fromMs OR object.start_ms >= @fromMs)`;
const BEYOND = `
  FROM calendar_objects AS object
  WHERE object.calendar_id = @calendarId AND object.window_to_ms > ${BEGINNING_MS}
    AND (object.window_to_ms < @toMs OR object.window_from_ms > @fromMs)
    AND object.start_ms < @toMs AND (object.end_ms IS NULL OR object.end_ms > @fromMs)`;

/** Ten thousand objects with their texts; SQLite forgets it with each change of the database. */
const CACHE_KIB = 32_768;

export const openDavReadView = (file: string): DavReadView => {
  const database = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
  database.pragma('busy_timeout = 5000');
  database.pragma(`cache_size = ${-CACHE_KIB}`);
  database.pragma('mmap_size = 268435456');
  const statements = new Map<string, SqliteDatabase.Statement<unknown[], Row>>();
  const prepare = (sql: string): SqliteDatabase.Statement<unknown[], Row> => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare<unknown[], Row>(sql).raw();
    statements.set(sql, statement);
    return statement;
  };
  const select = (detail: Detail, rest: string, values: Readonly<Record<string, string | number>>): ReadRow[] =>
    prepare(`SELECT ${COLUMNS[detail]} ${rest}`).all(values).map(toRow);
  const removed = database.prepare<[Record<string, string | number>], { name: string; revision: number }>(`
    SELECT change.uri AS name, MAX(change.revision) AS revision FROM calendar_changes AS change
    WHERE change.calendar_id = @calendarId AND change.revision > @revision AND change.operation = 'delete'
      AND NOT EXISTS (
        SELECT 1 FROM calendar_objects AS object
        WHERE object.calendar_id = change.calendar_id AND object.uri = change.uri
      )
    GROUP BY change.uri ORDER BY 2 LIMIT @limit`);
  const calendar = database.prepare<[string], { current: number; pruned: number }>(
    'SELECT sync_revision AS current, pruned_revision AS pruned FROM calendars WHERE id = ?',
  );
  const busy = database.prepare<[Record<string, string | number>], { startMs: number; endMs: number; status: string }>(`
    SELECT instance.start_ms AS startMs, instance.end_ms AS endMs, object.status AS status
    FROM calendar_instances AS instance JOIN calendar_objects AS object ON object.id = instance.object_id
    WHERE instance.calendar_id = @calendarId AND instance.start_ms < @toMs AND instance.end_ms > @fromMs
      AND object.transparent = 0 AND object.status <> 'CANCELLED'`);
  const busyBeyond = database.prepare<[Record<string, string | number>], { raw: string; status: string }>(
    `SELECT object.raw AS raw, object.status AS status ${BEYOND} AND object.transparent = 0 AND object.status <> 'CANCELLED'`,
  );

  return {
    snapshot: (read) => database.transaction(read)(),
    every: (calendarId, detail) =>
      select(detail, 'FROM calendar_objects AS object WHERE object.calendar_id = @calendarId', { calendarId }),
    named(calendarId, names, detail) {
      const found = new Map<string, ReadRow>();
      const rows = select(
        detail,
        'FROM json_each(@names) AS wanted CROSS JOIN calendar_objects AS object WHERE object.calendar_id = @calendarId AND object.uri = wanted.value',
        { calendarId, names: JSON.stringify([...new Set(names)]) },
      );
      for (const row of rows) found.set(row.name, row);
      return found;
    },
    inRange(calendarId, { fromMs, toMs }, detail) {
      const range = { calendarId, fromMs: fromMs ?? BEGINNING_MS, toMs: toMs ?? END_MS };
      if (fromMs === undefined || toMs === undefined) return { rows: select(detail, FROM_ON, range), beyond: [] };
      const rows = select(detail, IN_RANGE, range);
      const known = new Set(rows.map(({ id }) => id));
      return { rows, beyond: select('text', BEYOND, range).filter(({ id }) => !known.has(id)) };
    },
    withUid: (calendarId, part) =>
      select(
        'text',
        'FROM calendar_objects AS object WHERE object.calendar_id = @calendarId AND instr(lower(object.uid), lower(@part)) > 0',
        { calendarId, part },
      ),
    changedAfter: (calendarId, revision, limit, detail) =>
      select(
        detail,
        'FROM calendar_objects AS object WHERE object.calendar_id = @calendarId AND object.revision > @revision ORDER BY object.revision LIMIT @limit',
        { calendarId, revision, limit },
      ),
    removedAfter: (calendarId, revision, limit) => removed.all({ calendarId, revision, limit }),
    revisions: (calendarId) => calendar.get(calendarId),
    busyIn: (calendarId, fromMs, toMs) =>
      busy
        .all({ calendarId, fromMs, toMs })
        .map(({ startMs, endMs, status }) => ({ startMs, endMs, tentative: status === 'TENTATIVE' })),
    busyBeyond: (calendarId, fromMs, toMs) =>
      busyBeyond
        .all({ calendarId, fromMs, toMs })
        .map(({ raw, status }) => ({ raw, tentative: status === 'TENTATIVE' })),
    close: () => void database.close(),
  };
};
