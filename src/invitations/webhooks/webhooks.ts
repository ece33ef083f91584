import type { Account } from '../../accounts/account.ts';
import type { Clock } from '../../base/clock.ts';
import { DomainError, invalidField } from '../../base/errors.ts';
import { newId } from '../../base/ids.ts';
import type { WebhookEvent, WebhookForm } from '../../base/webhook-kinds.ts';
import type { WebhookNews } from '../../contract/http/webhook.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Audit, AuditAction, AuditActor } from '../../platform/audit.ts';
import type { Transaction, UnitOfWork } from '../../platform/database.ts';
import type { RateLimit } from '../../platform/rate-limit.ts';
import type { SafeSend } from '../../platform/safe-send.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { newWebhookSecret } from './sign-webhook.ts';
import {
  type Delivery,
  type DeliveryId,
  maskAddress,
  type Webhook,
  type WebhookId,
  type WebhookTarget,
} from './webhook.ts';
import type { WebhookChange, WebhookOwner, WebhookStore } from './webhook-store.ts';

/** Who asks, for their own webhooks or, as an administrator, for those that hear of everybody's meetings. */
export interface WebhookAsker {
  readonly account: Account;
  readonly everybody: boolean;
  readonly actor: AuditActor;
}

export interface WebhookWish {
  readonly name: string;
  readonly form: WebhookForm;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly accessToken?: string | undefined;
  readonly room?: string | undefined;
}

export type WebhookChangeWish = {
  readonly [Name in Exclude<keyof WebhookWish, 'form'>]?: WebhookWish[Name] | undefined;
} & { readonly active?: boolean | undefined };

/** What people do with webhooks. Whatever is not theirs is `not-found`. */
export interface Webhooks {
  listOf(asker: WebhookAsker): Promise<Array<{ readonly webhook: Webhook; readonly last: Delivery | undefined }>>;
  find(asker: WebhookAsker, id: string): Promise<Webhook>;
  /** With the secret of its signatures. Refuses with `too-large` beyond LIMITS.webhooks. */
  create(asker: WebhookAsker, wish: WebhookWish): Promise<Webhook>;
  change(asker: WebhookAsker, id: string, wish: WebhookChangeWish): Promise<Webhook>;
  /** The old secret signs nothing any more. */
  renewSecret(asker: WebhookAsker, id: string): Promise<string>;
  remove(asker: WebhookAsker, id: string): Promise<void>;
  test(asker: WebhookAsker, id: string): Promise<Delivery>;
  listDeliveries(
    asker: WebhookAsker,
    id: string,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly deliveries: readonly Delivery[]; readonly total: number }>;
  sendAgain(asker: WebhookAsker, id: string, delivery: string): Promise<Delivery>;
  /** To a team chat of the account; refuses with `conflict` any other webhook. */
  sendInvitation(asker: WebhookAsker, id: string, news: WebhookNews): Promise<Delivery>;
}

const badAddress = (): DomainError =>
  invalidField('url', 'bad-address', 'A web address on the internet that begins with https://.');

/** What a form needs, and nothing that it does not. */
const checkForm = ({
  form,
  events,
  accessToken,
  room,
}: Pick<WebhookWish, 'form' | 'events' | 'accessToken' | 'room'>) => {
  if (form === 'json' && events.length === 0)
    throw invalidField('events', 'too-small', 'Choose what it is to be told of.');
  if (form === 'matrix') {
    if (accessToken === undefined) throw invalidField('accessToken', 'too-small', 'The access token is needed.');
    if (room === undefined) throw invalidField('room', 'too-small', 'The ID of the room is needed.');
    return;
  }
  if (accessToken !== undefined) throw invalidField('accessToken', 'unknown-field', 'Only Matrix has one.');
  if (room !== undefined) throw invalidField('room', 'unknown-field', 'Only Matrix has one.');
};

