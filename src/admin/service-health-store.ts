import type { Database } from '../platform/database.ts';

/** What the tables know of how services are doing; each count reads an index. */
export interface ServiceHealthStore {
  /** Mails that were tried in vain and wait since before then; what was last said, of the oldest. */
  delayedMails(sinceMs: number): Promise<{ readonly count: number; readonly said: string }>;
  /** Mails that were given up since then. */
  failedMails(sinceMs: number): Promise<number>;
  /** Mails that came in and could not be handled, since then. */
  unreadMails(sinceMs: number): Promise<number>;
  /** Outside calendars that could not be read some times in a row. */
  failingFeeds(failures: number): Promise<number>;
  /** Whether the newest recording that has an outcome could not be rendered. */
  lastRecordingFailed(): Promise<boolean>;
}

const numberOf = (row: Record<string, unknown> | undefined): number => Number(row?.['total'] ?? 0);

export const createServiceHealthStore = (database: Database): ServiceHealthStore => ({
  async delayedMails(sinceMs) {
    const delayed = () =>
      database('outbox').where({ state: 'waiting' }).whereNotNull('last_error').where('since_ms', '<', sinceMs);
    const count = numberOf(await delayed().count({ total: '*' }).first());
    if (count === 0) return { count, said: '' };
    const oldest: { last_error: string } | undefined = await delayed().orderBy('since_ms').first('last_error');
    return { count, said: oldest?.last_error ?? '' };
  },
  failedMails: async (sinceMs) =>
    numberOf(
      await database('outbox').where({ state: 'failed' }).where('left_ms', '>', sinceMs).count({ total: '*' }).first(),
    ),
  unreadMails: async (sinceMs) =>
    numberOf(
      await database('incoming_mails')
        .where({ state: 'set-aside', reason: 'failed' })
        .where('received_ms', '>', sinceMs)
        .count({ total: '*' })
        .first(),
    ),
  failingFeeds: async (failures) =>
    numberOf(await database('calendar_subscriptions').where('failures', '>=', failures).count({ total: '*' }).first()),
  async lastRecordingFailed() {
    const last: { state: string } | undefined = await database('recordings')
      .whereIn('state', ['ready', 'failed'])
      .orderBy('started_ms', 'desc')
      .first('state');
    return last?.state === 'failed';
  },
});
