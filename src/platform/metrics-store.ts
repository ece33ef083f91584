import type { Database } from './database.ts';

/** What the metrics tell of what is kept. */
export interface KeptFigures {
  readonly mailsWaiting: number;
  /** When the oldest waiting mail was written; undefined when none waits. */
  readonly oldestMailMs: number | undefined;
  readonly incomingWaiting: number;
  /** Deliveries of webhooks by state. */
  readonly webhookDeliveries: ReadonlyMap<string, number>;
  /** When the newest whole backup ended. */
  readonly backupMs: number | undefined;
}

export type ReadKeptFigures = () => Promise<KeptFigures>;

const numberOr = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** All of it by indexes: asked every few seconds, beside the meetings. */
export const createReadKeptFigures =
  (database: Database): ReadKeptFigures =>
  async () => {
    const waiting = await database('outbox')
      .where({ state: 'waiting' })
      .first<Record<string, unknown>>(database.raw('count(*) as total, min(since_ms) as oldest'));
    const incoming = await database('incoming_mails').where({ state: 'waiting' }).count({ total: '*' }).first();
    const deliveries: Array<{ state: string; total: number }> = await database('webhook_deliveries')
      .groupBy('state')
      .select('state')
      .count({ total: '*' });
    const backup = await database('backups').where({ state: 'ready' }).max({ ended: 'ended_ms' }).first();
    return {
      mailsWaiting: numberOr(waiting?.['total']) ?? 0,
      oldestMailMs: numberOr(waiting?.['oldest']),
      incomingWaiting: numberOr(incoming?.['total']) ?? 0,
      webhookDeliveries: new Map(deliveries.map(({ state, total }) => [state, total])),
      backupMs: numberOr(backup?.['ended']),
    };
  };
