import type { AccountId, Brand } from '../../base/ids.ts';
import type { DeliveryEvent, WebhookEvent, WebhookForm } from '../../base/webhook-kinds.ts';

export type WebhookId = Brand<string, 'WebhookId'>;
export type DeliveryId = Brand<string, 'DeliveryId'>;

/** Where to, with the keys that open it: kept sealed. */
export interface WebhookTarget {
  readonly url: string;
  /** Of Matrix. */
  readonly accessToken?: string;
}

/** An address that is told of meetings: of those of its owner, or of an administrator who wants to hear of everybody's. */
export interface Webhook {
  readonly id: WebhookId;
  readonly accountId: AccountId;
  readonly everybody: boolean;
  readonly name: string;
  readonly form: WebhookForm;
  readonly target: WebhookTarget;
  /** Of Matrix, internal ID. */
  readonly room?: string;
  readonly events: readonly WebhookEvent[];
  /** Of the signatures. */
  readonly secret: string;
  readonly active: boolean;
  readonly createdMs: number;
  readonly failingSinceMs?: number;
}

/** One thing to be told to one webhook. */
export interface Delivery {
  readonly id: DeliveryId;
  readonly webhookId: WebhookId;
  readonly event: DeliveryEvent;
  /** JSON: `WebhookNews`. */
  readonly body: string;
  readonly state: 'waiting' | 'delivered' | 'failed';
  readonly attempts: number;
  readonly createdMs: number;
  readonly dueMs: number;
  /** When it was last sent. */
  readonly leftMs?: number;
  readonly status?: number;
  /** `DeliveryProblem`; '' for none. */
  readonly problem: string;
}

/** The host and no more than what names the service: the rest of such an address is a key. */
export const maskAddress = ({ url }: WebhookTarget): string => {
  if (!URL.canParse(url)) return '';
  const { host, pathname, search } = new URL(url);
  const [first = ''] = pathname.split('/').filter((part) => part !== '');
  // A first part that is all there is may be the key itself.
  const rest = pathname.split('/').filter((part) => part !== '').length > 1 ? `/${first}/…` : '';
  return `${host}${rest || (pathname.length > 1 || search !== '' ? '/…' : '')}`;
};
