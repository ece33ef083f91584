import { CSEQ_MAX } from './limits.ts';
import { parseNumber } from './parse-number.ts';
import { isToken, isWhiteAt, skipWhite } from './token.ts';
import type { CSeq } from './types.ts';

/** RFC 3261 20.16: `4711 INVITE`; undefined when it is something else. */
export const parseCSeq = (text: string): CSeq | undefined => {
  let end = 0;
  while (end < text.length && !isWhiteAt(text, end)) end += 1;
  const number = parseNumber(text.slice(0, end), CSEQ_MAX);
  const method = text.slice(skipWhite(text, end));
  return number === undefined || !isToken(method) ? undefined : { number, method };
};
