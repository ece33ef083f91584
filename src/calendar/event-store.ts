import type { AccountId, CalendarId, EventId, MeetingId } from '../base/ids.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { EventStatus } from '../protocols/icalendar/event-draft.ts';
import type { Instance } from '../protocols/icalendar/expand-object.ts';
import { NOBODY_HERE, type StoredEvent } from './event.ts';
import { factsOfObject } from './event-facts.ts';
import type { ObjectFacts } from './object-facts.ts';

/** What one statement writes of an object; all but the raw object is extracted from it. */
export interface EventRecord extends Omit<StoredEvent, 'ownerId'> {
  readonly facts: ObjectFacts;
  readonly instances: readonly Instance[];
  /** What `instances` covers; absent: all there are. */
  readonly window?: { readonly fromMs: number; readonly toMs: number };
  readonly summary: string;
  /** Words to find it by, as `searchText` writes them. */
  readonly search: string;
  /** Lower-case address. */
  readonly organizerAddress: string;
  /** The calendar's revision with this change. */
  readonly revision: number;
  readonly changedMs: number;
  /** Nothing of it is stored: nothing has to be cleared away. */
  readonly isNew?: true;
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
  /** The organizers' objects of a meeting, ours or from elsewhere: several once a series was split, the newest first. */
  listByMeeting(meetingId: MeetingId, connection?: Connection): Promise<StoredEvent[]>;
  findByUri(calendarId: CalendarId, uri: string, connection?: Connection): Promise<StoredEvent | undefined>;
  /** What stands in the way of an object that is put: that name, that UID in the calendar, and organizers' own objects of that UID. */
  listAround(calendarId: CalendarId, uri: string, uid: string): Promise<StoredEvent[]>;
  /** Organizers' own objects of this UID, in anyone's calendars. */
  listOwnByUid(uid: string, connection?: Connection): Promise<StoredEvent[]>;
  findInCalendar(calendarId: CalendarId, uid: string, connection?: Connection): Promise<StoredEvent | undefined>;
  /** Whether the calendar has an object of this name or of this UID. */
  isTaken(calendarId: CalendarId, place: Pick<StoredEvent, 'uri' | 'uid'>, connection?: Connection): Promise<boolean>;
  /** The copies that invitees with accounts have. */
  listCopies(key: EventKey, connection?: Connection): Promise<StoredEvent[]>;
  /** Dates with an instant in [fromMs, toMs), by start; of those that are listed. */
  listDates(query: DateQuery, connection?: Connection): Promise<ListedDate[]>;
  /** Series of these calendars whose dates in [fromMs, toMs) are not all listed. */
  listBeyondWindow(query: DateQuery, connection?: Connection): Promise<StoredEvent[]>;
  /** Objects whose dates are listed only up to `toMs` or less, though they go on. */
  listToExtend(toMs: number, limit: number): Promise<StoredEvent[]>;
  replaceDates(
    transaction: Transaction,
    event: Pick<StoredEvent, 'id' | 'calendarId' | 'etag'>,
    instances: readonly Instance[],
    window: { readonly fromMs: number; readonly toMs: number } | undefined,
  ): Promise<void>;
  /** Objects that were stored before what they say was kept beside them. */
  listWithoutFacts(limit: number): Promise<StoredEvent[]>;
  putFacts(
    transaction: Transaction,
    event: Pick<StoredEvent, 'id' | 'etag'>,
    facts: ObjectFacts,
    search: string,
  ): Promise<void>;
  /** The dates that are listed stay as they are. */
  noteWindow(
    transaction: Transaction,
    event: Pick<StoredEvent, 'id'>,
    window: { readonly fromMs: number; readonly toMs: number },
  ): Promise<void>;
  /** What is kept of an object besides its text. */
  listedOf(
    id: EventId,
    connection?: Connection,
  ): Promise<{ facts: ObjectFacts; instances: Instance[]; window?: { fromMs: number; toMs: number } }>;
  /** The listed date that is nearest to `nowMs`: running, else the next, else the last. */
  nearestDate(ids: readonly EventId[], nowMs: number): Promise<{ id: EventId; recurrenceId: string } | undefined>;
  /** The first two dates of each that end after `afterMs`: one may be running while the next is waited for. */
  nextDates(ids: readonly EventId[], afterMs: number): Promise<Map<EventId, string[]>>;
  /** The date of that name, wherever it is listed. */
  findDate(
    ids: readonly EventId[],
    recurrenceId: string,
  ): Promise<{ id: EventId; startMs: number; endMs: number } | undefined>;
  /** Listed dates of objects in which every one of `words` is found: the coming ones first. */
  search(query: {
    readonly calendarIds: readonly CalendarId[];
    readonly words: readonly string[];
    readonly nowMs: number;
    readonly limit: number;
  }): Promise<ListedDate[]>;
  /** Gives the object another place. */
  move(
    transaction: Transaction,
    id: EventId,
    place: { calendarId: CalendarId; uri: string; revision: number },
  ): Promise<void>;
  /**
   * Makes somebody else the organizer: the object goes to `place`, and what stays where it was is a copy of it, under `copyId`. All
   * other copies are from now on those of the new organizer's object.
   */
  passOn(
    transaction: Transaction,
    event: Pick<StoredEvent, 'id' | 'uid' | 'organizerId'>,
    place: { organizerId: AccountId; calendarId: CalendarId; uri: string; revision: number; copyId: EventId },
  ): Promise<void>;
  /** Objects in the calendar that hold a meeting, or to which somebody is invited. */
  listCancellable(calendarId: CalendarId): Promise<ReadonlyArray<{ readonly id: EventId }>>;
  /** Removes at most `limit` objects of the calendar, without a word. Answers how many. */
  removeSome(transaction: Transaction, calendarId: CalendarId, limit: number): Promise<number>;
  /** Copies in the account's calendars that end after `afterMs`, by start. */
  listInvitations(accountId: AccountId, afterMs: number): Promise<StoredEvent[]>;
  /** Organizers' objects that end after `afterMs` and to which this address is invited. */
  listInviting(address: string, afterMs: number, connection?: Connection): Promise<StoredEvent[]>;
}

