import { createApiTokenGate } from '../accounts/api-token-gate-routes.ts';
import { createApiTokenRoutes } from '../accounts/api-token-routes.ts';
import { createApiTokenStore } from '../accounts/api-token-store.ts';
import { createApiTokens } from '../accounts/api-tokens.ts';
import { createEmbeddingRoutes, createFrameHeaders } from '../admin/embedding-routes.ts';
import { createMailCheckRoutes } from '../admin/mail-check-routes.ts';
import type { EventView } from '../calendar/event-view.ts';
import { mailBrandOf } from '../invitations/mail-brand.ts';
import { createDeliveryStore } from '../invitations/webhooks/delivery-store.ts';
import { createReadMeetingTitle } from '../invitations/webhooks/meeting-title.ts';
import { createSendDelivery } from '../invitations/webhooks/send-delivery.ts';
import { createSettleDelivery } from '../invitations/webhooks/settle-delivery.ts';
import { createTeamChatRoutes } from '../invitations/webhooks/team-chat-routes.ts';
import { createTellSwitchedOff } from '../invitations/webhooks/tell-switched-off.ts';
import { createTellWebhooks } from '../invitations/webhooks/tell-webhooks.ts';
import { createWebhookJob } from '../invitations/webhooks/webhook-job.ts';
import { createWebhookRoutes } from '../invitations/webhooks/webhook-routes.ts';
import { createWebhookStore } from '../invitations/webhooks/webhook-store.ts';
import { createWebhooks } from '../invitations/webhooks/webhooks.ts';
import { createMailDnsResolver } from '../mail/mail-dns.ts';
import { checkMailDns } from '../mail/mail-dns-check.ts';
import { outgoingAddresses } from '../mail/outgoing-addresses.ts';
import { createSendTestMail } from '../mail/send-test-mail.ts';
import type { Recording } from '../media/recording/recording.ts';
import { createSessionStore } from '../meetings/session-store.ts';
import type { Transaction } from '../platform/database.ts';
import { readNetworks } from '../platform/public-address.ts';
import { createRateLimit } from '../platform/rate-limit.ts';
import { createSafeSend, type SafeSendOptions } from '../platform/safe-send.ts';
import type { TurnoutListener } from '../room/room-store.ts';
import { tokenRuleOf } from './api-scopes.ts';
import type { Ground } from './build-ground.ts';
import type { InvitationParts } from './build-invitations.ts';
import type { MeetingParts } from './build-meetings.ts';
import type { CalendarStores } from './build-stores.ts';
import type { Part } from './part.ts';

const MINUTE_MS = 60_000;
const TOKEN_CALLS = 600;
const SENT_BY_HAND = 30;
const TEST_MAILS = 10;

/** What tests set in the place of the network. */
export interface IntegrationOverrides {
  /** For the addresses of webhooks. */
  readonly webhookNetwork?: Pick<SafeSendOptions, 'ports' | 'resolve'>;
  /** Name servers to ask about the domain of mails. */
  readonly dnsServers?: readonly string[];
}

/** Programs with their tokens, webhooks and team chats, rooms in frames of other sites, and whether mails arrive. */
export const buildIntegrations = (
  ground: Ground,
  { accounts, events }: Pick<CalendarStores, 'accounts' | 'events'>,
  { meetings, sessions, links }: Pick<MeetingParts, 'meetings' | 'sessions' | 'links'>,
  { eventView }: { readonly eventView: Pick<EventView, 'one'> },
  { outbox, transport, onChanges }: Pick<InvitationParts, 'outbox' | 'transport' | 'onChanges'>,
  overrides: IntegrationOverrides = {},
) => {
  const { config, clock, log, database, unitOfWork, keyring, settings, audit } = ground;
  const { publicUrl, mail } = config;
  const brand = () => mailBrandOf(ground.appearance.current());

  // Tokens
  const apiTokens = createApiTokens({ store: createApiTokenStore(database), accounts, audit, unitOfWork, clock });
  const tokenLimit = createRateLimit({ points: TOKEN_CALLS, windowMs: MINUTE_MS });

  // Webhooks
  const webhookStore = createWebhookStore({ database, keyring });
  const deliveryStore = createDeliveryStore(database);
  const stores = { webhooks: webhookStore, deliveries: deliveryStore, accounts, meetings };
  const safeSend = createSafeSend({
    plainHttp: config.webhooks.plainHttp,
    allowed: readNetworks(config.webhooks.networks),
    ...overrides.webhookNetwork,
  });
  const webhookJob = createWebhookJob({
    stores,
    sendDelivery: createSendDelivery({ safeSend, clock }),
    settleDelivery: createSettleDelivery({
      ...{ webhooks: webhookStore, deliveries: deliveryStore, unitOfWork, clock },
      tellSwitchedOff: createTellSwitchedOff({ outbox, accounts, mailFrom: mail.from, brand, publicUrl, clock }),
    }),
    clock,
    log,
  });
  const wake = (): void => webhookJob.wake();
  const tell = createTellWebhooks({
    stores: { ...stores, sessions: createSessionStore(database) },
    readTitle: createReadMeetingTitle({ events }),
    links,
    clock,
  });
  onChanges({ written: tell.eventWritten, committed: wake });
  sessions.witnessedBy(tell.sessions);
  sessions.onStarted(wake);
  sessions.onEnded(wake);
  const webhooks = createWebhooks({
    stores,
    safeSend,
    limit: createRateLimit({ points: SENT_BY_HAND, windowMs: MINUTE_MS }),
    ...{ audit, unitOfWork, wake, clock },
  });

  // Mails
  const resolver = createMailDnsResolver(overrides.dnsServers);
  const checkDns = async () =>
    checkMailDns(
      {
        from: mail.from,
        ...(mail.dkim !== undefined && { dkim: mail.dkim }),
        ...(await outgoingAddresses({ smtpUrl: mail.smtpUrl, publicUrl }, resolver)),
      },
      resolver,
    );

  const part: Part = {
    routes: [
      createApiTokenRoutes({ apiTokens }),
      createWebhookRoutes({ webhooks }),
      createTeamChatRoutes({ webhooks, eventView, links, clock }),
      createEmbeddingRoutes({ settings, audit }),
      createMailCheckRoutes({
        ...{ checkDns, publicUrl, brand, audit },
        sendTestMail: createSendTestMail({ transport, from: mail.from, clock }),
        mail: { from: mail.from, leaves: mail.smtpUrl !== undefined },
        limit: createRateLimit({ points: TEST_MAILS, windowMs: 10 * MINUTE_MS }),
      }),
    ],
    outside: [createFrameHeaders({ settings })],
    jobs: [webhookJob],
    stop: async () => safeSend.stop(),
  };
  const onTurnout: TurnoutListener = async (transaction, session, turnout) => {
    await tell.participant(transaction, { session, ...turnout });
    // After the commit: the job finds nothing before.
    setImmediate(wake);
  };
  return {
    part,
    /** In front of the sign-in by cookie. */
    tokenGate: (otherwise: Parameters<typeof createApiTokenGate>[0]['otherwise']) =>
      createApiTokenGate({ apiTokens, ruleOf: tokenRuleOf, limit: tokenLimit, otherwise }),
    onTurnout,
    async tellRecordingReady(transaction: Transaction, recording: Recording, durationMs: number): Promise<void> {
      const { id, number, sessionId, meetingId, recurrenceId, sessionStartedMs } = recording;
      const session = { id: sessionId, meetingId, recurrenceId, startedMs: sessionStartedMs };
      await tell.recordingReady(transaction, { session, recording: { id, number, durationMs } });
      setImmediate(wake);
    },
  };
};
