import { ok, type Result } from '../../base/result.ts';
import { PARAMETERS } from './limits.ts';
import { parseHostPort } from './parse-host.ts';
import { decodePercent } from './percent.ts';
import type { AnyUri, SipParameters, SipUri } from './types.ts';

type UriProblem = { readonly code: 'bad-uri' };
const BAD: { readonly ok: false } & UriProblem = { ok: false, code: 'bad-uri' };

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*$/;
const SCHEME_CHARACTERS = 40;
/** Visible ASCII but the marks that enclose a URI: the rest must be escaped (RFC 3261 25.1, with `#` for star codes besides). */
const WRITTEN = /^[!#-;=?-~]*$/;

const indexOrEnd = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at;
};

/** `name=value` between `separator`s, percent-decoded. */
const readPairs = (text: string, separator: string): SipParameters | undefined => {
  const pairs = new Map<string, string>();
  for (let from = 0; from <= text.length; ) {
    const to = indexOrEnd(text, separator, from);
    const sign = Math.min(indexOrEnd(text, '=', from), to);
    const name = decodePercent(text.slice(from, sign))?.toLowerCase();
    const value = decodePercent(text.slice(sign + 1, Math.max(to, sign + 1)));
    if (name === undefined || name === '' || value === undefined || pairs.size >= PARAMETERS) return undefined;
    if (!pairs.has(name)) pairs.set(name, value);
    from = to + 1;
  }
  return pairs;
};

type UserInfo = { readonly user?: string; readonly password?: string };

const readUserInfo = (text: string): UserInfo | undefined => {
  const colon = text.indexOf(':');
  const user = decodePercent(colon < 0 ? text : text.slice(0, colon));
  if (user === undefined || user === '') return undefined;
  if (colon < 0) return { user };
  const password = decodePercent(text.slice(colon + 1));
  return password === undefined ? undefined : { user, password };
};

const NONE: SipParameters = new Map();

/** What stands behind `sip:`. An at sign is found first: a user may have `;` and `?` in it (RFC 4475 3.1.1.2). */
const readSip = (scheme: 'sip' | 'sips', rest: string): SipUri | undefined => {
  const at = rest.indexOf('@');
  const userInfo: UserInfo | undefined = at < 0 ? {} : readUserInfo(rest.slice(0, at));
  const place = rest.slice(at + 1);
  const question = indexOrEnd(place, '?', 0);
  const semicolon = Math.min(indexOrEnd(place, ';', 0), question);
  const hostPort = parseHostPort(place.slice(0, semicolon));
  const parameters = semicolon === question ? NONE : readPairs(place.slice(semicolon + 1, question), ';');
  const headers = question === place.length ? NONE : readPairs(place.slice(question + 1), '&');
  if (userInfo === undefined || hostPort === undefined || parameters === undefined || headers === undefined)
    return undefined;
  return { scheme, ...userInfo, ...hostPort, parameters, headers };
};

/** RFC 3261 19.1; of other schemes only the scheme is read. Never throws. */
export const parseUri = (text: string): Result<AnyUri, UriProblem> => {
  const colon = text.indexOf(':');
  if (colon < 1 || colon > SCHEME_CHARACTERS || !WRITTEN.test(text)) return BAD;
  const scheme = text.slice(0, colon).toLowerCase();
  const rest = text.slice(colon + 1);
  if (!SCHEME.test(scheme) || rest === '') return BAD;
  if (scheme !== 'sip' && scheme !== 'sips') return ok({ scheme, rest });
  const uri = readSip(scheme, rest);
  return uri === undefined ? BAD : ok(uri);
};

export const isSipUri = (uri: AnyUri): uri is SipUri => uri.scheme === 'sip' || uri.scheme === 'sips';
