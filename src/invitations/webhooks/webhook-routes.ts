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

const idOf = (request: express.Request): string => String(request.params['id']);

type Asker = (request: express.Request) => WebhookAsker;

const ownAsker: Asker = (request) => ({
  account: signedIn(request),
  everybody: false,
  actor: actorOf(request),
});

const everybodyAsker: Asker = (request) => ({
  account: requireAdmin(request),
  everybody: true,
  actor: actorOf(request),
});

/** What is done with webhooks, whosoever they are. */
const createHandlers = (webhooks: Webhooks, asker: Asker) =>
  ({
    async list(request, response) {
      const list = await webhooks.listOf(asker(request));
      const body: WebhookList = { webhooks: list.map(({ webhook, last }) => webhookBody(webhook, last)) };
      response.json(body);
    },
    async create(request, response) {
      const who = asker(request);
      const webhook = await webhooks.create(who, readBody(newWebhookRequest, request));
      const body: NewWebhook = {
        webhook: webhookBody(webhook, undefined),
        secret: webhook.form === 'json' ? webhook.secret : null,
      };
      response.status(201).json(body);
    },
    async change(request, response) {
      const who = asker(request);
      const wish = readBody(webhookChangeRequest, request);
      response.json(webhookBody(await webhooks.change(who, idOf(request), wish), undefined));
    },
    async remove(request, response) {
      await webhooks.remove(asker(request), idOf(request));
      response.status(204).end();
    },
    async renewSecret(request, response) {
      response.json({ secret: await webhooks.renewSecret(asker(request), idOf(request)) });
    },
    async test(request, response) {
      response.status(202).json(deliveryBody(await webhooks.test(asker(request), idOf(request))));
    },
    async deliveries(request, response) {
      const who = asker(request);
      const { offset = 0 } = readQuery(webhookDeliveryQuery, request);
      const { deliveries, total } = await webhooks.listDeliveries(who, idOf(request), { offset, limit: PAGE });
      const body: WebhookDeliveryList = { deliveries: deliveries.map(deliveryBody), total };
      response.json(body);
    },
    async resend(request, response) {
      const delivery = await webhooks.sendAgain(asker(request), idOf(request), String(request.params['delivery']));
      response.status(202).json(deliveryBody(delivery));
    },
  }) satisfies Record<string, express.RequestHandler>;

/** Webhooks of one’s own, which hear of the meetings that the account organizes; and for administrators those that hear of everybody’s. */
export const createWebhookRoutes = ({ webhooks }: { readonly webhooks: Webhooks }): express.Router => {
  const router = express.Router();

  const own = createHandlers(webhooks, ownAsker);
  router.get('/webhooks', own.list);
  router.post('/webhooks', own.create);
  router.patch('/webhooks/:id', own.change);
  router.delete('/webhooks/:id', own.remove);
  router.post('/webhooks/:id/secret', own.renewSecret);
  router.post('/webhooks/:id/test', own.test);
  router.get('/webhooks/:id/deliveries', own.deliveries);
  router.post('/webhooks/:id/deliveries/:delivery/resend', own.resend);

  const everybody = createHandlers(webhooks, everybodyAsker);
  router.get('/admin/webhooks', everybody.list);
  router.post('/admin/webhooks', everybody.create);
  router.patch('/admin/webhooks/:id', everybody.change);
  router.delete('/admin/webhooks/:id', everybody.remove);
  router.post('/admin/webhooks/:id/secret', everybody.renewSecret);
  router.post('/admin/webhooks/:id/test', everybody.test);
  router.get('/admin/webhooks/:id/deliveries', everybody.deliveries);
  router.post('/admin/webhooks/:id/deliveries/:delivery/resend', everybody.resend);

  return router;
};
