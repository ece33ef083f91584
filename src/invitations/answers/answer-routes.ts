import express from 'express';
import { z } from 'zod';
import { signedIn } from '../../accounts/signed-in.ts';
import type { EventId } from '../../base/ids.ts';
import type { EventView } from '../../calendar/event-view.ts';
import { noFields, token } from '../../contract/fields.ts';
import { answerRequest, mailPlanRequest, noteDecisionRequest } from '../../contract/http/answer.ts';
import { eventChangeRequest, newEventRequest } from '../../contract/http/event.ts';
import { readBody, readParams, readValue } from '../../platform/web.ts';
import type { RehearseMails } from '../rehearse-mails.ts';
import type { CalendarOfLink } from './calendar-of-link.ts';
import type { DecideNote } from './decide-note.ts';
import type { GiveAnswer } from './give-answer.ts';
import type { ReadFeedback } from './read-feedback.ts';
import type { ResendMail } from './resend-mail.ts';
import type { RsvpView } from './rsvp-view.ts';

export interface AnswerRouteDependencies {
  readonly rsvpView: RsvpView;
  readonly giveAnswer: GiveAnswer;
  readonly calendarOfLink: CalendarOfLink;
  readonly readFeedback: ReadFeedback;
  readonly decideNote: DecideNote;
  readonly resendMail: ResendMail;
  readonly rehearseMails: RehearseMails;
  readonly eventView: EventView;
}

const linkParams = z.strictObject({ token });

/** What those invited answer, what their organizers hear of it, and who would be told what. */
export const createAnswerRoutes = (dependencies: AnswerRouteDependencies): express.Router => {
  const { rsvpView, giveAnswer, calendarOfLink, readFeedback, decideNote, resendMail, rehearseMails, eventView } =
    dependencies;
  const router = express.Router();
  const eventIdOf = (request: express.Request): EventId => String(request.params['id']) as EventId;

  /** Looking changes nothing: programs that check the links of a mail open this one too. */
  router.get('/rsvp/:token', async (request, response) => {
    const { token: link } = readParams(linkParams, request);
    response.set('Cache-Control', 'no-store').json(await rsvpView(link));
  });

  router.post('/rsvp/:token', async (request, response) => {
    const { token: link } = readParams(linkParams, request);
    await giveAnswer.byLink(link, readBody(answerRequest, request));
    response.set('Cache-Control', 'no-store').json(await rsvpView(link));
  });

  router.get('/rsvp/:token/calendar.ics', async (request, response) => {
    const { token: link } = readParams(linkParams, request);
    const { method, text } = await calendarOfLink(link);
    response
      .set('Content-Disposition', 'attachment; filename="event.ics"')
      .set('Cache-Control', 'no-store')
      .type(`text/calendar; charset=utf-8; method=${method}`)
      .send(text);
  });

  router.post('/events/mail-plan', async (request, response) => {
    const account = signedIn(request);
    const { id, event } = readBody(mailPlanRequest, request);
    response.json(
      id === undefined
        ? await rehearseMails.ofNew(account, readValue(newEventRequest, event))
        : await rehearseMails.ofChange(account, id as EventId, readValue(eventChangeRequest, event)),
    );
  });

  router.post('/events/:id/answer', async (request, response) => {
    const account = signedIn(request);
    const given = readBody(answerRequest, request);
    await giveAnswer.byAccount(account, eventIdOf(request), given);
    response.json(await eventView.one(account, eventIdOf(request), given.recurrenceId));
  });

  router.get('/events/:id/feedback', async (request, response) => {
    response.json(await readFeedback(signedIn(request), eventIdOf(request)));
  });

  router.post('/events/:id/notes/:noteId', async (request, response) => {
    const account = signedIn(request);
    const decision = readBody(noteDecisionRequest, request);
    await decideNote(account, eventIdOf(request), request.params.noteId, decision);
    response.json(await readFeedback(account, eventIdOf(request)));
  });

  router.post('/events/:id/mails/:mailId/resend', async (request, response) => {
    const account = signedIn(request);
    readBody(noFields, request);
    await resendMail(account, eventIdOf(request), request.params.mailId);
    response.json(await readFeedback(account, eventIdOf(request)));
  });

  return router;
};
