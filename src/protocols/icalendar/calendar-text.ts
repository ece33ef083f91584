/** C0 but tab and line feed, DEL, C1, lone surrogates: RFC 5545 3.1 allows none of them in a content line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/gu;
const BREAKS = /\r\n?/g;

/** Text for a TEXT value: line breaks become line feeds, other control characters go. */
export const plainValue = (text: string): string => text.replace(BREAKS, '\n').replace(FORBIDDEN, '');

/** Text for one line. */
export const singleLineValue = (text: string): string =>
  plainValue(text)
    .replace(/[\n\t]+/g, ' ')
    .trim();

/**
 * Text for a quoted parameter value, which has no escape for a quotation mark (RFC 5545 3.2) and in which a caret begins an
 * RFC 6868 escape that many programs do not know: all three are replaced by what looks alike.
 */
export const parameterValue = (text: string): string =>
  singleLineValue(text).replace(/"/g, '\u2019').replace(/\\/g, '/').replace(/\^/g, '\u02c6');

const ESCAPES: Record<string, string> = { '\\': '\\\\', ';': '\\;', ',': '\\,', '\n': '\\n' };

/** RFC 5545 3.3.11 TEXT as it is written. */
export const escapeText = (text: string): string =>
  text.replace(/[\\;,\n]/g, (character) => ESCAPES[character] ?? character);

/** What a written TEXT says. */
export const unescapeText = (written: string): string =>
  written.replace(/\\([\\;,nN])/g, (_, character: string) =>
    character === 'n' || character === 'N' ? '\n' : character,
  );

/** The written TEXTs of a list, RFC 5545 3.1.1: a comma behind a backslash separates nothing. */
export const splitTextList = (written: string): string[] => {
  const items: string[] = [];
  let from = 0;
  for (let at = 0; at < written.length; at += 1) {
    if (written[at] === '\\') at += 1;
    else if (written[at] === ',') {
      items.push(written.slice(from, at));
      from = at + 1;
    }
  }
  return [...items, written.slice(from)];
};
