import { INBOX_LIMITS } from './limits.ts';
import { plainLine } from './plain-text.ts';

/** One header as it stands in a mail: unfolded, not decoded. */
export interface HeaderLine {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
}

/** RFC 5322 2.2: printable ASCII without the colon; blanks before the colon are obsolete but read by some. */
const LINE = /^([!-9;-~]{1,76})[ \t]*:(.*)$/s;

const headOf = (mime: Uint8Array): string => {
  const text = Buffer.from(mime.buffer, mime.byteOffset, Math.min(mime.byteLength, INBOX_LIMITS.headBytes)).toString(
    'utf8',
  );
  const end = /\r?\n\r?\n/.exec(text);
  return end === null ? text : text.slice(0, end.index);
};

/** The headers of a mail in their order, the topmost first. What is no header is left out. */
export const readHeaderLines = (mime: Uint8Array): HeaderLine[] => {
  const lines: HeaderLine[] = [];
  for (const line of headOf(mime)
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)) {
    const [, name, value] = LINE.exec(line) ?? [];
    if (name !== undefined && value !== undefined) lines.push({ name: name.toLowerCase(), value: value.trim() });
  }
  return lines;
};

export const valuesOf = (lines: readonly HeaderLine[], name: string): string[] =>
  lines.filter((line) => line.name === name).map(({ value }) => value);

/** What the head of a mail says of sender and subject, as it stands there: for mails that are not read. */
export const toldByHead = (mime: Uint8Array): { readonly sender: string; readonly subject: string } => {
  const lines = readHeaderLines(mime);
  const first = (name: string): string => plainLine(valuesOf(lines, name)[0] ?? '', INBOX_LIMITS.subject);
  return { sender: first('from'), subject: first('subject') };
};
