import type { MeetingId } from '../../base/ids.ts';
import type { DeliveryEvent } from '../../base/webhook-kinds.ts';
import type { Connection, Database } from '../../platform/database.ts';
import type { Delivery, DeliveryId, WebhookId } from './webhook.ts';

interface DeliveryRow {
  id: DeliveryId;
  webhook_id: WebhookId;
  event: DeliveryEvent;
  meeting_id: MeetingId | '';
  body: string;
  state: Delivery['state'];
  attempts: number;
  created_ms: number;
  due_ms: number;
  left_ms: number | null;
  status: number | null;
  problem: string;
}

export type NewDelivery = Pick<Delivery, 'id' | 'webhookId' | 'event' | 'body' | 'createdMs' | 'dueMs'> & {
  readonly meetingId?: MeetingId;
};

/** What came of an attempt. */
export type DeliveryOutcome = Pick<Delivery, 'state' | 'dueMs' | 'problem'> & {
  readonly leftMs: number;
  readonly status: number | undefined;
};

export interface DeliveryStore {
  insert(deliveries: readonly NewDelivery[], connection?: Connection): Promise<void>;
  /** Takes back what was to be said of a meeting and has not been tried; answers to whom. */
  takeBack(meetingId: MeetingId, event: DeliveryEvent, connection: Connection): Promise<WebhookId[]>;
  /** Those whose time has come, the longest due first, of active webhooks; a test and a copied invitation go to others too. */
  listDue(nowMs: number, limit: number): Promise<Delivery[]>;
  /** When the next one is due. */
  nextDueMs(): Promise<number | undefined>;
  find(webhookId: WebhookId, id: DeliveryId): Promise<Delivery | undefined>;
  /** The newest first. */
  listOf(webhookId: WebhookId, offset: number, limit: number): Promise<Delivery[]>;
  count(webhookId: WebhookId): Promise<number>;
  /** The newest that was tried, of each. */
  lastOf(webhookIds: readonly WebhookId[]): Promise<ReadonlyMap<WebhookId, Delivery>>;
  settle(id: DeliveryId, outcome: DeliveryOutcome, connection?: Connection): Promise<void>;
  /** It waits as if it were new. */
  again(id: DeliveryId, nowMs: number): Promise<void>;
  /** What waits for a webhook that was switched off is not told any more. */
  giveUpAll(webhookId: WebhookId, problem: string, connection: Connection): Promise<void>;
  removeSettledBefore(createdMs: number): Promise<void>;
}

const fromRow = (row: DeliveryRow): Delivery => ({
  id: row.id,
  webhookId: row.webhook_id,
  event: row.event,
  body: row.body,
  state: row.state,
  attempts: row.attempts,
  createdMs: Number(row.created_ms),
  dueMs: Number(row.due_ms),
  ...(row.left_ms !== null && { leftMs: Number(row.left_ms) }),
  ...(row.status !== null && { status: row.status }),
  problem: row.problem,
});

export const createDeliveryStore = (database: Database): DeliveryStore => {
  const deliveries = (connection: Connection = database) => connection<DeliveryRow>('webhook_deliveries');
  return {
    async insert(list, connection = database) {
      for (const { id, webhookId, event, meetingId, body, createdMs, dueMs } of list)
        await deliveries(connection).insert({
          id,
          webhook_id: webhookId,
          event,
          meeting_id: meetingId ?? '',
          body,
          state: 'waiting',
          created_ms: createdMs,
          due_ms: dueMs,
        });
    },
    async takeBack(meetingId, event, connection) {
      // By the index of what waits, which is little.
      const rows = await deliveries(connection)
        .where({ state: 'waiting', attempts: 0, meeting_id: meetingId, event })
        .select('id', 'webhook_id');
      for (const { id } of rows) await deliveries(connection).where({ id }).delete();
      return rows.map(({ webhook_id }) => webhook_id);
    },
    async listDue(nowMs, limit) {
      const rows = await deliveries()
        .where({ state: 'waiting' })
        .where('due_ms', '<=', nowMs)
        .orderBy('due_ms')
        .limit(limit);
      return rows.map(fromRow);
    },
    async nextDueMs() {
      const row = await deliveries().where({ state: 'waiting' }).orderBy('due_ms').first('due_ms');
      return row && Number(row.due_ms);
    },
    async find(webhookId, id) {
      const row = await deliveries().where({ id, webhook_id: webhookId }).first();
      return row && fromRow(row);
    },
    async listOf(webhookId, offset, limit) {
      const rows = await deliveries()
        .where({ webhook_id: webhookId })
        .orderBy([
          { column: 'created_ms', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .offset(offset)
        .limit(limit);
      return rows.map(fromRow);
    },
    async count(webhookId) {
      const [row] = await deliveries().where({ webhook_id: webhookId }).count({ all: '*' });
      return Number(row?.['all'] ?? 0);
    },
    async lastOf(webhookIds) {
      const found = new Map<WebhookId, Delivery>();
      for (const webhookId of webhookIds) {
        const row = await deliveries()
          .where({ webhook_id: webhookId })
          .whereNotNull('left_ms')
          .orderBy('created_ms', 'desc')
          .first();
        if (row) found.set(webhookId, fromRow(row));
      }
      return found;
    },
    async settle(id, { state, dueMs, problem, leftMs, status }, connection = database) {
      await deliveries(connection)
        .where({ id })
        .update({ state, due_ms: dueMs, problem, left_ms: leftMs, status: status ?? null })
        .increment('attempts', 1);
    },
    async again(id, nowMs) {
      await deliveries().where({ id }).update({ state: 'waiting', attempts: 0, due_ms: nowMs, problem: '' });
    },
    async giveUpAll(webhookId, problem, connection) {
      await deliveries(connection)
        .where({ webhook_id: webhookId, state: 'waiting' })
        .update({ state: 'failed', problem });
    },
    async removeSettledBefore(createdMs) {
      await deliveries().whereNot({ state: 'waiting' }).where('created_ms', '<', createdMs).delete();
    },
  };
};
