import { parseNumber } from './parse-number.ts';
import { isToken, trimWhite } from './token.ts';

type StartLine =
  | { readonly kind: 'request'; readonly method: string; readonly uriText: string; readonly version: string }
  | { readonly kind: 'response'; readonly status: number; readonly reason: string; readonly version: string };

export type StartLineVerdict =
  | StartLine
  /** It speaks of SIP, wrongly; `method` of what seems to be a request. */
  | { readonly kind: 'bad'; readonly method: string | undefined }
  | { readonly kind: 'not-sip' };

const VERSION = /^SIP\/[0-9]{1,3}\.[0-9]{1,3}$/i;

const readStatusLine = (line: string): StartLineVerdict => {
  const [version = '', status = ''] = line.split(' ', 2);
  const number = status.length === 3 ? parseNumber(status, 699) : undefined;
  if (!VERSION.test(version) || number === undefined || number < 100) return { kind: 'bad', method: undefined };
  return { kind: 'response', status: number, reason: line.slice(version.length + 5), version };
};

/** RFC 3261 7.1 and 7.2: exactly one space between the parts, none before or behind (RFC 4475 3.1.2.8 to 3.1.2.10). */
export const readStartLine = (line: string): StartLineVerdict => {
  if (/^SIP\//i.test(line)) return readStatusLine(line);
  const words = line.split(' ');
  const [method = '', uriText = '', version = ''] = words;
  if (words.length === 3 && isToken(method) && uriText !== '' && VERSION.test(version))
    return { kind: 'request', method, uriText, version };
  const last = trimWhite(line);
  return VERSION.test(last.slice(last.lastIndexOf(' ') + 1)) && isToken(method)
    ? { kind: 'bad', method }
    : { kind: 'not-sip' };
};
