import express from 'express';
import { z } from 'zod';
import { signedIn } from '../accounts/signed-in.ts';
import type { MeetingId, SessionId } from '../base/ids.ts';
import { paperQuery, sessionListQuery } from '../contract/http/attendance.ts';
import { meetingIdParam } from '../contract/http/meeting.ts';
import { readQuery, readValue } from '../platform/web.ts';
import type { AttendanceView } from './attendance-view.ts';
import { PAPER_KINDS } from './papers/make-papers.ts';

const paperKind = z.enum(PAPER_KINDS);

/** No script and nothing from elsewhere; it may only open the window that prints it. */
const PAGE_POLICY = "sandbox allow-modals; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** Who was there, and what was said: for those who run the meeting. */
export const createAttendanceRoutes = ({
  attendanceView,
}: {
  readonly attendanceView: AttendanceView;
}): express.Router => {
  const router = express.Router();
  const meetingIdOf = (request: express.Request): MeetingId =>
    readValue(meetingIdParam, { id: request.params['id'] }).id as MeetingId;
  const sessionOf = (request: express.Request): SessionId => String(request.params['session']) as SessionId;

  router.get('/meetings/:id/sessions', async (request, response) => {
    const account = signedIn(request);
    response.json(await attendanceView.list(account, meetingIdOf(request), readQuery(sessionListQuery, request)));
  });

  router.get('/meetings/:id/sessions/:session/chat', async (request, response) => {
    const account = signedIn(request);
    response.json(await attendanceView.chat(account, meetingIdOf(request), sessionOf(request)));
  });

  router.get('/meetings/:id/sessions/:session/papers/:kind', async (request, response) => {
    const account = signedIn(request);
    const kind = readValue(paperKind, request.params['kind']);
    const { language, timeZone } = readQuery(paperQuery, request);
    const paper = await attendanceView.paper(
      account,
      { meetingId: meetingIdOf(request), sessionId: sessionOf(request), kind },
      { ...(language !== undefined && { language }), ...(timeZone !== undefined && { timeZone }) },
    );
    // A page is read and printed where it opens; the rest is saved.
    if (paper.kind === 'attendance.html') response.setHeader('Content-Security-Policy', PAGE_POLICY);
    else response.attachment(paper.name);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'private, no-store');
    response.type(`${paper.type}; charset=utf-8`).send(paper.text);
  });

  return router;
};
