import { apiTokenListSchema, newApiTokenRequest, newApiTokenSchema } from '../contract/http/api-token.ts';
import { embeddingSchema } from '../contract/http/embedding.ts';
import { mailCheckSchema, mailTestRequest, mailTestSchema } from '../contract/http/mail-check.ts';
import {
  newWebhookRequest,
  newWebhookSchema,
  teamChatRequest,
  teamChatTextSchema,
  webhookChangeRequest,
  webhookDeliveryListSchema,
  webhookDeliveryQuery,
  webhookDeliverySchema,
  webhookListSchema,
  webhookSchema,
  webhookSecretSchema,
} from '../contract/http/webhook.ts';
import type { Call } from './api-call.ts';

/** The same calls for an account's own webhooks and for those of the console. */
const webhookCalls = (base: string, who: Call['who'], whose: string): Record<string, Call> => ({
  [`GET ${base}`]: { does: `Webhooks ${whose}`, who, answer: webhookListSchema },
  [`POST ${base}`]: {
    does: `Tell an address, or a team chat, of meetings; the secret of the signatures is said once`,
    who,
    body: newWebhookRequest,
    answer: newWebhookSchema,
    status: 201,
  },
  [`PATCH ${base}/{id}`]: {
    does: 'Change a webhook, or switch it on or off',
    who,
    body: webhookChangeRequest,
    answer: webhookSchema,
  },
  [`DELETE ${base}/{id}`]: { does: 'Delete a webhook with what waits for it', who, status: 204 },
  [`POST ${base}/{id}/secret`]: {
    does: 'A new secret for the signatures; the old one signs nothing any more',
    who,
    answer: webhookSecretSchema,
  },
  [`POST ${base}/{id}/test`]: { does: 'Send a test', who, answer: webhookDeliverySchema, status: 202 },
  [`GET ${base}/{id}/deliveries`]: {
    does: 'What a webhook was told in the last 30 days, and what came of it, the newest first',
    who,
    query: webhookDeliveryQuery,
    answer: webhookDeliveryListSchema,
  },
  [`POST ${base}/{id}/deliveries/{delivery}/resend`]: {
    does: 'Tell it once more',
    who,
    answer: webhookDeliverySchema,
    status: 202,
  },
});

/** API tokens, webhooks, team chats, rooms in frames, and whether mails arrive. */
export const INTEGRATION_CALLS: Readonly<Record<string, Call>> = {
  'GET /api-tokens': { does: 'API tokens of the account', who: 'account', answer: apiTokenListSchema },
  'POST /api-tokens': {
    does: 'An API token, said once',
    who: 'account',
    body: newApiTokenRequest,
    answer: newApiTokenSchema,
    status: 201,
  },
  'DELETE /api-tokens/{id}': { does: 'Revoke an API token', who: 'account', status: 204 },
  ...webhookCalls('/webhooks', 'account', 'of the account, which hear of the meetings that it organizes'),
  ...webhookCalls('/admin/webhooks', 'admin', 'that hear of everybody’s meetings'),
  'POST /events/{id}/team-chat/preview': {
    does: 'An invitation as a team chat is told it, for a preview and to be copied as text',
    who: 'account',
    body: teamChatRequest,
    answer: teamChatTextSchema,
  },
  'POST /events/{id}/team-chat': {
    does: 'Copy an invitation to a team chat of the account',
    who: 'account',
    body: teamChatRequest,
    answer: webhookDeliverySchema,
    status: 202,
  },
  'GET /embedding': { does: 'Which sites may show a room in a frame', who: 'anyone', answer: embeddingSchema },
  'GET /admin/embedding': { does: 'Which sites may show a room in a frame', who: 'admin', answer: embeddingSchema },
  'PUT /admin/embedding': {
    does: 'Say which sites may show a room in a frame',
    who: 'admin',
    body: embeddingSchema,
    answer: embeddingSchema,
  },
  'GET /admin/mail-check': {
    does: 'What DNS says of the domain under which mails leave: SPF, DKIM, DMARC',
    who: 'admin',
    answer: mailCheckSchema,
  },
  'POST /admin/mail-test': {
    does: 'Send a test mail now, and say what the mail server answered',
    who: 'admin',
    body: mailTestRequest,
    answer: mailTestSchema,
  },
};