export const createWebhooks = ({
  stores: { webhooks, deliveries },
  safeSend,
  limit,
  audit,
  unitOfWork,
  wake,
  clock,
}: {
  readonly stores: { readonly webhooks: WebhookStore; readonly deliveries: DeliveryStore };
  readonly safeSend: Pick<SafeSend, 'isAddress'>;
  /** By account, of what is sent on request. */
  readonly limit: RateLimit;
  readonly audit: Audit;
  readonly unitOfWork: UnitOfWork;
  /** There is something to tell. */
  readonly wake: () => void;
  readonly clock: Clock;
}): Webhooks => {
  const ownerOf = ({ account, everybody }: WebhookAsker): WebhookOwner =>
    everybody ? 'everybody' : { accountId: account.id };

  const find: Webhooks['find'] = async ({ account, everybody }, id) => {
    const webhook = await webhooks.find(id as WebhookId);
    const isTheirs = webhook?.everybody === everybody && (everybody || webhook.accountId === account.id);
    if (webhook === undefined || !isTheirs) throw new DomainError('not-found');
    return webhook;
  };

  const write = (
    action: AuditAction,
    { actor, everybody }: WebhookAsker,
    { id, name, form, target }: Webhook,
    transaction: Transaction,
  ): Promise<void> => {
    const detail = { form, everybody, address: maskAddress(target) };
    return audit.write({ actor, action, target: { id, name }, detail }, transaction);
  };

  const send = async (asker: WebhookAsker, webhook: Webhook, news: WebhookNews): Promise<Delivery> => {
    await limit.take(asker.account.id);
    const nowMs = clock.nowMs();
    const delivery = {
      id: newId<DeliveryId>(),
      webhookId: webhook.id,
      event: news.type,
      body: JSON.stringify(news),
      createdMs: nowMs,
      dueMs: nowMs,
    };
    await deliveries.insert([delivery]);
    wake();
    return { ...delivery, state: 'waiting', attempts: 0, problem: '' };
  };

  return {
    find,
    async listOf(asker) {
      const list = await webhooks.listOf(ownerOf(asker));
      const last = await deliveries.lastOf(list.map(({ id }) => id));
      return list.map((webhook) => ({ webhook, last: last.get(webhook.id) }));
    },
    async create(asker, wish) {
      const { name, form, url, events, accessToken, room } = wish;
      checkForm(wish);
      if (!safeSend.isAddress(url)) throw badAddress();
      const webhook: Webhook = {
        id: newId<WebhookId>(),
        accountId: asker.account.id,
        everybody: asker.everybody,
        ...{ name, form, events },
        target: { url, ...(accessToken !== undefined && { accessToken }) },
        ...(room !== undefined && { room }),
        secret: newWebhookSecret(),
        active: true,
        createdMs: clock.nowMs(),
      };
      await unitOfWork(async (transaction) => {
        if ((await webhooks.count(ownerOf(asker), transaction)) >= LIMITS.webhooks) throw new DomainError('too-large');
        await webhooks.insert(webhook, transaction);
        await write('webhook.create', asker, webhook, transaction);
      });
      return webhook;
    },
    async change(asker, id, { name, url, events, accessToken, room, active }) {
      const webhook = await find(asker, id);
      if (url !== undefined && !safeSend.isAddress(url)) throw badAddress();
      // A key goes to the host that it was given for, and to no other.
      const isElsewhere = url !== undefined && new URL(url).host !== new URL(webhook.target.url).host;
      const key = accessToken ?? (isElsewhere ? undefined : webhook.target.accessToken);
      checkForm({ form: webhook.form, events: events ?? webhook.events, accessToken: key, room: room ?? webhook.room });
      const target: WebhookTarget = { url: url ?? webhook.target.url, ...(key !== undefined && { accessToken: key }) };
      const change: WebhookChange = {
        ...(name !== undefined && { name }),
        ...((url !== undefined || accessToken !== undefined) && { target }),
        ...(events !== undefined && { events }),
        ...(room !== undefined && { room }),
        ...(active !== undefined && { active }),
        ...(active === true && { failingSinceMs: null }),
      };
      await unitOfWork(async (transaction) => {
        await webhooks.update(webhook.id, change, transaction);
        if (active === false) await deliveries.giveUpAll(webhook.id, 'switched-off', transaction);
        await write('webhook.change', asker, { ...webhook, name: name ?? webhook.name, target }, transaction);
      });
      return await find(asker, id);
    },
    async renewSecret(asker, id) {
      const webhook = await find(asker, id);
      const secret = newWebhookSecret();
      await unitOfWork(async (transaction) => {
        await webhooks.update(webhook.id, { secret }, transaction);
        await write('webhook.change', asker, webhook, transaction);
      });
      return secret;
    },
    async remove(asker, id) {
      const webhook = await find(asker, id);
      await unitOfWork(async (transaction) => {
        await webhooks.remove(webhook.id, transaction);
        await write('webhook.delete', asker, webhook, transaction);
      });
    },
    async test(asker, id) {
      const webhook = await find(asker, id);
      return await send(asker, webhook, { id: newId(), type: 'test', time: new Date(clock.nowMs()).toISOString() });
    },
    async listDeliveries(asker, id, { offset, limit: most }) {
      const webhook = await find(asker, id);
      const total = await deliveries.count(webhook.id);
      return { deliveries: await deliveries.listOf(webhook.id, offset, most), total };
    },
    async sendAgain(asker, id, deliveryId) {
      const webhook = await find(asker, id);
      const delivery = await deliveries.find(webhook.id, deliveryId as DeliveryId);
      if (delivery === undefined) throw new DomainError('not-found');
      await limit.take(asker.account.id);
      await deliveries.again(delivery.id, clock.nowMs());
      wake();
      return (await deliveries.find(webhook.id, delivery.id)) ?? delivery;
    },
    async sendInvitation(asker, id, news) {
      const webhook = await find(asker, id);
      if (webhook.form === 'json') throw new DomainError('conflict');
      return await send(asker, webhook, news);
    },
  };
};
