import express from 'express';
import { signedIn } from '../accounts/signed-in.ts';
import type { EventId } from '../base/ids.ts';
import { noFields } from '../contract/fields.ts';
import { eventChangeRequest, eventDeleteQuery, eventRangeQuery, newEventRequest } from '../contract/http/event.ts';
import { instantMeetingRequest } from '../contract/http/meeting.ts';
import type { MeetingView } from '../meetings/meeting-view.ts';
import { readBody, readQuery } from '../platform/web.ts';
import type { ChangeEvent } from './change-event.ts';
import type { DeleteEvent } from './delete-event.ts';
import type { EventView } from './event-view.ts';
import type { ScheduleEvent } from './schedule-event.ts';
import type { StartEvent } from './start-event.ts';
import type { StartInstantMeeting } from './start-instant-meeting.ts';

export interface EventRouteDependencies {
  readonly scheduleEvent: ScheduleEvent;
  readonly changeEvent: ChangeEvent;
  readonly deleteEvent: DeleteEvent;
  readonly startEvent: StartEvent;
  readonly startInstantMeeting: StartInstantMeeting;
  readonly eventView: EventView;
  readonly meetingView: MeetingView;
}

export const createEventRoutes = (dependencies: EventRouteDependencies): express.Router => {
  const { scheduleEvent, changeEvent, deleteEvent, startEvent, startInstantMeeting, eventView, meetingView } =
    dependencies;
  const router = express.Router();
  const eventIdOf = (request: express.Request): EventId => String(request.params['id']) as EventId;

  router.get('/events', async (request, response) => {
    const account = signedIn(request);
    const { from, to } = readQuery(eventRangeQuery, request);
    response.json({ events: await eventView.between(account, from, to) });
  });

  router.post('/events', async (request, response) => {
    const account = signedIn(request);
    const { objectId } = await scheduleEvent(account, readBody(newEventRequest, request));
    response.status(201).json(await eventView.one(account, objectId));
  });

  router.get('/events/:id', async (request, response) => {
    response.json(await eventView.one(signedIn(request), eventIdOf(request)));
  });

  router.patch('/events/:id', async (request, response) => {
    const account = signedIn(request);
    const id = eventIdOf(request);
    await changeEvent(account, id, readBody(eventChangeRequest, request));
    response.json(await eventView.one(account, id));
  });

  router.delete('/events/:id', async (request, response) => {
    const account = signedIn(request);
    const { notify } = readQuery(eventDeleteQuery, request);
    await deleteEvent(account, eventIdOf(request), { notify: notify !== 'false' });
    response.status(204).end();
  });

  router.post('/events/:id/start', async (request, response) => {
    const account = signedIn(request);
    readBody(noFields, request);
    const { meeting, role } = await startEvent(account, eventIdOf(request));
    response.json(await meetingView.one(meeting, role));
  });

  router.post('/meetings', async (request, response) => {
    const account = signedIn(request);
    const { title } = readBody(instantMeetingRequest, request);
    const { meeting, role } = await startInstantMeeting(account, title);
    response.status(201).json(await meetingView.one(meeting, role));
  });

  router.get('/invitations', async (request, response) => {
    response.json({ events: await eventView.invitations(signedIn(request)) });
  });

  return router;
};
