import { parseCookie, stringifySetCookie } from 'cookie';
import type { CookieStyle } from '../accounts/session-cookie.ts';
import type { Admitted } from './issue-entry.ts';
import { RELOAD_PASS_LASTS_MS } from './reload-pass.ts';

/** As much of a request and its answer as cookies need. */
interface CookieRequest {
  readonly headers: { readonly cookie?: string | undefined };
}
interface CookieResponse {
  append(name: string, value: string): unknown;
  json(body: object): unknown;
}

/** The cookies by which a browser is the same participant again after a reload: one for each meeting. */
export interface MeetingCookies {
  read(request: CookieRequest, meetingId: string): string | undefined;
  /** Answers somebody at the door, with their cookie when they are let in. */
  answer(request: CookieRequest, response: CookieResponse, admitted: Admitted): void;
}

const MEETING_COOKIE = /^(?:__Host-)?wm_\d{9}$/;
/** Each has up to a kilobyte, and Node refuses requests with more than 16 kB of headers. */
const COOKIES_AT_MOST = 10;

export const createMeetingCookies = ({ secure }: CookieStyle): MeetingCookies => {
  const nameOf = (meetingId: string): string => `${secure ? '__Host-' : ''}wm_${meetingId}`;
  const set = (response: CookieResponse, name: string, value: string, lastsMs: number): void => {
    response.append(
      'Set-Cookie',
      stringifySetCookie({
        name,
        value,
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure,
        maxAge: Math.floor(lastsMs / 1000),
      }),
    );
  };
  /** Browsers send the oldest cookies first. */
  const dropOld = (request: CookieRequest, response: CookieResponse, kept: string): void => {
    const names = Object.keys(parseCookie(request.headers.cookie ?? ''));
    const others = names.filter((name) => MEETING_COOKIE.test(name) && name !== kept);
    for (const name of others.slice(0, Math.max(0, others.length + 1 - COOKIES_AT_MOST))) set(response, name, '', 0);
  };
  return {
    read: (request, meetingId) => parseCookie(request.headers.cookie ?? '')[nameOf(meetingId)],
    answer(request, response, { pass, answer }) {
      if (pass) {
        const name = nameOf(pass.meetingId);
        dropOld(request, response, name);
        set(response, name, pass.text, RELOAD_PASS_LASTS_MS);
      }
      response.json(answer);
    },
  };
};