/** One date of an event, as a list shows it. */
export interface ListedDate {
  readonly event: StoredEvent;
  /** Empty for single events. */
  readonly recurrenceId: string;
  readonly startMs: number;
  readonly endMs: number;
}

export interface DateQuery {
  readonly fromMs: number;
  readonly toMs: number;
  /** The calendars to look in. */
  readonly calendarIds: readonly CalendarId[];
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
  facts: string | null;
  transparent: boolean | number;
  visibility: ObjectFacts['visibility'];
  window_from_ms: number | null;
  window_to_ms: number | null;
  search: string;
  size: number;
}
interface InstanceRow {
  object_id: EventId;
  recurrence_id: string;
  calendar_id: CalendarId;
  start_ms: number;
  end_ms: number;
  overridden: boolean | number;
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
  endMs: row.end_ms === null ? null : Number(row.end_ms),
  scheduleTag: row.schedule_tag,
  ...(row.meeting_id !== null && { meetingId: row.meeting_id }),
  createdMs: Number(row.created_ms),
  ...(row.facts !== null && { facts: JSON.parse(row.facts) as ObjectFacts }),
});

const toRow = (record: EventRecord): ObjectRow => ({
  id: record.id,
  calendar_id: record.calendarId,
  uri: record.uri,
  uid: record.uid,
  raw: record.raw,
  etag: record.etag,
  schedule_tag: record.scheduleTag,
  component: 'VEVENT',
  sequence: record.sequence,
  summary: record.summary,
  status: record.facts.main.status satisfies EventStatus,
  organizer: record.organizerAddress,
  has_rrule: record.facts.rule !== '',
  start_ms: record.startMs,
  end_ms: record.endMs,
  meeting_id: record.meetingId ?? null,
  created_by: record.organizerId,
  revision: record.revision,
  created_ms: record.createdMs,
  changed_ms: record.changedMs,
  facts: JSON.stringify(record.facts),
  transparent: record.facts.transparent,
  visibility: record.facts.visibility,
  window_from_ms: record.window?.fromMs ?? null,
  window_to_ms: record.window?.toMs ?? null,
  search: record.search,
  size: Buffer.byteLength(record.raw),
});

