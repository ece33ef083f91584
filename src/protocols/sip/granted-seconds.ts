import { parseNameAddrs } from './parse-name-addr.ts';
import { parseSeconds } from './parse-session-expires.ts';
import { parseUri } from './parse-uri.ts';
import { sameUri } from './same-uri.ts';
import { firstHeader } from './sip-headers.ts';
import type { NameAddr, SipHeaders } from './types.ts';

/**
 * For how long a registrar has taken our Contact (RFC 3261 10.2.4): of a list of all bindings the one that is ours, of one that was
 * rewritten on the way the only one, otherwise Expires. Undefined: it does not say.
 */
export const grantedSeconds = (headers: SipHeaders, contactUri: string): number | undefined => {
  const listed = parseNameAddrs(headers.get('contact') ?? []);
  const bindings: readonly NameAddr[] = listed.ok ? listed.value : [];
  const own = parseUri(contactUri);
  const ours =
    bindings.find(({ uri }) => own.ok && sameUri(uri, own.value)) ?? (bindings.length === 1 ? bindings[0] : undefined);
  return parseSeconds(ours?.parameters.get('expires')) ?? parseSeconds(firstHeader(headers, 'expires'));
};
