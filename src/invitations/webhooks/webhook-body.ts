import type { WebhookBody, WebhookDeliveryBody } from '../../contract/http/webhook.ts';
import { type Delivery, maskAddress, type Webhook } from './webhook.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** As its owner sees it: without what opens it. */
export const webhookBody = (webhook: Webhook, last: Delivery | undefined): WebhookBody => ({
  id: webhook.id,
  name: webhook.name,
  form: webhook.form,
  address: maskAddress(webhook.target),
  room: webhook.room ?? null,
  events: [...webhook.events],
  active: webhook.active,
  failingSince: webhook.failingSinceMs === undefined ? null : iso(webhook.failingSinceMs),
  createdAt: iso(webhook.createdMs),
  last:
    last === undefined
      ? null
      : { state: last.state, at: iso(last.leftMs ?? last.createdMs), status: last.status ?? null },
});

export const deliveryBody = (delivery: Delivery): WebhookDeliveryBody => ({
  id: delivery.id,
  event: delivery.event,
  state: delivery.state,
  attempts: delivery.attempts,
  createdAt: iso(delivery.createdMs),
  at: iso(delivery.state === 'waiting' ? delivery.dueMs : (delivery.leftMs ?? delivery.createdMs)),
  status: delivery.status ?? null,
  problem: delivery.problem,
  // Written by us.
  body: JSON.parse(delivery.body) as Record<string, unknown>,
});