/** SQLite takes a limited number of values in one statement. */
const KEYS_PER_QUERY = 200;

interface InstanceColumns {
  instance_recurrence_id: string;
  instance_start_ms: number;
  instance_end_ms: number;
}

/** A series stands in the list once for each date: it is read once. */
const toDates = (rows: readonly (JoinedRow & InstanceColumns)[]): ListedDate[] => {
  const known = new Map<EventId, StoredEvent>();
  return rows.map((row) => {
    const event = known.get(row.id) ?? fromRow(row);
    known.set(row.id, event);
    return {
      event,
      recurrenceId: row.instance_recurrence_id,
      startMs: Number(row.instance_start_ms),
      endMs: Number(row.instance_end_ms),
    };
  });
};

const forgetDates = async (transaction: Transaction, id: EventId): Promise<void> => {
  await transaction('calendar_instances').where({ object_id: id }).delete();
};

/** Writing is dearer than reading: of a long series with many copies most changes leave the dates as they are. */
const hasDates = async (
  transaction: Transaction,
  { id, calendarId, instances }: Pick<EventRecord, 'id' | 'calendarId' | 'instances'>,
): Promise<boolean> => {
  const rows = await transaction<InstanceRow>('calendar_instances').where({ object_id: id });
  const standing = new Map(rows.map((row) => [row.recurrence_id, row]));
  const isSame = ({ recurrenceId, startMs, endMs, overridden }: Instance): boolean => {
    const row = standing.get(recurrenceId);
    return (
      row?.calendar_id === calendarId &&
      Number(row.start_ms) === startMs &&
      Number(row.end_ms) === endMs &&
      Boolean(row.overridden) === overridden
    );
  };
  return rows.length === instances.length && instances.every(isSame);
};

/** Many dates in one value: with values of its own for each, the statement takes several times as long, and nobody else is served. */
const INSERT_DATES = `
  INSERT INTO calendar_instances (object_id, recurrence_id, calendar_id, start_ms, end_ms, overridden)
  SELECT ?, value ->> 'recurrenceId', ?, value ->> 'startMs', value ->> 'endMs', value ->> 'overridden' FROM json_each(?)`;

const writeDates = async (
  transaction: Transaction,
  id: EventId,
  calendarId: CalendarId,
  instances: readonly Instance[],
): Promise<void> => {
  await transaction.raw(INSERT_DATES, [id, calendarId, JSON.stringify(instances)]);
};

