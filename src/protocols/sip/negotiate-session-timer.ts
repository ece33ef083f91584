import { parseSeconds, parseSessionExpires } from './parse-session-expires.ts';
import { firstHeader, headerWords } from './sip-headers.ts';
import type { SipHeaders } from './types.ts';

/** What both sides agreed on. */
export interface SessionInterval {
  readonly seconds: number;
  readonly weRefresh: boolean;
}

export interface SessionWishes {
  /** Below this we refuse. */
  readonly leastSeconds: number;
  /** What we propose, and shorten longer proposals to. */
  readonly wantedSeconds: number;
}

type HeaderPairs = ReadonlyArray<readonly [string, string]>;

export type SessionAnswer =
  /** Answer 422 with these. */
  | { readonly kind: 'too-small'; readonly headers: HeaderPairs }
  /** These go into the 2xx. */
  | { readonly kind: 'agreed'; readonly interval: SessionInterval; readonly headers: HeaderPairs };

/** RFC 4028 4: never less. */
const LEAST_SECONDS = 90;

/**
 * What an INVITE or UPDATE is answered (RFC 4028 9). A caller who does not know of timers is refreshed by us; one who does and
 * leaves it open refreshes. Only who supports timers may be refused for too short an interval.
 */
export const answerSessionTimer = (request: SipHeaders, wishes: SessionWishes): SessionAnswer => {
  const supported =
    headerWords(request, 'supported').includes('timer') || headerWords(request, 'require').includes('timer');
  const asked = parseSessionExpires(firstHeader(request, 'session-expires'));
  const least = Math.max(LEAST_SECONDS, wishes.leastSeconds);
  if (asked !== undefined && asked.seconds < least && supported)
    return { kind: 'too-small', headers: [['min-se', String(least)]] };
  const floor = Math.max(least, parseSeconds(firstHeader(request, 'min-se')) ?? 0);
  const seconds = Math.max(floor, Math.min(asked?.seconds ?? wishes.wantedSeconds, wishes.wantedSeconds));
  const refresher = supported ? (asked?.refresher ?? 'uac') : 'uas';
  const headers: (readonly [string, string])[] = [['session-expires', `${seconds};refresher=${refresher}`]];
  // RFC 4028 9: whoever must refresh must know it.
  if (refresher === 'uac') headers.push(['require', 'timer']);
  return { kind: 'agreed', interval: { seconds, weRefresh: refresher === 'uas' }, headers };
};

/** What goes into an INVITE or UPDATE of ours. `refresh`: the dialog has a timer, and who refreshes stays who it is (RFC 4028 7.4). */
export const sessionTimerHeaders = (
  { leastSeconds, wantedSeconds }: SessionWishes,
  refresh?: SessionInterval,
): HeaderPairs => {
  const least = Math.max(LEAST_SECONDS, leastSeconds);
  const value = refresh === undefined ? '' : `;refresher=${refresh.weRefresh ? 'uac' : 'uas'}`;
  return [
    ['session-expires', `${Math.max(least, refresh?.seconds ?? wantedSeconds)}${value}`],
    ['min-se', String(least)],
  ];
};

/** What a 2xx to a request of ours says; undefined: no timer (RFC 4028 7.2). */
export const agreedSessionTimer = (response: SipHeaders): SessionInterval | undefined => {
  const agreed = parseSessionExpires(firstHeader(response, 'session-expires'));
  return agreed && { seconds: Math.max(LEAST_SECONDS, agreed.seconds), weRefresh: agreed.refresher !== 'uas' };
};

/** The wishes to try again with after a 422 (RFC 4028 7.3); undefined when it names nothing that is more. */
export const longerWishes = (wishes: SessionWishes, response: SipHeaders): SessionWishes | undefined => {
  const least = parseSeconds(firstHeader(response, 'min-se'));
  if (least === undefined || least <= wishes.leastSeconds) return undefined;
  return { leastSeconds: least, wantedSeconds: Math.max(least, wishes.wantedSeconds) };
};
