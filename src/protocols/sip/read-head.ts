import { fullHeaderName } from './header-names.ts';
import { HEAD_BYTES, HEADER_LINES } from './limits.ts';
import { textOfBytes } from './percent.ts';
import { isToken, isWhiteAt, trimWhite } from './token.ts';
import type { SipHeaders } from './types.ts';

const CR = 0x0d;
const LF = 0x0a;

/** What stands before the body, not yet understood. */
export interface Head {
  readonly startLine: string;
  readonly headers: SipHeaders;
  /** The first thing wrong with the header fields; the others were read all the same, so that an answer can be made. */
  readonly fault: 'bad-header' | 'too-large' | undefined;
}

/** The index of the first byte that is not of an empty line: a message may have some before it (RFC 3261 7.5). */
export const skipEmptyLines = (bytes: Uint8Array, from: number): number => {
  let at = from;
  while (bytes[at] === CR && bytes[at + 1] === LF) at += 2;
  return at;
};

/** The index of the blank line's CRLFCRLF at or after `from`; -1 when there is none among the first bytes that a head may have. */
export const findHeadEnd = (bytes: Uint8Array, from: number, messageFrom: number): number => {
  const limit = Math.min(bytes.length, messageFrom + HEAD_BYTES) - 3;
  for (let at = bytes.indexOf(CR, from); at >= 0 && at < limit; at = bytes.indexOf(CR, at + 1))
    if (bytes[at + 1] === LF && bytes[at + 2] === CR && bytes[at + 3] === LF) return at;
  return -1;
};

interface Line {
  readonly name: string;
  readonly parts: string[];
}

const readLine = (line: string): Line | undefined => {
  const colon = line.indexOf(':');
  const name = trimWhite(line.slice(0, Math.max(colon, 0)));
  // RFC 3261 7.3.1: white space may stand between name and colon, never before the name.
  return isToken(name) && !isWhiteAt(line, 0)
    ? { name: fullHeaderName(name), parts: [trimWhite(line.slice(colon + 1))] }
    : undefined;
};

const gather = (lines: readonly Line[]): SipHeaders => {
  const headers = new Map<string, string[]>();
  for (const { name, parts } of lines) {
    const value = trimWhite(parts.join(' '));
    const others = headers.get(name);
    if (others === undefined) headers.set(name, [value]);
    else others.push(value);
  }
  return headers;
};

/** A carriage return or line feed that ends no line would end one for whoever is shown the value next. */
const isBroken = (line: string): boolean => line.includes('\r') || line.includes('\n');

/** The bytes before the blank line. Folded lines are joined with one space (RFC 3261 7.3.1). */
export const readHead = (bytes: Uint8Array): Head => {
  const [startLine = '', ...rest] = textOfBytes(bytes).split('\r\n');
  const lines: Line[] = [];
  let fault: Head['fault'] = isBroken(startLine) ? 'bad-header' : undefined;
  for (const [index, text] of rest.entries()) {
    if (index >= HEADER_LINES) return { startLine, headers: gather(lines), fault: 'too-large' };
    const before = lines.at(-1);
    const folded = isWhiteAt(text, 0) && before !== undefined;
    const line = folded || isBroken(text) ? undefined : readLine(text);
    if (folded && !isBroken(text)) before.parts.push(trimWhite(text));
    else if (line !== undefined) lines.push(line);
    else fault ??= 'bad-header';
  }
  return { startLine, headers: gather(lines), fault };
};
