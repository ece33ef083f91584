import { formatHost } from './parse-host.ts';
import { encodePercent } from './percent.ts';
import type { SipParameters, SipUri } from './types.ts';

/** RFC 3261 25.1: what each part may hold unescaped, besides letters and digits. */
const USER = new Set("-_.!~*'()&=+$,;?/");
const PASSWORD = new Set("-_.!~*'()&=+$,");
const PARAMETER = new Set("-_.!~*'()[]/:&+$");
const HEADER = new Set("-_.!~*'()[]/?:+$");

const pairs = (parameters: SipParameters, allowed: ReadonlySet<string>): string[] =>
  [...parameters].map(([name, value]) =>
    value === '' ? encodePercent(name, allowed) : `${encodePercent(name, allowed)}=${encodePercent(value, allowed)}`,
  );

export type UriParts = Pick<SipUri, 'scheme' | 'host'> & Partial<SipUri>;

/** Everything that may not stand there is escaped. The host must be one that `parseHost` took, or ours. */
export const formatUri = ({ scheme, user, password, host, port, parameters, headers }: UriParts): string => {
  const secret = password === undefined ? '' : `:${encodePercent(password, PASSWORD)}`;
  const userInfo = user === undefined ? '' : `${encodePercent(user, USER)}${secret}@`;
  const place = `${formatHost(host)}${port === undefined ? '' : `:${port}`}`;
  const tail = pairs(parameters ?? new Map(), PARAMETER).map((one) => `;${one}`);
  const asked = [...(headers ?? [])].map(
    ([name, value]) => `${encodePercent(name, HEADER)}=${encodePercent(value, HEADER)}`,
  );
  return `${scheme}:${userInfo}${place}${tail.join('')}${asked.length > 0 ? `?${asked.join('&')}` : ''}`;
};
