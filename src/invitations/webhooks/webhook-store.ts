import type { AccountId } from '../../base/ids.ts';
import { WEBHOOK_EVENTS, type WebhookEvent, type WebhookForm } from '../../base/webhook-kinds.ts';
import type { Connection, Database } from '../../platform/database.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { Webhook, WebhookId, WebhookTarget } from './webhook.ts';

interface WebhookRow {
  id: WebhookId;
  account_id: AccountId;
  everybody: number | boolean;
  name: string;
  url_sealed: string;
  form: WebhookForm;
  events: string;
  secret_sealed: string;
  active: number | boolean;
  options: string;
  created_ms: number;
  failing_since_ms: number | null;
}

/** Whose webhooks: those of an account for its own meetings, or those of all administrators for everybody's. */
export type WebhookOwner = { readonly accountId: AccountId } | 'everybody';

export type WebhookChange = Partial<
  Pick<Webhook, 'name' | 'target' | 'room' | 'events' | 'secret' | 'active'> & {
    readonly failingSinceMs: number | null;
  }
>;

export interface WebhookStore {
  insert(webhook: Webhook, connection?: Connection): Promise<void>;
  count(owner: WebhookOwner, connection?: Connection): Promise<number>;
  /** The oldest first. */
  listOf(owner: WebhookOwner): Promise<Webhook[]>;
  find(id: WebhookId, connection?: Connection): Promise<Webhook | undefined>;
  update(id: WebhookId, change: WebhookChange, connection?: Connection): Promise<void>;
  remove(id: WebhookId, connection?: Connection): Promise<void>;
  /**
   * Who is to hear of something about a meeting of `organizerId`: active webhooks of the organizer, and those for everybody of
   * administrators; of nobody who is suspended.
   */
  listeners(event: WebhookEvent, organizerId: AccountId, connection: Connection): Promise<WebhookId[]>;
}

const PURPOSE = { url: 'webhook-url', secret: 'webhook-secret' } as const;

const readEvents = (text: string): WebhookEvent[] => {
  const kept: unknown = JSON.parse(text);
  return WEBHOOK_EVENTS.filter((event) => Array.isArray(kept) && kept.includes(event));
};

export const createWebhookStore = ({
  database,
  keyring,
}: {
  readonly database: Database;
  readonly keyring: Keyring;
}): WebhookStore => {
  const webhooks = (connection: Connection) => connection<WebhookRow>('webhooks');
  const ofOwner = (owner: WebhookOwner) =>
    owner === 'everybody' ? { everybody: true } : { everybody: false, account_id: owner.accountId };
  const sealTarget = (target: WebhookTarget): string => keyring.seal(PURPOSE.url, JSON.stringify(target));
  const optionsOf = (room: string | undefined): string => JSON.stringify(room === undefined ? {} : { room });

  const fromRow = (row: WebhookRow): Webhook => {
    // Written by `insert` and `update`; another key file leaves an address that leads nowhere.
    const target = JSON.parse(keyring.open(PURPOSE.url, row.url_sealed) ?? '{"url":""}') as WebhookTarget;
    const { room } = JSON.parse(row.options) as { readonly room?: string };
    return {
      id: row.id,
      accountId: row.account_id,
      everybody: Boolean(row.everybody),
      name: row.name,
      form: row.form,
      target,
      ...(room !== undefined && { room }),
      events: readEvents(row.events),
      secret: keyring.open(PURPOSE.secret, row.secret_sealed) ?? '',
      active: Boolean(row.active),
      createdMs: Number(row.created_ms),
      ...(row.failing_since_ms !== null && { failingSinceMs: Number(row.failing_since_ms) }),
    };
  };

  return {
    async insert(webhook, connection = database) {
      await webhooks(connection).insert({
        id: webhook.id,
        account_id: webhook.accountId,
        everybody: webhook.everybody,
        name: webhook.name,
        url_sealed: sealTarget(webhook.target),
        form: webhook.form,
        events: JSON.stringify(webhook.events),
        secret_sealed: keyring.seal(PURPOSE.secret, webhook.secret),
        active: webhook.active,
        options: optionsOf(webhook.room),
        created_ms: webhook.createdMs,
        failing_since_ms: null,
      });
    },
    async count(owner, connection = database) {
      const [row] = await webhooks(connection).where(ofOwner(owner)).count({ all: '*' });
      return Number(row?.['all'] ?? 0);
    },
    async listOf(owner) {
      return (await webhooks(database).where(ofOwner(owner)).orderBy('created_ms')).map(fromRow);
    },
    async find(id, connection = database) {
      const row = await webhooks(connection).where({ id }).first();
      return row && fromRow(row);
    },
    async update(id, { name, target, room, events, secret, active, failingSinceMs }, connection = database) {
      const change = {
        ...(name !== undefined && { name }),
        ...(target !== undefined && { url_sealed: sealTarget(target) }),
        ...(room !== undefined && { options: optionsOf(room) }),
        ...(events !== undefined && { events: JSON.stringify(events) }),
        ...(secret !== undefined && { secret_sealed: keyring.seal(PURPOSE.secret, secret) }),
        ...(active !== undefined && { active }),
        ...(failingSinceMs !== undefined && { failing_since_ms: failingSinceMs }),
      };
      if (Object.keys(change).length > 0) await webhooks(connection).where({ id }).update(change);
    },
    async remove(id, connection = database) {
      await webhooks(connection).where({ id }).delete();
    },
    async listeners(event, organizerId, connection) {
      const rows: Pick<WebhookRow, 'id' | 'events'>[] = await webhooks(connection)
        .join('accounts', 'accounts.id', 'webhooks.account_id')
        .where('webhooks.active', true)
        .whereNull('accounts.suspended_ms')
        .where((mine) =>
          mine
            .where({ 'webhooks.everybody': false, 'webhooks.account_id': organizerId })
            .orWhere({ 'webhooks.everybody': true, 'accounts.is_admin': true }),
        )
        .select('webhooks.id', 'webhooks.events');
      return rows.filter(({ events }) => readEvents(events).includes(event)).map(({ id }) => id);
    },
  };
};
