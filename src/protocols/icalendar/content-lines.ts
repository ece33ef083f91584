import { foldLine, type Newline } from './fold-lines.ts';

/** RFC 5545 3.1: one content line, with the octets in which it came. */
export interface ContentLine {
  /** As it stands in the text: folded as it was, with the line break at its end. */
  readonly physical: string;
  /** Unfolded, without the line break. */
  readonly text: string;
  /** Upper case; '' for a blank line. */
  readonly name: string;
}

interface ContentLines {
  /** What stands before the first line: a byte order mark, blanks. */
  readonly prefix: string;
  readonly lines: readonly ContentLine[];
  readonly newline: Newline;
}

const FOLDS = /(?:\r\n|[\r\n])[ \t]/g;
/** A line break that no blank follows ends a content line. */
const LINE_END = /(?:\r\n|\r(?!\n)|\n)(?![ \t])/g;
const BREAK_AT_END = /(?:\r\n|[\r\n])$/;
const NAME_END = /[:;]/;

const nameOf = (text: string): string => {
  const end = text.search(NAME_END);
  return (end < 0 ? text : text.slice(0, end)).toUpperCase();
};

const readLine = (physical: string): ContentLine => {
  const text = physical.replace(BREAK_AT_END, '').replace(FOLDS, '');
  return { physical, text, name: nameOf(text) };
};

/** Cuts a text into its content lines; the prefix and every `physical` in order are the text again. */
export const readContentLines = (raw: string): ContentLines => {
  const prefix = /^\ufeff?[ \t]*/.exec(raw)?.[0] ?? '';
  const lines: ContentLine[] = [];
  let from = prefix.length;
  for (const match of raw.matchAll(LINE_END)) {
    const end = match.index + match[0].length;
    if (end <= from) continue;
    lines.push(readLine(raw.slice(from, end)));
    from = end;
  }
  if (from < raw.length) lines.push(readLine(raw.slice(from)));
  const firstBreak = /\r\n|[\r\n]/.exec(raw)?.[0];
  return { prefix, lines, newline: firstBreak === '\n' || firstBreak === '\r' ? firstBreak : '\r\n' };
};

/** A line of ours, folded. */
export const writeContentLine = (text: string, newline: Newline): ContentLine => ({
  physical: `${foldLine(text, newline)}${newline}`,
  text,
  name: nameOf(text),
});
