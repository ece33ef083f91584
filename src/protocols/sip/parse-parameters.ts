import { PARAMETERS } from './limits.ts';
import { endOfQuoted, unquote } from './quoted-string.ts';
import { endOfToken, skipWhite } from './token.ts';
import type { SipParameters } from './types.ts';

const STOPS = new Set(';,"<> \t');

const endOfValue = (text: string, at: number): number | undefined => {
  if (text.charAt(at) === '"') return endOfQuoted(text, at);
  let end = at;
  while (end < text.length && !STOPS.has(text.charAt(end))) end += 1;
  return end;
};

/**
 * `;name=value;name="value";name` from `at` to the end, white space anywhere between (RFC 3261 25.1 generic-param). Values may hold
 * what a token may not, such as the colons of an IPv6 address. Undefined when it is something else: an empty name (`;;`), an open
 * quotation mark.
 */
export const parseParameters = (text: string, at: number): SipParameters | undefined => {
  const parameters = new Map<string, string>();
  let next = skipWhite(text, at);
  while (next < text.length) {
    if (text.charAt(next) !== ';') return undefined;
    const from = skipWhite(text, next + 1);
    const to = endOfToken(text, from);
    if (to === from || parameters.size >= PARAMETERS) return undefined;
    const name = text.slice(from, to).toLowerCase();
    next = skipWhite(text, to);
    let value = '';
    if (text.charAt(next) === '=') {
      const valueFrom = skipWhite(text, next + 1);
      const valueTo = endOfValue(text, valueFrom);
      if (valueTo === undefined) return undefined;
      const written = text.slice(valueFrom, valueTo);
      value = written.startsWith('"') ? unquote(written) : written;
      next = skipWhite(text, valueTo);
    }
    if (!parameters.has(name)) parameters.set(name, value);
  }
  return parameters;
};
