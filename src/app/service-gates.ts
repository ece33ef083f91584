import express from 'express';
import type { ServiceName, Services } from '../platform/services.ts';

/** What is refused below /api/v1 while a service is stopped: all of these paths. */
const PATHS: { readonly [Name in ServiceName]?: readonly string[] } = {
  calendar: ['/events', '/calendars', '/free-busy', '/invitations', '/recurrence', '/rsvp'],
  documents: ['/documents', '/uploads', '/shared', '/recordings', '/room/files'],
};

/** Coming into a meeting, by whatever key. What the door says of it is still read, so that nobody takes their link for a dead one. */
export const WAYS_IN: readonly string[] = [
  '/join/:token',
  '/meetings/:id/join',
  '/start/:token',
  '/events/:id/start',
  '/meetings',
  '/wait/enter',
];

/** In front of the routes of the API. */
export const createApiGates = (services: Pick<Services, 'gate'>): express.Router => {
  const router = express.Router();
  for (const [name, paths] of Object.entries(PATHS)) router.use([...paths], services.gate(name as ServiceName));
  router.post([...WAYS_IN], services.gate('webmeeting'));
  return router;
};

/** In front of what programs and links reach beside the API. */
export const createOutsideGates = (services: Pick<Services, 'gate'>): express.Router => {
  const router = express.Router();
  // What a calendar program would read and change is the calendar.
  const caldav = express.Router().use(services.gate('caldav'), services.gate('calendar'));
  router.use(['/dav/documents', '/f'], services.gate('documents'));
  router.use('/feeds', services.gate('calendar'));
  router.use('/dav', (request, response, next) => {
    if (/^\/documents(?:\/|$)/.test(request.path)) next();
    else caldav(request, response, next);
  });
  return router;
};
