import { ok, type Result } from '../../base/result.ts';
import { LIST_ELEMENTS } from './limits.ts';
import { parseParameters } from './parse-parameters.ts';
import { parseUri } from './parse-uri.ts';
import { endOfQuoted, unquote } from './quoted-string.ts';
import { splitList } from './split-list.ts';
import { skipWhite, trimWhite } from './token.ts';
import type { NameAddr } from './types.ts';

type AddressProblem = { readonly code: 'bad-address' };
const BAD: { readonly ok: false } & AddressProblem = { ok: false, code: 'bad-address' };

const finish = (displayName: string, uriText: string, text: string, from: number): Result<NameAddr, AddressProblem> => {
  const uri = parseUri(uriText);
  const parameters = parseParameters(text, from);
  return uri.ok && parameters !== undefined ? ok({ displayName, uri: uri.value, uriText, parameters }) : BAD;
};

/** `Name <uri>;parameters`, the bracket at `open`. */
const readBracketed = (text: string, displayName: string, open: number): Result<NameAddr, AddressProblem> => {
  const close = text.indexOf('>', open);
  return close < 0 ? BAD : finish(displayName, text.slice(open + 1, close), text, close + 1);
};

/** What follows a URI without brackets belongs to the field; the URI has then no `?` and no comma (RFC 3261 20.10). */
const readBare = (text: string): Result<NameAddr, AddressProblem> => {
  const semicolon = text.indexOf(';');
  const uriText = trimWhite(semicolon < 0 ? text : text.slice(0, semicolon));
  if (uriText.includes('?') || uriText.includes(',')) return BAD;
  return finish('', uriText, text, semicolon < 0 ? text.length : semicolon);
};

/**
 * One address of From, To, Contact or Route, with its parameters. A display name without quotation marks may hold more than the
 * tokens of RFC 3261 (old phones write their owner's name as it is), but no comma and no quotation mark (RFC 4475 3.1.2.15). Never throws.
 */
export const parseNameAddr = (written: string): Result<NameAddr, AddressProblem> => {
  const text = trimWhite(written);
  if (text.startsWith('"')) {
    const end = endOfQuoted(text, 0);
    if (end === undefined) return BAD;
    const open = skipWhite(text, end);
    return text.charAt(open) === '<' ? readBracketed(text, unquote(text.slice(0, end)), open) : BAD;
  }
  const open = text.indexOf('<');
  if (open < 0) return readBare(text);
  const displayName = trimWhite(text.slice(0, open));
  // A parameter may be quoted and hold a bracket: then the part before has a semicolon or a quotation mark.
  if (displayName.includes('"') || displayName.includes(';')) return readBare(text);
  return displayName.includes(',') ? BAD : readBracketed(text, displayName, open);
};

/** All addresses of a field that is a list, in order, whether they came on one line or on many. */
export const parseNameAddrs = (lines: readonly string[]): Result<readonly NameAddr[], AddressProblem> => {
  const addresses: NameAddr[] = [];
  for (const line of lines) {
    const elements = splitList(line);
    if (elements === undefined || addresses.length + elements.length > LIST_ELEMENTS) return BAD;
    for (const element of elements) {
      const address = parseNameAddr(element);
      if (!address.ok) return address;
      addresses.push(address.value);
    }
  }
  return ok(addresses);
};
