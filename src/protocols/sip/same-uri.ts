import { isSipUri } from './parse-uri.ts';
import type { AnyUri, SipParameters } from './types.ts';

/** RFC 3261 19.1.4: these must agree even when only one side has them. */
const ALWAYS = ['user', 'ttl', 'method', 'maddr', 'transport'];

const sameParameters = (one: SipParameters, other: SipParameters): boolean => {
  for (const name of ALWAYS) if (one.has(name) !== other.has(name)) return false;
  for (const [name, value] of one) {
    const theirs = other.get(name);
    if (theirs !== undefined && theirs.toLowerCase() !== value.toLowerCase()) return false;
  }
  return true;
};

const sameHeaders = (one: SipParameters, other: SipParameters): boolean =>
  one.size === other.size && [...one].every(([name, value]) => other.get(name) === value);

/** RFC 3261 19.1.4; of other schemes as written. */
export const sameUri = (one: AnyUri, other: AnyUri): boolean => {
  if (!isSipUri(one) || !isSipUri(other))
    return !isSipUri(one) && !isSipUri(other) && one.scheme === other.scheme && one.rest === other.rest;
  return (
    one.scheme === other.scheme &&
    one.user === other.user &&
    one.password === other.password &&
    one.host === other.host &&
    one.port === other.port &&
    sameParameters(one.parameters, other.parameters) &&
    sameHeaders(one.headers, other.headers)
  );
};
