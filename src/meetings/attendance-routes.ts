import express from 'express';
import { signedIn } from '../accounts/signed-in.ts';
import type { MeetingId, SessionId } from '../base/ids.ts';
import { sessionListQuery } from '../contract/http/attendance.ts';
import { meetingIdParam } from '../contract/http/meeting.ts';
import { readQuery, readValue } from '../platform/web.ts';
import type { AttendanceView } from './attendance-view.ts';

/** Who was there, and what was said: for those who run the meeting. */
export const createAttendanceRoutes = ({
  attendanceView,
}: {
  readonly attendanceView: AttendanceView;
}): express.Router => {
  const router = express.Router();
  const meetingIdOf = (request: express.Request): MeetingId =>
    readValue(meetingIdParam, { id: request.params['id'] }).id as MeetingId;

  router.get('/meetings/:id/sessions', async (request, response) => {
    const account = signedIn(request);
    response.json(await attendanceView.list(account, meetingIdOf(request), readQuery(sessionListQuery, request)));
  });

  router.get('/meetings/:id/sessions/:session/chat', async (request, response) => {
    const account = signedIn(request);
    const session = String(request.params['session']) as SessionId;
    response.json(await attendanceView.chat(account, meetingIdOf(request), session));
  });

  return router;
};
