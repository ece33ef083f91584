import { parseCookie, stringifySetCookie } from 'cookie';

/** How this installation writes its cookies. */
export interface CookieStyle {
  /** Over https: `__Host-` names and Secure. */
  readonly secure: boolean;
}

/** The answer that a cookie is put on. */
interface Answer {
  append(field: string, value: string): unknown;
}

const nameOf = (name: string, { secure }: CookieStyle): string => (secure ? `__Host-${name}` : name);

/** For this host alone and out of reach of scripts; `lastsMs` 0 takes it back. Lax: it comes along when a provider sends somebody back. */
const setCookie = (answer: Answer, style: CookieStyle, name: string, value: string, lastsMs: number): void => {
  answer.append(
    'Set-Cookie',
    stringifySetCookie({
      name: nameOf(name, style),
      value,
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: style.secure,
      maxAge: Math.floor(lastsMs / 1000),
    }),
  );
};

const readCookie = (header: string | undefined, style: CookieStyle, name: string): string | undefined =>
  parseCookie(header ?? '')[nameOf(name, style)];

const SESSION = 'wm_session';
/** What a round to a provider began with, until it comes back. */
const FLOW = 'wm_flow';

export const setSessionCookie = (answer: Answer, style: CookieStyle, token: string, lastsMs: number): void =>
  setCookie(answer, style, SESSION, token, lastsMs);

export const readSessionCookie = (header: string | undefined, style: CookieStyle): string | undefined =>
  readCookie(header, style, SESSION);

export const setFlowCookie = (answer: Answer, style: CookieStyle, flow: string, lastsMs: number): void =>
  setCookie(answer, style, FLOW, flow, lastsMs);

export const readFlowCookie = (header: string | undefined, style: CookieStyle): string | undefined =>
  readCookie(header, style, FLOW);