export const createEventStore = (database: Database): EventStore => {
  const objects = (connection: Connection) =>
    connection('calendar_objects')
      .join('calendars', 'calendars.id', 'calendar_objects.calendar_id')
      .select<JoinedRow[]>('calendar_objects.*', 'calendars.account_id');
  const first = async (rows: Promise<JoinedRow[]>): Promise<StoredEvent | undefined> => (await rows).map(fromRow)[0];

  const dates = (connection: Connection) =>
    objects(connection)
      .join('calendar_instances as instance', 'instance.object_id', 'calendar_objects.id')
      .select<(JoinedRow & InstanceColumns)[]>(
        'instance.recurrence_id as instance_recurrence_id',
        'instance.start_ms as instance_start_ms',
        'instance.end_ms as instance_end_ms',
      );

  return {
    async put(transaction, record) {
      const row = toRow(record);
      await transaction<ObjectRow>('calendar_objects').insert(row).onConflict('id').merge();
      if (!record.isNew) {
        if (await hasDates(transaction, record)) return;
        await forgetDates(transaction, record.id);
      }
      await writeDates(transaction, record.id, record.calendarId, record.instances);
    },
    async remove(transaction, id) {
      await transaction('calendar_objects').where({ id }).delete();
    },
    findById: (id, connection = database) => first(objects(connection).where('calendar_objects.id', id).limit(1)),
    async findMasters(keys, connection = database) {
      const found: StoredEvent[] = [];
      for (let start = 0; start < keys.length; start += KEYS_PER_QUERY) {
        const pairs = keys.slice(start, start + KEYS_PER_QUERY).map(({ uid, organizerId }) => [uid, organizerId]);
        const rows = await objects(connection)
          .whereIn(['calendar_objects.uid', 'calendars.account_id'], pairs)
          .whereRaw('?? = ??', ['calendar_objects.created_by', 'calendars.account_id']);
        found.push(...rows.map(fromRow));
      }
      return found;
    },
    async listByMeeting(meetingId, connection = database) {
      const rows = await objects(connection)
        .where('calendar_objects.meeting_id', meetingId)
        .where((query) =>
          query
            .whereRaw('?? = ??', ['calendar_objects.created_by', 'calendars.account_id'])
            .orWhere('calendar_objects.created_by', NOBODY_HERE),
        )
        .orderBy('calendar_objects.start_ms', 'desc');
      return rows.map(fromRow);
    },
    findByUri: (calendarId, uri, connection = database) =>
      first(
        objects(connection).where({ 'calendar_objects.calendar_id': calendarId, 'calendar_objects.uri': uri }).limit(1),
      ),
    async listAround(calendarId, uri, uid) {
      const rows: JoinedRow[] = await objects(database)
        .where({ 'calendar_objects.calendar_id': calendarId, 'calendar_objects.uri': uri })
        .orWhere((same) =>
          same
            .where('calendar_objects.uid', uid)
            .where((here) =>
              here
                .where('calendar_objects.calendar_id', calendarId)
                .orWhereRaw('?? = ??', ['calendar_objects.created_by', 'calendars.account_id']),
            ),
        );
      return rows.map(fromRow);
    },
    async listOwnByUid(uid, connection = database) {
      const rows = await objects(connection)
        .where('calendar_objects.uid', uid)
        .whereRaw('?? = ??', ['calendar_objects.created_by', 'calendars.account_id']);
      return rows.map(fromRow);
    },
    findInCalendar: (calendarId, uid, connection = database) =>
      first(
        objects(connection).where({ 'calendar_objects.calendar_id': calendarId, 'calendar_objects.uid': uid }).limit(1),
      ),
    async isTaken(calendarId, { uri, uid }, connection = database) {
      const row = await connection<ObjectRow>('calendar_objects')
        .where({ calendar_id: calendarId })
        .where((query) => query.where({ uri }).orWhere({ uid }))
        .first('id');
      return row !== undefined;
    },
    async listCopies({ uid, organizerId }, connection = database) {
      const rows = await objects(connection)
        .where({ 'calendar_objects.uid': uid, 'calendar_objects.created_by': organizerId })
        .whereNot('calendars.account_id', organizerId);
      return rows.map(fromRow);
    },
    async listDates({ calendarIds, fromMs, toMs }, connection = database) {
      const rows: (JoinedRow & InstanceColumns)[] = await dates(connection)
        .whereIn('instance.calendar_id', calendarIds)
        .where('instance.start_ms', '<', toMs)
        // An event without length belongs to the moment at which it is.
        .where((query) => query.where('instance.end_ms', '>', fromMs).orWhere('instance.start_ms', '>=', fromMs))
        .orderBy([{ column: 'instance.start_ms' }, { column: 'calendar_objects.id' }]);
      return toDates(rows);
    },
    async listBeyondWindow({ calendarIds, fromMs, toMs }, connection = database) {
      const rows = await objects(connection)
        .whereIn('calendar_objects.calendar_id', calendarIds)
        .whereNotNull('window_to_ms')
        .where('start_ms', '<', toMs)
        .where((query) => query.whereNull('end_ms').orWhere('end_ms', '>', fromMs))
        .where((query) => query.where('window_to_ms', '<', toMs).orWhere('window_from_ms', '>', fromMs));
      return rows.map(fromRow);
    },
    async listToExtend(toMs, limit) {
      const rows = await objects(database)
        .where('window_to_ms', '<', toMs)
        .where((query) => query.whereNull('end_ms').orWhereRaw('?? > ??', ['end_ms', 'window_to_ms']))
        .orderBy('window_to_ms')
        .limit(limit);
      return rows.map(fromRow);
    },
    async replaceDates(transaction, { id, calendarId, etag }, instances, window) {
      const changed = await transaction<ObjectRow>('calendar_objects')
        .where({ id, etag })
        .update({ window_from_ms: window?.fromMs ?? null, window_to_ms: window?.toMs ?? null });
      if (changed === 0) return;
      await forgetDates(transaction, id);
      await writeDates(transaction, id, calendarId, instances);
    },
    async listWithoutFacts(limit) {
      const rows = await objects(database).whereNull('calendar_objects.facts').limit(limit);
      return rows.map(fromRow);
    },
    async putFacts(transaction, { id, etag }, facts, search) {
      await transaction<ObjectRow>('calendar_objects')
        .where({ id, etag })
        .update({ facts: JSON.stringify(facts), search, visibility: facts.visibility, transparent: facts.transparent });
    },
    async noteWindow(transaction, { id }, { toMs }) {
      await transaction<ObjectRow>('calendar_objects').where({ id }).update({ window_to_ms: toMs });
    },
    async listedOf(id, connection = database) {
      const row = await connection<ObjectRow>('calendar_objects').where({ id }).first();
      if (!row) throw new Error('An event that was just read is not there.');
      const rows = await connection<InstanceRow>('calendar_instances').where({ object_id: id }).orderBy('start_ms');
      const facts = fromRow({ ...row, account_id: row.created_by }).facts ?? factsOfObject({ id, raw: row.raw });
      return {
        facts,
        instances: rows.map((instance) => ({
          recurrenceId: instance.recurrence_id,
          startMs: Number(instance.start_ms),
          endMs: Number(instance.end_ms),
          overridden: Boolean(instance.overridden),
        })),
        ...(row.window_from_ms !== null &&
          row.window_to_ms !== null && { window: { fromMs: row.window_from_ms, toMs: row.window_to_ms } }),
      };
    },
    async nearestDate(ids, nowMs) {
      const listed = () => database<InstanceRow>('calendar_instances').whereIn('object_id', ids);
      const row =
        (await listed().where('end_ms', '>', nowMs).orderBy('start_ms').first()) ??
        (await listed().orderBy('start_ms', 'desc').first());
      return row && { id: row.object_id, recurrenceId: row.recurrence_id };
    },
    async nextDates(ids, afterMs) {
      const found = new Map<EventId, string[]>();
      for (let start = 0; start < ids.length; start += KEYS_PER_QUERY) {
        const ranked = database<InstanceRow>('calendar_instances')
          .whereIn('object_id', ids.slice(start, start + KEYS_PER_QUERY))
          .where('end_ms', '>', afterMs)
          .select('object_id', 'recurrence_id')
          .rowNumber('rank', (window) => window.partitionBy('object_id').orderBy('start_ms'))
          .as('ranked');
        const rows = await database
          .from(ranked)
          .where('rank', '<=', 2)
          .orderBy('rank')
          .select<Pick<InstanceRow, 'object_id' | 'recurrence_id'>[]>('object_id', 'recurrence_id');
        for (const { object_id: id, recurrence_id: recurrenceId } of rows)
          found.set(id, [...(found.get(id) ?? []), recurrenceId]);
      }
      return found;
    },
    async findDate(ids, recurrenceId) {
      const row = await database<InstanceRow>('calendar_instances')
        .whereIn('object_id', ids)
        .where({ recurrence_id: recurrenceId })
        .first();
      return row && { id: row.object_id, startMs: Number(row.start_ms), endMs: Number(row.end_ms) };
    },
    async search({ calendarIds, words, nowMs, limit }) {
      const found = async (isComing: boolean): Promise<(JoinedRow & InstanceColumns)[]> => {
        const query = dates(database).whereIn('instance.calendar_id', calendarIds);
        for (const word of words) query.whereRaw('instr(calendar_objects.search, ?) > 0', [word]);
        return isComing
          ? query.where('instance.end_ms', '>', nowMs).orderBy('instance.start_ms').limit(limit)
          : query.where('instance.end_ms', '<=', nowMs).orderBy('instance.start_ms', 'desc').limit(limit);
      };
      const coming = await found(true);
      return toDates([
        ...coming,
        ...(coming.length < limit ? (await found(false)).slice(0, limit - coming.length) : []),
      ]);
    },
    async move(transaction, id, { calendarId, uri, revision }) {
      await transaction<ObjectRow>('calendar_objects').where({ id }).update({ calendar_id: calendarId, uri, revision });
      await transaction<InstanceRow>('calendar_instances').where({ object_id: id }).update({ calendar_id: calendarId });
    },
    async passOn(transaction, { id, uid, organizerId: from }, { organizerId, calendarId, uri, revision, copyId }) {
      const rows = () => transaction<ObjectRow>('calendar_objects');
      const standing = await rows().where({ id }).first();
      if (!standing) throw new Error('An event that was just read is not there.');
      await rows().where({ id }).update({ calendar_id: calendarId, uri, revision, created_by: organizerId });
      await transaction<InstanceRow>('calendar_instances').where({ object_id: id }).update({ calendar_id: calendarId });
      await rows().insert({ ...standing, id: copyId });
      await rows().where({ uid, created_by: from }).update({ created_by: organizerId });
    },
    async listCancellable(calendarId) {
      return database<ObjectRow>('calendar_objects')
        .where({ calendar_id: calendarId })
        .where((query) =>
          query
            .whereNotNull('meeting_id')
            .orWhereExists(
              database('attendees')
                .whereRaw('?? = ??', ['attendees.object_id', 'calendar_objects.id'])
                .whereNot('role', 'chair')
                .select(database.raw('1')),
            ),
        )
        .select('id');
    },
    async removeSome(transaction, calendarId, limit) {
      const some = transaction<ObjectRow>('calendar_objects')
        .where({ calendar_id: calendarId })
        .limit(limit)
        .select('id');
      return transaction<ObjectRow>('calendar_objects').whereIn('id', some).delete();
    },
    async listInvitations(accountId, afterMs) {
      const rows = await objects(database)
        .where('calendars.account_id', accountId)
        .whereNot('calendar_objects.created_by', accountId)
        .where((query) => query.whereNull('calendar_objects.end_ms').orWhere('calendar_objects.end_ms', '>', afterMs))
        .orderBy([{ column: 'calendar_objects.start_ms' }, { column: 'calendar_objects.id' }]);
      return rows.map(fromRow);
    },
    async listInviting(address, afterMs, connection = database) {
      const rows = await objects(connection)
        .join('attendees', 'attendees.object_id', 'calendar_objects.id')
        .where({ 'attendees.address': address.toLowerCase() })
        .whereNot('attendees.role', 'chair')
        .whereNot('calendar_objects.created_by', NOBODY_HERE)
        .where((query) => query.whereNull('calendar_objects.end_ms').orWhere('calendar_objects.end_ms', '>', afterMs))
        .distinct();
      return rows.map(fromRow);
    },
  };
};
