import { fileTypeFromBuffer } from 'file-type';

/** What kinds of bytes are told by. */
export const HEAD_BYTES = 65_536;
const UNKNOWN = 'application/octet-stream';

/** Text may hold these controls: tab, line feed, form feed, carriage return, escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const BINARY = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f]/;

/** Kinds of text that no signature tells; none of them is shown other than as plain text. */
const TEXT_ENDINGS: ReadonlyMap<string, string> = new Map([
  ['csv', 'text/csv'],
  ['ics', 'text/calendar'],
  ['md', 'text/markdown'],
  ['vtt', 'text/vtt'],
  ['json', 'application/json'],
]);

const textOf = (head: Uint8Array): string | undefined => {
  const bytes = head.subarray(0, HEAD_BYTES);
  for (const label of ['utf-8', 'windows-1252'])
    try {
      // A character that is cut at the end of the head is not an error.
      const text = new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true });
      return BINARY.test(text) ? undefined : text;
    } catch {
      // Not in this encoding.
    }
  return undefined;
};

/** What a browser would take for a page, wherever in the beginning it hides it. */
const markupOf = (text: string): string | undefined => {
  const start = text.slice(0, 4_096).toLowerCase();
  if (/<svg[\s>:]/.test(start)) return 'image/svg+xml';
  if (/<(?:!doctype html|html|head|body|script|iframe|meta|style|title|form|a|div|table|p|br)[\s>/]/.test(start))
    return 'text/html';
  return /^\s*<(?:\?xml|[a-z_][\w.:-]*[\s>])/.test(start) ? 'text/xml' : undefined;
};

/**
 * The media type of bytes, by their beginning (`HEAD_BYTES`); never by what the sender said. The name only tells kinds of text apart.
 */
export const mediaTypeOf = async (head: Uint8Array, name: string): Promise<string> => {
  if (head.length === 0) return 'text/plain';
  let found: string | undefined;
  try {
    found = (await fileTypeFromBuffer(head))?.mime;
  } catch {
    // Damaged beyond what the library reads.
  }
  if (found === 'application/xml') return 'text/xml';
  if (found !== undefined) return found.split(';')[0]?.trim() ?? UNKNOWN;
  const text = textOf(head);
  if (text === undefined) return UNKNOWN;
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return markupOf(text) ?? TEXT_ENDINGS.get(ending) ?? 'text/plain';
};
