import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { createJob, type Job } from '../../platform/job.ts';
import type { DeliveryStore } from './delivery-store.ts';
import type { SendDelivery } from './send-delivery.ts';
import type { SettleDelivery } from './settle-delivery.ts';
import type { Delivery, DeliveryId, Webhook } from './webhook.ts';
import type { WebhookStore } from './webhook-store.ts';

/** Each holds a connection for up to ten seconds. */
const AT_ONCE = 8;
/** One slow host leaves room for the others. */
const AT_ONCE_TO_A_HOST = 2;
/** Looked at in one go: beyond those of a host that is busy there are others. */
const LOOKED_AT = 200;

const KEPT_MS = 30 * 24 * 3_600_000;
const HOUR_MS = 3_600_000;

const hostOf = ({ target: { url } }: Webhook): string => (URL.canParse(url) ? new URL(url).host : '');

/**
 * Sends what waits in the database. What is being sent stays there as waiting until its answer is kept: a server that is killed in
 * between sends it again.
 */
export const createWebhookJob = ({
  stores: { webhooks, deliveries, accounts },
  sendDelivery,
  settleDelivery,
  clock,
  log,
}: {
  readonly stores: {
    readonly webhooks: WebhookStore;
    readonly deliveries: DeliveryStore;
    readonly accounts: AccountStore;
  };
  readonly sendDelivery: SendDelivery;
  readonly settleDelivery: SettleDelivery;
  readonly clock: Clock;
  readonly log: Log;
}): Job => {
  const underWay = new Map<DeliveryId, { readonly host: string; readonly done: Promise<void> }>();
  let tidyMs = 0;

  const toHost = (host: string): number => [...underWay.values()].filter((one) => one.host === host).length;

  const giveUp = (delivery: Delivery): Promise<void> =>
    deliveries.settle(delivery.id, {
      state: 'failed',
      dueMs: clock.nowMs(),
      problem: 'switched-off',
      leftMs: delivery.leftMs ?? clock.nowMs(),
      status: delivery.status,
    });

  const work = async (webhook: Webhook, delivery: Delivery): Promise<void> => {
    try {
      const owner = await accounts.findById(webhook.accountId);
      const may = owner !== undefined && !owner.suspended && (!webhook.everybody || owner.admin);
      if (!may) return await giveUp(delivery);
      const attempt = await sendDelivery(webhook, delivery, owner);
      // It stays as it is, for the server that comes after.
      if (!attempt.ok && attempt.problem === 'stopped') return;
      await settleDelivery(delivery, attempt);
    } catch (error) {
      log.error({ err: error, delivery: delivery.id }, 'A webhook could not be told');
    }
  };

  /** Begins what may begin now; answers how many are left for later. */
  const begin = async (): Promise<number> => {
    let waiting = 0;
    const known = new Map<string, Webhook | undefined>();
    for (const delivery of await deliveries.listDue(clock.nowMs(), LOOKED_AT)) {
      if (underWay.has(delivery.id)) continue;
      const { webhookId } = delivery;
      if (!known.has(webhookId)) known.set(webhookId, await webhooks.find(webhookId));
      const webhook = known.get(webhookId);
      if (webhook === undefined) continue;
      const host = hostOf(webhook);
      if (underWay.size >= AT_ONCE || toHost(host) >= AT_ONCE_TO_A_HOST) {
        waiting += 1;
        continue;
      }
      const done = work(webhook, delivery).finally(() => {
        underWay.delete(delivery.id);
        job.wake();
      });
      underWay.set(delivery.id, { host, done });
    }
    return waiting;
  };

  const job = createJob({
    name: 'tell webhooks',
    log,
    async run() {
      const nowMs = clock.nowMs();
      if (nowMs - tidyMs >= HOUR_MS) {
        tidyMs = nowMs;
        await deliveries.removeSettledBefore(nowMs - KEPT_MS);
      }
      const waiting = await begin();
      // What ends wakes the job.
      if (waiting > 0 || underWay.size > 0) return undefined;
      const dueMs = await deliveries.nextDueMs();
      return dueMs === undefined ? HOUR_MS : Math.min(HOUR_MS, Math.max(0, dueMs - clock.nowMs()));
    },
  });

  return {
    start: () => job.start(),
    wake: () => job.wake(),
    async stop() {
      await job.stop();
      await Promise.all([...underWay.values()].map(({ done }) => done));
    },
  };
};
