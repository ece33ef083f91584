import type { AccountId, CalendarId } from '../../base/ids.ts';
import type { Connection, Database, Transaction } from '../../platform/database.ts';
import type { Validators } from '../../platform/safe-fetch.ts';

/** An outside calendar that is read from time to time. */
export interface Subscription {
  readonly calendarId: CalendarId;
  readonly url: string;
  readonly validators: Validators;
  readonly intervalMs: number;
  readonly refreshedMs?: number;
  /** A code; absent: the last refresh was well. */
  readonly problem?: string;
  /** Refreshes in a row that were not. */
  readonly failures: number;
}

/** What a refresh leaves behind. */
export interface RefreshOutcome {
  readonly dueMs: number;
  readonly failures: number;
  readonly problem: string | undefined;
  /** Those of a refresh that was well. */
  readonly refreshedMs?: number;
  readonly intervalMs?: number;
  readonly validators?: Validators;
}

export interface SubscriptionStore {
  insert(
    transaction: Transaction,
    subscription: Pick<Subscription, 'calendarId' | 'url' | 'intervalMs'> & { readonly dueMs: number },
  ): Promise<void>;
  find(calendarId: CalendarId): Promise<Subscription | undefined>;
  listOf(calendarIds: readonly CalendarId[]): Promise<Map<CalendarId, Subscription>>;
  countOf(accountId: AccountId, connection?: Connection): Promise<number>;
  /** Those that are due, the longest first, now due again at `untilMs`: a refresh that is killed is repeated then. */
  claimDue(nowMs: number, untilMs: number, limit: number): Promise<Subscription[]>;
  nextDueMs(): Promise<number | undefined>;
  /** Nothing when the calendar is gone meanwhile. */
  settle(calendarId: CalendarId, outcome: RefreshOutcome): Promise<void>;
}

interface SubscriptionRow {
  calendar_id: CalendarId;
  url: string;
  http_etag: string | null;
  last_modified: string | null;
  interval_ms: number;
  due_ms: number;
  refreshed_ms: number | null;
  problem: string | null;
  failures: number;
}

const fromRow = (row: SubscriptionRow): Subscription => ({
  calendarId: row.calendar_id,
  url: row.url,
  validators: {
    ...(row.http_etag !== null && { etag: row.http_etag }),
    ...(row.last_modified !== null && { lastModified: row.last_modified }),
  },
  intervalMs: Number(row.interval_ms),
  ...(row.refreshed_ms !== null && { refreshedMs: Number(row.refreshed_ms) }),
  ...(row.problem !== null && { problem: row.problem }),
  failures: row.failures,
});

export const createSubscriptionStore = (database: Database): SubscriptionStore => {
  const subscriptions = (connection: Connection) => connection<SubscriptionRow>('calendar_subscriptions');
  return {
    async insert(transaction, { calendarId, url, intervalMs, dueMs }) {
      await subscriptions(transaction).insert({
        calendar_id: calendarId,
        url,
        interval_ms: intervalMs,
        due_ms: dueMs,
        failures: 0,
      });
    },
    async find(calendarId) {
      const row = await subscriptions(database).where({ calendar_id: calendarId }).first();
      return row && fromRow(row);
    },
    async listOf(calendarIds) {
      const rows = await subscriptions(database).whereIn('calendar_id', calendarIds);
      return new Map(rows.map((row) => [row.calendar_id, fromRow(row)]));
    },
    async countOf(accountId, connection = database) {
      const row = await connection('calendars')
        .where({ account_id: accountId, kind: 'subscription' })
        .count({ total: '*' })
        .first<{ total: number }>();
      return Number(row?.total ?? 0);
    },
    async claimDue(nowMs, untilMs, limit) {
      const rows = await subscriptions(database).where('due_ms', '<=', nowMs).orderBy('due_ms').limit(limit);
      const ids = rows.map(({ calendar_id }) => calendar_id);
      await subscriptions(database).whereIn('calendar_id', ids).update({ due_ms: untilMs });
      return rows.map(fromRow);
    },
    async nextDueMs() {
      const row = await subscriptions(database).orderBy('due_ms').first('due_ms');
      return row && Number(row.due_ms);
    },
    async settle(calendarId, { dueMs, failures, problem, refreshedMs, intervalMs, validators }) {
      await subscriptions(database)
        .where({ calendar_id: calendarId })
        .update({
          due_ms: dueMs,
          failures,
          problem: problem ?? null,
          ...(refreshedMs !== undefined && { refreshed_ms: refreshedMs }),
          ...(intervalMs !== undefined && { interval_ms: intervalMs }),
          ...(validators && { http_etag: validators.etag ?? null, last_modified: validators.lastModified ?? null }),
        });
    },
  };
};
