import type { Clock } from '../../base/clock.ts';
import type { WebhookNews } from '../../contract/http/webhook.ts';
import type { SafeSend, SendProblem } from '../../platform/safe-send.ts';
import { SIGNATURE_HEADER, signWebhook } from './sign-webhook.ts';
import { type TeamChatReader, teamChatMessage } from './team-chat-message.ts';
import type { Delivery, Webhook } from './webhook.ts';
import { writeTeamChat } from './write-team-chat.ts';

/** Why something did not arrive: nothing came back, or an answer other than 2xx, or what waited was given up. */
export type DeliveryProblem = SendProblem | 'refused' | 'gone' | 'switched-off';

/** What came of one attempt. */
export type Attempt =
  | { readonly ok: true; readonly status: number }
  | { readonly ok: false; readonly problem: DeliveryProblem; readonly status?: number; readonly retryAfterMs?: number };

export type SendDelivery = (webhook: Webhook, delivery: Delivery, reader: TeamChatReader) => Promise<Attempt>;

type Request = Parameters<SafeSend['send']>[0];

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' } as const;

/** RFC 9110 15.5.11: the address asks not to be told any more. */
const GONE = 410;

/** https://spec.matrix.org/v1.11/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid: sent twice, it is there once. */
const toMatrix = ({ target, room = '' }: Webhook, id: string, body: string): Request => ({
  method: 'PUT',
  url: `${target.url.replace(/\/+$/, '')}/_matrix/client/v3/rooms/${encodeURIComponent(room)}/send/m.room.message/${id}`,
  headers: { ...JSON_TYPE, authorization: `Bearer ${target.accessToken ?? ''}` },
  body,
});

export const createSendDelivery =
  ({ safeSend, clock }: { readonly safeSend: SafeSend; readonly clock: Clock }): SendDelivery =>
  async (webhook, { id, event, body }, reader) => {
    const { form, target, secret } = webhook;
    // Written by us.
    const message = form === 'json' ? undefined : teamChatMessage(JSON.parse(body) as WebhookNews, reader);
    const text = form === 'json' || message === undefined ? body : writeTeamChat(form, message);
    const headers = {
      ...JSON_TYPE,
      ...(form === 'json' && {
        'webmeeting-event': event,
        'webmeeting-delivery': id,
        [SIGNATURE_HEADER.toLowerCase()]: signWebhook(secret, text, clock.nowMs()),
      }),
    };
    const request: Request =
      form === 'matrix' ? toMatrix(webhook, id, text) : { method: 'POST', url: target.url, headers, body: text };
    const answer = await safeSend.send(request);
    if (!answer.ok) return { ok: false, problem: answer.code };
    const { status, retryAfterMs } = answer;
    if (status >= 200 && status < 300) return { ok: true, status };
    return {
      ok: false,
      problem: status === GONE ? 'gone' : 'refused',
      status,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  };
