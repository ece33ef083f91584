import express from 'express';
import { signedIn, viewer, viewerSignIn } from '../accounts/signed-in.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import type { MeetingId } from '../base/ids.ts';
import { noFields, token as tokenField } from '../contract/fields.ts';
import {
  calendarTicketQuery,
  joinByIdRequest,
  joinByLinkRequest,
  meetingChangeRequest,
  meetingIdParam,
} from '../contract/http/meeting.ts';
import { callerAddress, readBody, readParams, readQuery } from '../platform/web.ts';
import type { ChangeMeeting } from './change-meeting.ts';
import type { DoorView } from './door-view.ts';
import type { CorrectedCalendar } from './invitation-history.ts';
import type { Caller, JoinMeeting } from './join-meeting.ts';
import type { MeetingCookies } from './meeting-cookies.ts';
import type { MeetingView } from './meeting-view.ts';
import type { StartMeeting } from './start-meeting.ts';

export interface MeetingRouteDependencies {
  readonly doorView: DoorView;
  readonly joinMeeting: JoinMeeting;
  readonly startMeeting: StartMeeting;
  readonly meetingView: MeetingView;
  readonly changeMeeting: ChangeMeeting;
  readonly meetingCookies: MeetingCookies;
  readonly clock: Clock;
}

/** The doors of meetings. What they answer is for one person: nothing on the way may keep it. */
export const createMeetingRoutes = (dependencies: MeetingRouteDependencies): express.Router => {
  const { doorView, joinMeeting, startMeeting, meetingView, changeMeeting, meetingCookies, clock } = dependencies;
  const router = express.Router();

  /** A token that cannot be one is an unknown link, like any other that was mistyped. */
  const tokenOf = (request: express.Request): string => {
    const token = tokenField.safeParse(request.params['token']);
    if (!token.success) throw new DomainError('unknown-link');
    return token.data;
  };
  const meetingIdOf = (request: express.Request): MeetingId => readParams(meetingIdParam, request).id as MeetingId;

  const caller = (request: express.Request): Caller => ({
    viewer: viewer(request),
    signInId: viewerSignIn(request),
    cookieOf: (meetingId) => meetingCookies.read(request, meetingId),
    network: callerAddress(request),
  });

  /** Agreeing counts from when it is said. */
  const consented = (consent: true | undefined) => (consent ? { consentedMs: clock.nowMs() } : {});

  const sendCalendar = (response: express.Response, { text, method }: CorrectedCalendar): void => {
    response
      .set('Content-Type', `text/calendar; charset=utf-8; method=${method}`)
      .set('Content-Disposition', 'attachment; filename="invite.ics"')
      .send(text);
  };

  router.use(['/join', '/meetings', '/start'], (_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    next();
  });

  router.get('/join/:token', async (request, response) => {
    response.json(await doorView.byLink(tokenOf(request), viewer(request)));
  });

  router.get('/join/:token/calendar.ics', async (request, response) => {
    sendCalendar(response, await doorView.calendarByLink(tokenOf(request)));
  });

  router.post('/join/:token', async (request, response) => {
    const token = tokenOf(request);
    const { start, consent, ...wish } = readBody(joinByLinkRequest, request);
    if (start) await startMeeting.byHostLink(token);
    meetingCookies.answer(
      request,
      response,
      await joinMeeting.byLink(token, { ...wish, ...consented(consent) }, caller(request)),
    );
  });

  router.get('/meetings/:id', async (request, response) => {
    const id = meetingIdOf(request);
    response.json(await doorView.byId(id, viewer(request), meetingCookies.read(request, id)));
  });

  router.patch('/meetings/:id', async (request, response) => {
    const account = signedIn(request);
    const id = meetingIdOf(request);
    const { settings } = readBody(meetingChangeRequest, request);
    response.json({ settings: await changeMeeting(account, id, settings) });
  });

  router.get('/meetings/:id/calendar.ics', async (request, response) => {
    const id = meetingIdOf(request);
    const { ticket } = readQuery(calendarTicketQuery, request);
    sendCalendar(response, await doorView.calendarByTicket(id, ticket));
  });

  router.post('/meetings/:id/join', async (request, response) => {
    const id = meetingIdOf(request);
    const { consent, ...body } = readBody(joinByIdRequest, request);
    const asked = { ...body, ...consented(consent) };
    meetingCookies.answer(request, response, await joinMeeting.byId(id, asked, caller(request)));
  });

  router.get('/start/:token', async (request, response) => {
    const account = signedIn(request);
    response.json(await doorView.byStartLink(tokenOf(request), account));
  });

  router.post('/start/:token', async (request, response) => {
    const account = signedIn(request);
    readBody(noFields, request);
    const { meeting, role } = await startMeeting.byLink(account, tokenOf(request));
    response.json(await meetingView.one(meeting, role));
  });

  return router;
};
