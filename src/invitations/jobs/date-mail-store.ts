import type { Knex } from 'knex';
import type { AccountId, EventId, MeetingId } from '../../base/ids.ts';
import type { Connection, Database, Transaction } from '../../platform/database.ts';

/** One date of an organizer's event that has a meeting. */
export interface MeetingDate {
  readonly eventId: EventId;
  readonly meetingId: MeetingId;
  /** `''`: the single event. */
  readonly recurrenceId: string;
  readonly startMs: number;
  readonly endMs: number;
}

export type DateMailKind = 'reminder' | 'nudge';

/** What was decided about the mails of a date; moved, it is another date. `address` may be `''`: for everybody. */
export interface DateMark extends Pick<MeetingDate, 'eventId' | 'recurrenceId' | 'startMs'> {
  readonly kind: DateMailKind;
  readonly address: string;
}

/** The dates of meetings, and which mails they have caused already. */
export interface DateMailStore {
  /** Dates that begin in [fromMs, toMs], by start. */
  listDates(fromMs: number, toMs: number): Promise<MeetingDate[]>;
  findDate(meetingId: MeetingId, recurrenceId: string): Promise<MeetingDate | undefined>;
  hasMark(mark: DateMark, connection?: Connection): Promise<boolean>;
  putMarks(transaction: Transaction, marks: readonly DateMark[], nowMs: number): Promise<void>;
  forgetBefore(ms: number): Promise<void>;
  /** When the organizer last got a digest. */
  lastDigestMs(organizerId: AccountId): Promise<number | undefined>;
  noteDigest(transaction: Transaction, organizerId: AccountId, nowMs: number): Promise<void>;
}

interface DateMailRow {
  kind: DateMailKind | 'digest';
  object_id: string;
  recurrence_id: string;
  address: string;
  start_ms: number;
  sent_ms: number;
}

interface DateRow {
  object_id: EventId;
  meeting_id: MeetingId;
  recurrence_id: string;
  start_ms: number;
  end_ms: number;
}

const ROWS_PER_INSERT = 100;

const fromRow = (row: DateRow): MeetingDate => ({
  eventId: row.object_id,
  meetingId: row.meeting_id,
  recurrenceId: row.recurrence_id,
  startMs: Number(row.start_ms),
  endMs: Number(row.end_ms),
});

const toRow = ({ kind, eventId, recurrenceId, address, startMs }: DateMark): Omit<DateMailRow, 'sent_ms'> => ({
  kind,
  object_id: eventId,
  recurrence_id: recurrenceId,
  address,
  start_ms: startMs,
});

/** One row an organizer, in the shape of the others: it is of no date. */
const digestRow = (organizerId: AccountId): Omit<DateMailRow, 'sent_ms'> => ({
  kind: 'digest',
  object_id: organizerId,
  recurrence_id: '',
  address: '',
  start_ms: 0,
});

const COLUMNS = [
  'instance.object_id',
  'instance.recurrence_id',
  'instance.start_ms',
  'instance.end_ms',
  'object.meeting_id',
] as const;

const own = (query: Knex.QueryBuilder): Knex.QueryBuilder =>
  query
    .whereRaw('?? = ??', ['object.created_by', 'calendars.account_id'])
    .whereNull('meetings.cancelled_ms')
    .select(...COLUMNS);

export const createDateMailStore = (database: Database): DateMailStore => {
  const mails = (connection: Connection = database) => connection<DateMailRow>('date_mails');
  /**
   * From the calendars on, in this order: dates are found by calendar and start. Copies are left out, and what is organized
   * elsewhere.
   */
  const dates = () =>
    database('calendars')
      .crossJoin(database.ref('calendar_instances').as('instance'))
      .whereRaw('?? = ??', ['instance.calendar_id', 'calendars.id'])
      .join('calendar_objects as object', 'object.id', 'instance.object_id')
      .join('meetings', 'meetings.id', 'object.meeting_id')
      .modify(own);
  return {
    async listDates(fromMs, toMs) {
      const rows: DateRow[] = await dates()
        .whereBetween('instance.start_ms', [fromMs, toMs])
        .orderBy([{ column: 'instance.start_ms' }, { column: 'instance.object_id' }]);
      return rows.map(fromRow);
    },
    async findDate(meetingId, recurrenceId) {
      const rows: DateRow[] = await database('calendar_objects as object')
        .join('calendars', 'calendars.id', 'object.calendar_id')
        .join('calendar_instances as instance', 'instance.object_id', 'object.id')
        .join('meetings', 'meetings.id', 'object.meeting_id')
        .modify(own)
        .where({ 'object.meeting_id': meetingId, 'instance.recurrence_id': recurrenceId })
        .orderBy('instance.start_ms', 'desc')
        .limit(1);
      return rows.map(fromRow)[0];
    },
    async hasMark(mark, connection) {
      return (await mails(connection).where(toRow(mark)).first('sent_ms')) !== undefined;
    },
    async putMarks(transaction, marks, nowMs) {
      for (let start = 0; start < marks.length; start += ROWS_PER_INSERT)
        await mails(transaction)
          .insert(marks.slice(start, start + ROWS_PER_INSERT).map((mark) => ({ ...toRow(mark), sent_ms: nowMs })))
          .onConflict()
          .ignore();
    },
    async forgetBefore(ms) {
      await mails().where('sent_ms', '<', ms).where('start_ms', '<', ms).delete();
    },
    async lastDigestMs(organizerId) {
      const row = await mails().where(digestRow(organizerId)).first('sent_ms');
      return row && Number(row.sent_ms);
    },
    async noteDigest(transaction, organizerId, nowMs) {
      await mails(transaction)
        .insert({ ...digestRow(organizerId), sent_ms: nowMs })
        .onConflict(['kind', 'object_id', 'recurrence_id', 'address', 'start_ms'])
        .merge();
    },
  };
};
