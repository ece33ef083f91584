import express from 'express';
import { actorOf } from '../../accounts/audit-actor.ts';
import { requireAdmin, signedIn } from '../../accounts/signed-in.ts';
import {
  type NewWebhook,
  newWebhookRequest,
  type WebhookDeliveryList,
  type WebhookList,
  webhookChangeRequest,
  webhookDeliveryQuery,
} from '../../contract/http/webhook.ts';
import { readBody, readQuery } from '../../platform/web.ts';
import { deliveryBody, webhookBody } from './webhook-body.ts';
import type { WebhookAsker, Webhooks } from './webhooks.ts';

const PAGE = 50;

interface Whose {
  readonly base: '/webhooks' | '/admin/webhooks';
  readonly asker: (request: express.Request) => WebhookAsker;
}

const OWN: Whose = {
  base: '/webhooks',
  asker: (request) => ({ account: signedIn(request), everybody: false, actor: actorOf(request) }),
};

const EVERYBODY: Whose = {
  base: '/admin/webhooks',
  asker: (request) => ({ account: requireAdmin(request), everybody: true, actor: actorOf(request) }),
};

const createRoutes = (webhooks: Webhooks, { base, asker }: Whose): express.Router => {
  const router = express.Router();
  const idOf = (request: express.Request): string => String(request.params['id']);

  router.get(base, async (request, response) => {
    const list = await webhooks.listOf(asker(request));
    const body: WebhookList = { webhooks: list.map(({ webhook, last }) => webhookBody(webhook, last)) };
    response.json(body);
  });

  router.post(base, async (request, response) => {
    const who = asker(request);
    const webhook = await webhooks.create(who, readBody(newWebhookRequest, request));
    const body: NewWebhook = {
      webhook: webhookBody(webhook, undefined),
      secret: webhook.form === 'json' ? webhook.secret : null,
    };
    response.status(201).json(body);
  });

  router.patch(`${base}/:id`, async (request, response) => {
    const who = asker(request);
    const wish = readBody(webhookChangeRequest, request);
    response.json(webhookBody(await webhooks.change(who, idOf(request), wish), undefined));
  });

  router.delete(`${base}/:id`, async (request, response) => {
    await webhooks.remove(asker(request), idOf(request));
    response.status(204).end();
  });

  router.post(`${base}/:id/secret`, async (request, response) => {
    response.json({ secret: await webhooks.renewSecret(asker(request), idOf(request)) });
  });

  router.post(`${base}/:id/test`, async (request, response) => {
    response.status(202).json(deliveryBody(await webhooks.test(asker(request), idOf(request))));
  });

  router.get(`${base}/:id/deliveries`, async (request, response) => {
    const who = asker(request);
    const { offset = 0 } = readQuery(webhookDeliveryQuery, request);
    const { deliveries, total } = await webhooks.listDeliveries(who, idOf(request), { offset, limit: PAGE });
    const body: WebhookDeliveryList = { deliveries: deliveries.map(deliveryBody), total };
    response.json(body);
  });

  router.post(`${base}/:id/deliveries/:delivery/resend`, async (request, response) => {
    const delivery = await webhooks.sendAgain(asker(request), idOf(request), String(request.params['delivery']));
    response.status(202).json(deliveryBody(delivery));
  });

  return router;
};

/** Webhooks of one’s own: they hear of the meetings that the account organizes. */
export const createWebhookRoutes = ({ webhooks }: { readonly webhooks: Webhooks }): express.Router =>
  createRoutes(webhooks, OWN);

/** Webhooks that hear of everybody’s meetings. For administrators. */
export const createEverybodyWebhookRoutes = ({ webhooks }: { readonly webhooks: Webhooks }): express.Router =>
  createRoutes(webhooks, EVERYBODY);
