import type { Clock } from '../../base/clock.ts';
import type { Transaction, UnitOfWork } from '../../platform/database.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { pauseAfter, SWITCHED_OFF_AFTER_MS } from './retry-plan.ts';
import type { Attempt } from './send-delivery.ts';
import type { Delivery, Webhook } from './webhook.ts';
import type { WebhookStore } from './webhook-store.ts';

/** Tells the owner, in the transaction that switches the webhook off. */
export type TellSwitchedOff = (transaction: Transaction, webhook: Webhook, sinceMs: number) => Promise<void>;

/** Keeps what came of an attempt: it arrived, it is tried again, it is given up, or the webhook is switched off with all that waits. */
export const createSettleDelivery = ({
  webhooks,
  deliveries,
  unitOfWork,
  tellSwitchedOff,
  clock,
}: {
  readonly webhooks: WebhookStore;
  readonly deliveries: DeliveryStore;
  readonly unitOfWork: UnitOfWork;
  readonly tellSwitchedOff: TellSwitchedOff;
  readonly clock: Clock;
}) => {
  const switchOff = async (transaction: Transaction, webhook: Webhook, sinceMs: number): Promise<void> => {
    await webhooks.update(webhook.id, { active: false }, transaction);
    await deliveries.giveUpAll(webhook.id, 'switched-off', transaction);
    await tellSwitchedOff(transaction, webhook, sinceMs);
  };

  return async ({ id, webhookId, attempts }: Delivery, attempt: Attempt): Promise<void> => {
    const nowMs = clock.nowMs();
    await unitOfWork(async (transaction) => {
      // Anew: others arrived or failed meanwhile, and it may be gone.
      const webhook = await webhooks.find(webhookId, transaction);
      if (webhook === undefined) return;
      const left = { leftMs: nowMs, status: attempt.status };
      if (attempt.ok) {
        await deliveries.settle(id, { state: 'delivered', dueMs: nowMs, problem: '', ...left }, transaction);
        if (webhook.failingSinceMs !== undefined)
          await webhooks.update(webhookId, { failingSinceMs: null }, transaction);
        return;
      }
      const isGone = attempt.problem === 'gone';
      const pauseMs = isGone ? undefined : pauseAfter(attempts + 1, attempt.retryAfterMs);
      await deliveries.settle(
        id,
        {
          state: pauseMs === undefined ? 'failed' : 'waiting',
          dueMs: nowMs + (pauseMs ?? 0),
          problem: attempt.problem,
          ...left,
        },
        transaction,
      );
      const sinceMs = webhook.failingSinceMs ?? nowMs;
      if (webhook.failingSinceMs === undefined)
        await webhooks.update(webhookId, { failingSinceMs: nowMs }, transaction);
      if (webhook.active && (isGone || nowMs - sinceMs >= SWITCHED_OFF_AFTER_MS))
        await switchOff(transaction, webhook, sinceMs);
    });
  };
};

export type SettleDelivery = ReturnType<typeof createSettleDelivery>;
