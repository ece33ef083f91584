import express from 'express';
import type { Account } from '../../accounts/account.ts';
import { actorOf } from '../../accounts/audit-actor.ts';
import { signedIn } from '../../accounts/signed-in.ts';
import type { Clock } from '../../base/clock.ts';
import { invalidField } from '../../base/errors.ts';
import type { EventId, MeetingId } from '../../base/ids.ts';
import type { EventView } from '../../calendar/event-view.ts';
import { type TeamChatText, teamChatRequest, type WebhookNews } from '../../contract/http/webhook.ts';
import type { MeetingLinks } from '../../meetings/meeting-links.ts';
import { readBody } from '../../platform/web.ts';
import { invitationNews } from './invitation-news.ts';
import { teamChatMessage } from './team-chat-message.ts';
import { deliveryBody } from './webhook-body.ts';
import type { Webhooks } from './webhooks.ts';
import { asPlainText } from './write-team-chat.ts';

/** The invitation to an event, copied to a team chat of the account by hand. */
export const createTeamChatRoutes = ({
  webhooks,
  eventView,
  links,
  clock,
}: {
  readonly webhooks: Webhooks;
  readonly eventView: Pick<EventView, 'one'>;
  readonly links: Pick<MeetingLinks, 'door'>;
  readonly clock: Clock;
}): express.Router => {
  const router = express.Router();
  const newsOf = async (account: Account, id: string, recurrenceId: string | undefined): Promise<WebhookNews> => {
    const event = await eventView.one(account, id as EventId, recurrenceId);
    return invitationNews(event, (meetingId) => links.door(meetingId as MeetingId), clock.nowMs());
  };

  router.post('/events/:id/team-chat/preview', async (request, response) => {
    const account = signedIn(request);
    const { recurrenceId } = readBody(teamChatRequest, request);
    const news = await newsOf(account, String(request.params['id']), recurrenceId);
    const body: TeamChatText = { text: asPlainText(teamChatMessage(news, account)) };
    response.json(body);
  });

  router.post('/events/:id/team-chat', async (request, response) => {
    const account = signedIn(request);
    const { webhookId, recurrenceId } = readBody(teamChatRequest, request);
    if (webhookId === undefined) throw invalidField('webhookId', 'too-small', 'Choose a team chat.');
    const news = await newsOf(account, String(request.params['id']), recurrenceId);
    const asker = { account, everybody: false, actor: actorOf(request) };
    response.status(202).json(deliveryBody(await webhooks.sendInvitation(asker, webhookId, news)));
  });

  return router;
};
