import { DELTA_SECONDS_MAX } from './limits.ts';
import { parseNumber } from './parse-number.ts';
import { parseParameters } from './parse-parameters.ts';
import { trimWhite } from './token.ts';
import type { SipParameters } from './types.ts';

export interface SessionExpires {
  readonly seconds: number;
  readonly refresher: 'uac' | 'uas' | undefined;
}

/** `90;name=value`; numbers beyond 32 bits are none (RFC 4475 3.1.2.4). */
const readDelta = (text: string): { readonly seconds: number; readonly parameters: SipParameters } | undefined => {
  const semicolon = text.indexOf(';');
  const end = semicolon < 0 ? text.length : semicolon;
  const seconds = parseNumber(trimWhite(text.slice(0, end)), DELTA_SECONDS_MAX);
  const parameters = parseParameters(text, end);
  return seconds === undefined || parameters === undefined ? undefined : { seconds, parameters };
};

/** RFC 4028 4; undefined when it is not there or something else. */
export const parseSessionExpires = (text: string | undefined): SessionExpires | undefined => {
  const read = text === undefined ? undefined : readDelta(text);
  if (read === undefined) return undefined;
  const refresher = read.parameters.get('refresher')?.toLowerCase();
  return { seconds: read.seconds, refresher: refresher === 'uac' || refresher === 'uas' ? refresher : undefined };
};

/** Min-SE, Min-Expires, Expires, Retry-After (whose comment is left aside): a number of seconds. */
export const parseSeconds = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const comment = text.indexOf('(');
  return readDelta(comment < 0 ? text : trimWhite(text.slice(0, comment)))?.seconds;
};
