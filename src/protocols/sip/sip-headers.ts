import { fullHeaderName } from './header-names.ts';
import { splitList } from './split-list.ts';
import type { SipHeaders } from './types.ts';

/** In the order given. That no value ends its line and begins another is the care of `format-message.ts`. */
export const makeHeaders = (pairs: Iterable<readonly [string, string]>): SipHeaders => {
  const headers = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const full = fullHeaderName(name);
    const lines = headers.get(full);
    if (lines === undefined) headers.set(full, [value]);
    else lines.push(value);
  }
  return headers;
};

/** Every line as a pair. */
export function* headerPairs(headers: SipHeaders): Generator<readonly [string, string]> {
  for (const [name, lines] of headers) for (const line of lines) yield [name, line];
}

/** With `pairs` in place of all lines that have their names; the others stay where they are. */
export const withHeaders = (headers: SipHeaders, pairs: Iterable<readonly [string, string]>): SipHeaders =>
  new Map([...headers, ...makeHeaders(pairs)]);

/** The first line of a field; `name` in lower case. */
export const firstHeader = (headers: SipHeaders, name: string): string | undefined => headers.get(name)?.[0];

/** The words of a field that is a list (Require, Supported, Allow), in lower case; what cannot be split is taken as one. */
export const headerWords = (headers: SipHeaders, name: string): readonly string[] =>
  (headers.get(name) ?? []).flatMap((line) => splitList(line) ?? [line]).map((word) => word.toLowerCase());
