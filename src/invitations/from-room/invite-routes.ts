import express from 'express';
import { signedIn } from '../../accounts/signed-in.ts';
import type { MeetingId } from '../../base/ids.ts';
import { meetingIdParam, meetingInviteRequest } from '../../contract/http/meeting.ts';
import { readBody, readParams } from '../../platform/web.ts';
import type { InviteToMeeting } from './invite-to-meeting.ts';

/** Inviting more people while a meeting runs. */
export const createInviteRoutes = ({
  inviteToMeeting,
}: {
  readonly inviteToMeeting: InviteToMeeting;
}): express.Router => {
  const router = express.Router();
  router.post('/meetings/:id/invite', async (request, response) => {
    const account = signedIn(request);
    const id = readParams(meetingIdParam, request).id as MeetingId;
    const body = readBody(meetingInviteRequest, request);
    response.json({ invited: await inviteToMeeting(account, id, body) });
  });
  return router;
};
