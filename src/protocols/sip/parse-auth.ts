import { ok, type Result } from '../../base/result.ts';
import { PARAMETERS } from './limits.ts';
import { endOfQuoted, unquote } from './quoted-string.ts';
import { endOfToken, skipWhite } from './token.ts';
import type { SipParameters } from './types.ts';

/** A challenge or credentials: RFC 3261 20.7, 20.27, 20.28, 20.44. */
export interface AuthValue {
  /** Lower case: `digest`. */
  readonly scheme: string;
  readonly parameters: SipParameters;
}

type AuthProblem = { readonly code: 'bad-auth' };
const BAD: { readonly ok: false } & AuthProblem = { ok: false, code: 'bad-auth' };

interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly next: number;
}

/** A value that is not quoted ends at a comma or white space: more than a token, as nonces are seen without marks. */
const endOfBare = (text: string, at: number): number => {
  let end = at;
  while (end < text.length && !', \t"'.includes(text.charAt(end))) end += 1;
  return end;
};

const readParameter = (text: string, at: number): Parameter | undefined => {
  const nameEnd = endOfToken(text, at);
  const sign = skipWhite(text, nameEnd);
  if (nameEnd === at || text.charAt(sign) !== '=') return undefined;
  const from = skipWhite(text, sign + 1);
  const quoted = text.charAt(from) === '"';
  const end = quoted ? endOfQuoted(text, from) : endOfBare(text, from);
  if (end === undefined) return undefined;
  const written = text.slice(from, end);
  return {
    name: text.slice(at, nameEnd).toLowerCase(),
    value: quoted ? unquote(written) : written,
    next: skipWhite(text, end),
  };
};

/** One line of WWW-Authenticate, Proxy-Authenticate, Authorization or Proxy-Authorization. Never throws. */
export const parseAuth = (text: string): Result<AuthValue, AuthProblem> => {
  const schemeFrom = skipWhite(text, 0);
  const schemeTo = endOfToken(text, schemeFrom);
  let at = skipWhite(text, schemeTo);
  if (schemeTo === schemeFrom || (at === schemeTo && at < text.length)) return BAD;
  const parameters = new Map<string, string>();
  while (at < text.length) {
    const parameter = readParameter(text, at);
    if (parameter === undefined || parameters.size >= PARAMETERS) return BAD;
    const { name, value, next } = parameter;
    if (!parameters.has(name)) parameters.set(name, value);
    if (next < text.length && text.charAt(next) !== ',') return BAD;
    at = skipWhite(text, next + 1);
  }
  return ok({ scheme: text.slice(schemeFrom, schemeTo).toLowerCase(), parameters });
};
