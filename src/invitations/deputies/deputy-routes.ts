import express from 'express';
import { signedIn } from '../../accounts/signed-in.ts';
import type { MeetingId } from '../../base/ids.ts';
import { deputyQuery, deputyRequest } from '../../contract/http/deputy.ts';
import { meetingIdParam } from '../../contract/http/meeting.ts';
import { readBody, readParams, readQuery } from '../../platform/web.ts';
import type { NameDeputy } from './name-deputy.ts';

/** Handing a meeting over for a date, or for all of them. */
export const createDeputyRoutes = ({ nameDeputy }: { readonly nameDeputy: NameDeputy }): express.Router => {
  const router = express.Router();
  const meetingIdOf = (request: express.Request): MeetingId => readParams(meetingIdParam, request).id as MeetingId;

  router.get('/meetings/:id/deputy', async (request, response) => {
    const account = signedIn(request);
    const { recurrenceId } = readQuery(deputyQuery, request);
    response.json(await nameDeputy.read(account, meetingIdOf(request), recurrenceId));
  });

  router.post('/meetings/:id/deputy', async (request, response) => {
    const account = signedIn(request);
    const body = readBody(deputyRequest, request);
    response.json(await nameDeputy.name(account, meetingIdOf(request), body));
  });

  router.delete('/meetings/:id/deputy', async (request, response) => {
    const account = signedIn(request);
    const { recurrenceId } = readQuery(deputyQuery, request);
    await nameDeputy.takeBack(account, meetingIdOf(request), recurrenceId);
    response.status(204).end();
  });

  return router;
};
