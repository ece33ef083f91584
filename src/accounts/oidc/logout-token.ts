import { type JWTVerifyGetKey, jwtVerify } from 'jose';
import { invalidAnswer } from './oidc-claims.ts';

/** Whom a provider has signed out: one of its sessions, or everything of somebody. */
export interface LogoutClaims {
  /** Of this token alone. */
  readonly id: string;
  readonly subject: string | undefined;
  readonly session: string | undefined;
  /** It is worth nothing after this. */
  readonly untilMs: number;
}

/** OpenID Connect Back-Channel Logout 1.0, 2.4. */
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Of clocks that are not quite the same. */
const TOLERANCE_S = 60;
/** Providers say it at once, and try again for some minutes at the most. */
const LONGEST_S = 600;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 255 ? value : undefined;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a logout token says, checked as 2.6 asks. Throws when it is not one, or not for us. Whether it was here before, others know. */
export const readLogoutToken = async (
  token: string,
  keys: JWTVerifyGetKey,
  {
    issuer,
    clientId,
    algorithms,
    nowMs,
  }: {
    readonly issuer: string;
    readonly clientId: string;
    readonly algorithms: readonly string[];
    readonly nowMs: number;
  },
): Promise<LogoutClaims> => {
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    ...{ issuer, audience: clientId, algorithms: [...algorithms] },
    requiredClaims: ['iat', 'jti', 'events'],
    maxTokenAge: LONGEST_S,
    clockTolerance: TOLERANCE_S,
    currentDate: new Date(nowMs),
  });
  // An ID token is none of these: it has no event, and may have a nonce.
  const { typ } = protectedHeader;
  if (typ !== undefined && !/^(?:application\/)?(?:logout\+)?jwt$/i.test(typ))
    throw invalidAnswer('it is another kind of token');
  const events = payload['events'];
  if (!isObject(events) || !Object.hasOwn(events, EVENT) || !isObject((events as Record<string, unknown>)[EVENT]))
    throw invalidAnswer('it tells of no logout');
  if (payload['nonce'] !== undefined) throw invalidAnswer('a logout has no nonce');
  const { jti, sub, iat = 0 } = payload;
  const id = textOf(jti);
  const [subject, session] = [textOf(sub), textOf(payload['sid'])];
  if (id === undefined || (subject === undefined && session === undefined))
    throw invalidAnswer('it does not say whose');
  return { id, subject, session, untilMs: (iat + LONGEST_S + 2 * TOLERANCE_S) * 1_000 };
};
