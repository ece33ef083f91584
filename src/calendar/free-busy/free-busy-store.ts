import type { AccountId, EventId } from '../../base/ids.ts';
import type { Partstat } from '../../contract/http/event.ts';
import type { Database } from '../../platform/database.ts';
import type { BusyTime } from './busy-times.ts';

/** Names an event in every calendar that has it. */
export interface EventName {
  readonly uid: string;
  readonly organizerId: AccountId;
}

/** A series whose dates are not all listed, as it takes its owner's time. */
export interface BusySeries {
  readonly raw: string;
  /** Of whole days and floating times. */
  readonly homeZone: string;
  readonly kind: BusyTime['kind'];
}

export interface FreeBusyStore {
  /** What stands in the account's own calendars in [fromMs, toMs) and takes its time, in no order; `except` left out. */
  busyTimes(accountId: AccountId, fromMs: number, toMs: number, except?: EventName): Promise<BusyTime[]>;
  /** Series that may have dates there which are not listed: those of years to come. */
  busySeries(accountId: AccountId, fromMs: number, toMs: number, except?: EventName): Promise<BusySeries[]>;
  nameOf(id: EventId): Promise<EventName | undefined>;
}

interface StateColumns {
  readonly status: string;
  readonly answer: Partstat | null;
}

interface BusyRow extends StateColumns {
  readonly start_ms: number;
  readonly end_ms: number;
}

interface SeriesRow extends StateColumns {
  readonly raw: string;
  readonly home_zone: string;
}

/** Does not come, or sends somebody else. */
const DOES_NOT_COME = new Set<Partstat | null>(['DECLINED', 'DELEGATED']);
const MAY_COME = new Set<Partstat | null>(['TENTATIVE', 'NEEDS-ACTION']);

const comes = ({ answer }: StateColumns): boolean => !DOES_NOT_COME.has(answer);
const kindOf = ({ status, answer }: StateColumns): BusyTime['kind'] =>
  status === 'TENTATIVE' || MAY_COME.has(answer) ? 'tentative' : 'busy';

/**
 * The account's answer for a date, or else for the whole event: kept beside the organizer's own object. Nobody asks people whether
 * they come to what they organize themselves.
 */
const answerFor = (recurrenceId: string): string => `
  CASE WHEN object.created_by = account.id AND object.organizer IN ('', account.email_key) THEN NULL ELSE (
    SELECT person.answer
    FROM calendar_objects AS master
    JOIN calendars AS home ON home.id = master.calendar_id AND home.account_id = object.created_by
    JOIN attendees AS person ON person.object_id = master.id AND person.address = account.email_key
      AND person.recurrence_id IN ('', ${recurrenceId})
    WHERE master.uid = object.uid
    ORDER BY person.recurrence_id DESC
    LIMIT 1
  ) END AS answer`;

export const createFreeBusyStore = (database: Database): FreeBusyStore => {
  /** The objects that take the account's time. */
  const objectsOf = (accountId: AccountId, except: EventName | undefined) => {
    const query = database('calendar_objects as object')
      .join('calendars as calendar', 'calendar.id', 'object.calendar_id')
      .join('accounts as account', 'account.id', 'calendar.account_id')
      .where({ 'calendar.account_id': accountId, 'calendar.kind': 'own', 'calendar.transparent': false })
      .where({ 'object.transparent': false })
      .whereNot('object.status', 'CANCELLED');
    if (!except) return query;
    return query.whereRaw('NOT (object.uid = ? AND object.created_by = ?)', [except.uid, except.organizerId]);
  };
  return {
    async busyTimes(accountId, fromMs, toMs, except) {
      const rows: BusyRow[] = await objectsOf(accountId, except)
        .join('calendar_instances as instance', 'instance.object_id', 'object.id')
        .where('instance.start_ms', '<', toMs)
        .where('instance.end_ms', '>', fromMs)
        .select(
          'instance.start_ms',
          'instance.end_ms',
          'object.status',
          database.raw(answerFor('instance.recurrence_id')),
        );
      return rows
        .filter(comes)
        .map((row) => ({ startMs: Number(row.start_ms), endMs: Number(row.end_ms), kind: kindOf(row) }));
    },
    async busySeries(accountId, fromMs, toMs, except) {
      const rows: SeriesRow[] = await objectsOf(accountId, except)
        .whereNotNull('object.window_to_ms')
        .where('object.start_ms', '<', toMs)
        .where((query) => query.whereNull('object.end_ms').orWhere('object.end_ms', '>', fromMs))
        .where((query) => query.where('object.window_to_ms', '<', toMs).orWhere('object.window_from_ms', '>', fromMs))
        .select(
          'object.raw',
          'object.status',
          database.raw('coalesce(calendar.time_zone, account.time_zone) AS home_zone'),
          database.raw(answerFor("''")),
        );
      return rows.filter(comes).map((row) => ({ raw: row.raw, homeZone: row.home_zone, kind: kindOf(row) }));
    },
    async nameOf(id) {
      const row = await database('calendar_objects').where({ id }).first<{ uid: string; created_by: AccountId }>();
      return row && { uid: row.uid, organizerId: row.created_by };
    },
  };
};
