/** RFC 3261 25.1 `token`. */
const TOKEN_MARKS = new Set("-.!%*_+`'~");

const isAlphanumeric = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);

const isTokenAt = (text: string, at: number): boolean =>
  isAlphanumeric(text.charCodeAt(at)) || TOKEN_MARKS.has(text.charAt(at));

/** The index behind the token that begins at `at`; `at` itself when none does. */
export const endOfToken = (text: string, at: number): number => {
  let end = at;
  while (end < text.length && isTokenAt(text, end)) end += 1;
  return end;
};

export const isToken = (text: string): boolean => text !== '' && endOfToken(text, 0) === text.length;

/** Space and tab: line folds are gone when values are read. */
export const isWhiteAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code === 0x20 || code === 0x09;
};

export const skipWhite = (text: string, at: number): number => {
  let next = at;
  while (isWhiteAt(text, next)) next += 1;
  return next;
};

/** Like `trim`, of spaces and tabs only. */
export const trimWhite = (text: string): string => {
  const from = skipWhite(text, 0);
  let to = text.length;
  while (to > from && isWhiteAt(text, to - 1)) to -= 1;
  return text.slice(from, to);
};
