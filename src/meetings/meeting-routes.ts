import { parseCookie, stringifySetCookie } from 'cookie';
import express from 'express';
import type { CookieStyle } from '../accounts/account-routes.ts';
import { signedIn, viewer } from '../accounts/signed-in.ts';
import { DomainError } from '../base/errors.ts';
import type { MeetingId } from '../base/ids.ts';
import { noFields, token as tokenField } from '../contract/fields.ts';
import { calendarTicketQuery, joinByIdRequest, joinByLinkRequest, meetingIdParam } from '../contract/http/meeting.ts';
import { callerAddress, readBody, readParams, readQuery } from '../platform/web.ts';
import type { Admitted } from './admission.ts';
import type { DoorView } from './door-view.ts';
import type { CorrectedCalendar } from './invitation-history.ts';
import type { Caller, JoinMeeting } from './join-meeting.ts';
import type { MeetingView } from './meeting-view.ts';
import { RELOAD_PASS_LASTS_MS } from './reload-pass.ts';
import type { StartMeeting } from './start-meeting.ts';

export interface MeetingRouteDependencies {
  readonly doorView: DoorView;
  readonly joinMeeting: JoinMeeting;
  readonly startMeeting: StartMeeting;
  readonly meetingView: MeetingView;
  readonly cookies: CookieStyle;
}

const MEETING_COOKIE = /^(?:__Host-)?wm_\d{9}$/;
/** Each has up to a kilobyte, and Node refuses requests with more than 16 kB of headers. */
const COOKIES_AT_MOST = 10;

/** The doors of meetings. What they answer is for one person: nothing on the way may keep it. */
export const createMeetingRoutes = (dependencies: MeetingRouteDependencies): express.Router => {
  const { doorView, joinMeeting, startMeeting, meetingView, cookies } = dependencies;
  const router = express.Router();

  const cookieName = (meetingId: string): string => `${cookies.secure ? '__Host-' : ''}wm_${meetingId}`;
  const cookieOf = (request: express.Request, meetingId: string): string | undefined =>
    parseCookie(request.headers.cookie ?? '')[cookieName(meetingId)];

  /** A token that cannot be one is an unknown link, like any other that was mistyped. */
  const tokenOf = (request: express.Request): string => {
    const token = tokenField.safeParse(request.params['token']);
    if (!token.success) throw new DomainError('unknown-link');
    return token.data;
  };
  const meetingIdOf = (request: express.Request): MeetingId => readParams(meetingIdParam, request).id as MeetingId;

  const caller = (request: express.Request): Caller => ({
    viewer: viewer(request),
    cookieOf: (meetingId) => cookieOf(request, meetingId),
    network: callerAddress(request),
  });

  const setCookie = (response: express.Response, name: string, value: string, lastsMs: number): void => {
    response.append(
      'Set-Cookie',
      stringifySetCookie({
        name,
        value,
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: cookies.secure,
        maxAge: Math.floor(lastsMs / 1000),
      }),
    );
  };
  /** Browsers send the oldest cookies first. */
  const dropOldCookies = (request: express.Request, response: express.Response, kept: string): void => {
    const names = Object.keys(parseCookie(request.headers.cookie ?? ''));
    const others = names.filter((name) => MEETING_COOKIE.test(name) && name !== kept);
    for (const name of others.slice(0, Math.max(0, others.length + 1 - COOKIES_AT_MOST)))
      setCookie(response, name, '', 0);
  };
  const answer = (request: express.Request, response: express.Response, { pass, answer }: Admitted): void => {
    if (pass) {
      const name = cookieName(pass.meetingId);
      dropOldCookies(request, response, name);
      setCookie(response, name, pass.text, RELOAD_PASS_LASTS_MS);
    }
    response.json(answer);
  };

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
    const { name, start } = readBody(joinByLinkRequest, request);
    if (start) await startMeeting.byHostLink(token);
    answer(request, response, await joinMeeting.byLink(token, name, caller(request)));
  });

  router.get('/meetings/:id', async (request, response) => {
    const id = meetingIdOf(request);
    response.json(await doorView.byId(id, viewer(request), cookieOf(request, id)));
  });

  router.get('/meetings/:id/calendar.ics', async (request, response) => {
    const id = meetingIdOf(request);
    const { ticket } = readQuery(calendarTicketQuery, request);
    sendCalendar(response, await doorView.calendarByTicket(id, ticket));
  });

  router.post('/meetings/:id/join', async (request, response) => {
    const id = meetingIdOf(request);
    const body = readBody(joinByIdRequest, request);
    answer(request, response, await joinMeeting.byId(id, body, caller(request)));
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
