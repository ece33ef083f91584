import type { AccountId, EventId } from '../../base/ids.ts';
import type { Partstat } from '../../contract/http/event.ts';
import type { Database } from '../../platform/database.ts';
import type { BusyTime } from './busy-times.ts';

/** Names an event in every calendar that has it. */
export interface EventName {
  readonly uid: string;
  readonly organizerId: AccountId;
}

export interface FreeBusyStore {
  /** What stands in the account's own calendars in [fromMs, toMs) and takes its time, in no order; `except` left out. */
  busyTimes(accountId: AccountId, fromMs: number, toMs: number, except?: EventName): Promise<BusyTime[]>;
  nameOf(id: EventId): Promise<EventName | undefined>;
}

interface BusyRow {
  readonly start_ms: number;
  readonly end_ms: number;
  readonly status: string;
  readonly answer: Partstat | null;
}

/** Does not come, or sends somebody else. */
const DOES_NOT_COME = new Set<Partstat | null>(['DECLINED', 'DELEGATED']);
const MAY_COME = new Set<Partstat | null>(['TENTATIVE', 'NEEDS-ACTION']);

const fromRow = ({ start_ms, end_ms, status, answer }: BusyRow): BusyTime => ({
  startMs: Number(start_ms),
  endMs: Number(end_ms),
  kind: status === 'TENTATIVE' || MAY_COME.has(answer) ? 'tentative' : 'busy',
});

/**
 * The account's answer for that date, or else for the whole event: kept beside the organizer's own object. Nobody asks people
 * whether they come to what they organize themselves.
 */
const ANSWER = `
  CASE WHEN object.created_by = account.id AND object.organizer IN ('', account.email_key) THEN NULL ELSE (
    SELECT person.answer
    FROM calendar_objects AS master
    JOIN calendars AS home ON home.id = master.calendar_id AND home.account_id = object.created_by
    JOIN attendees AS person ON person.object_id = master.id AND person.address = account.email_key
      AND person.recurrence_id IN ('', instance.recurrence_id)
    WHERE master.uid = object.uid
    ORDER BY person.recurrence_id DESC
    LIMIT 1
  ) END AS answer`;

export const createFreeBusyStore = (database: Database): FreeBusyStore => ({
  async busyTimes(accountId, fromMs, toMs, except) {
    const query = database('calendar_instances as instance')
      .join('calendar_objects as object', 'object.id', 'instance.object_id')
      .join('calendars as calendar', 'calendar.id', 'instance.calendar_id')
      .join('accounts as account', 'account.id', 'calendar.account_id')
      .where({ 'calendar.account_id': accountId, 'calendar.kind': 'own', 'calendar.transparent': false })
      .where({ 'object.transparent': false })
      .whereNot('object.status', 'CANCELLED')
      .where('instance.start_ms', '<', toMs)
      .where('instance.end_ms', '>', fromMs)
      .select<BusyRow[]>('instance.start_ms', 'instance.end_ms', 'object.status', database.raw(ANSWER));
    if (except) query.whereNot({ 'object.uid': except.uid, 'object.created_by': except.organizerId });
    const rows = await query;
    return rows.filter(({ answer }) => !DOES_NOT_COME.has(answer)).map(fromRow);
  },
  async nameOf(id) {
    const row = await database('calendar_objects').where({ id }).first<{ uid: string; created_by: AccountId }>();
    return row && { uid: row.uid, organizerId: row.created_by };
  },
});
