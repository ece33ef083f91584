import express from 'express';
import { signedIn } from '../accounts/signed-in.ts';
import type { EventId } from '../base/ids.ts';
import { handOverRequest } from '../contract/http/answer.ts';
import {
  eventChangeRequest,
  eventDeleteQuery,
  eventRangeQuery,
  eventSearchQuery,
  eventStartRequest,
  newEventRequest,
  occurrenceQuery,
} from '../contract/http/event.ts';
import { instantMeetingRequest } from '../contract/http/meeting.ts';
import { recurrencePreviewRequest } from '../contract/http/recurrence.ts';
import type { MeetingView } from '../meetings/meeting-view.ts';
import { readBody, readQuery } from '../platform/web.ts';
import type { ChangeEvent } from './change-event.ts';
import type { DeleteEvent } from './delete-event.ts';
import type { EventView } from './event-view.ts';
import type { HandOverEvent } from './hand-over-event.ts';
import type { PreviewRecurrence } from './preview-recurrence.ts';
import type { RestoreEvent } from './restore-event.ts';
import type { ScheduleEvent } from './schedule-event.ts';
import type { StartEvent } from './start-event.ts';
import type { StartInstantMeeting } from './start-instant-meeting.ts';

export interface EventRouteDependencies {
  readonly scheduleEvent: ScheduleEvent;
  readonly changeEvent: ChangeEvent;
  readonly deleteEvent: DeleteEvent;
  readonly handOverEvent: HandOverEvent;
  readonly restoreEvent: RestoreEvent;
  readonly startEvent: StartEvent;
  readonly previewRecurrence: PreviewRecurrence;
  readonly startInstantMeeting: StartInstantMeeting;
  readonly eventView: EventView;
  readonly meetingView: MeetingView;
}

export const createEventRoutes = (dependencies: EventRouteDependencies): express.Router => {
  const { scheduleEvent, changeEvent, deleteEvent, handOverEvent, restoreEvent } = dependencies;
  const { startEvent, startInstantMeeting, eventView, meetingView, previewRecurrence } = dependencies;
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

  router.get('/events/search', async (request, response) => {
    const account = signedIn(request);
    const { q, limit = 50 } = readQuery(eventSearchQuery, request);
    response.json({ events: await eventView.search(account, q, limit) });
  });

  router.get('/events/:id', async (request, response) => {
    const account = signedIn(request);
    const { recurrenceId } = readQuery(occurrenceQuery, request);
    response.json(await eventView.one(account, eventIdOf(request), recurrenceId));
  });

  router.patch('/events/:id', async (request, response) => {
    const account = signedIn(request);
    const change = readBody(eventChangeRequest, request);
    const { objectId } = await changeEvent(account, eventIdOf(request), change);
    // Of a series that was split, the part that was changed.
    const isDate = (change.scope ?? 'this') === 'this' && objectId === eventIdOf(request);
    response.json(await eventView.one(account, objectId, isDate ? change.recurrenceId : undefined));
  });

  router.delete('/events/:id', async (request, response) => {
    const account = signedIn(request);
    const { notify, recurrenceId, scope } = readQuery(eventDeleteQuery, request);
    await deleteEvent(account, eventIdOf(request), { notify: notify !== 'false', recurrenceId, scope });
    response.status(204).end();
  });

  router.post('/events/:id/hand-over', async (request, response) => {
    const account = signedIn(request);
    const { copyId } = await handOverEvent(account, eventIdOf(request), readBody(handOverRequest, request));
    response.json(await eventView.one(account, copyId));
  });

  router.post('/events/:id/restore', async (request, response) => {
    const account = signedIn(request);
    const { objectId } = await restoreEvent(account, eventIdOf(request));
    response.json(await eventView.one(account, objectId));
  });

  router.post('/events/:id/start', async (request, response) => {
    const account = signedIn(request);
    const { recurrenceId } = readBody(eventStartRequest, request);
    const { meeting, role } = await startEvent(account, eventIdOf(request), recurrenceId);
    response.json(await meetingView.one(meeting, role));
  });

  router.post('/meetings', async (request, response) => {
    const account = signedIn(request);
    const { title, settings } = readBody(instantMeetingRequest, request);
    const { meeting, role } = await startInstantMeeting(account, title, settings);
    response.status(201).json(await meetingView.one(meeting, role));
  });

  router.post('/recurrence/preview', async (request, response) => {
    const account = signedIn(request);
    response.json(await previewRecurrence(account, readBody(recurrencePreviewRequest, request)));
  });

  router.get('/invitations', async (request, response) => {
    response.json({ events: await eventView.invitations(signedIn(request)) });
  });

  return router;
};
