/** The index behind the closing quotation mark of the quoted string that opens at `at`; undefined when it is never closed. */
export const endOfQuoted = (text: string, at: number): number | undefined => {
  for (let next = at + 1; next < text.length; next += 1) {
    const one = text.charAt(next);
    if (one === '\\') next += 1;
    else if (one === '"') return next + 1;
  }
  return undefined;
};

/** Of a whole quoted string, marks included: what it says. */
export const unquote = (quoted: string): string => {
  const inner = quoted.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  let text = '';
  for (let at = 0; at < inner.length; at += 1) {
    if (inner.charAt(at) === '\\') at += 1;
    text += inner.charAt(at);
  }
  return text;
};

/** A line break has no escape in SIP and becomes a space. */
export const quote = (text: string): string =>
  `"${text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')}"`;
