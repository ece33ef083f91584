import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { DomainError } from '../base/errors.ts';
import type { SessionId } from '../base/ids.ts';
import { noFields } from '../contract/fields.ts';
import { comingMeetingsQuery, pastMeetingsQuery } from '../contract/http/admin-meeting.ts';
import type { LiveSessions } from '../meetings/live-sessions.ts';
import type { Audit } from '../platform/audit.ts';
import { readBody, readQuery } from '../platform/web.ts';
import type { MeetingListView } from './meeting-list-view.ts';

/** Which meetings run, come and were, and the end of one that runs. For administrators. */
export const createMeetingListRoutes = ({
  view,
  sessions,
  audit,
}: {
  readonly view: MeetingListView;
  readonly sessions: Pick<LiveSessions, 'all' | 'end'>;
  readonly audit: Audit;
}): express.Router => {
  const router = express.Router();
  router.use('/admin/meetings', (request, response, next) => {
    requireAdmin(request);
    response.set('Cache-Control', 'no-store');
    next();
  });

  router.get('/admin/meetings/live', async (_request, response) => {
    response.json({ meetings: await view.live() });
  });

  router.get('/admin/meetings/live/:session', async (request, response) => {
    const people = await view.peopleIn(request.params.session as SessionId);
    if (people === undefined) throw new DomainError('not-found');
    response.json({ people });
  });

  router.post('/admin/meetings/live/:session/end', async (request, response) => {
    readBody(noFields, request);
    const session = (await sessions.all()).find(({ id }) => id === request.params.session);
    if (session === undefined) throw new DomainError('not-found');
    await sessions.end(session.id, 'administrator');
    await audit.write({
      actor: actorOf(request),
      action: 'meeting.end',
      target: { id: session.meetingId, name: session.meetingId },
      detail: { session: session.id },
    });
    response.status(204).end();
  });

  router.get('/admin/meetings/coming', async (request, response) => {
    response.json(await view.coming(readQuery(comingMeetingsQuery, request).after));
  });

  router.get('/admin/meetings/past', async (request, response) => {
    const { organizer, meeting, from, to, before } = readQuery(pastMeetingsQuery, request);
    const filter = {
      organizer: organizer?.toLowerCase(),
      meeting,
      ...(from !== undefined && { fromMs: Date.parse(from) }),
      ...(to !== undefined && { toMs: Date.parse(to) }),
    };
    response.json(await view.past(filter, before));
  });

  return router;
};
