/** RFC 5545 3.1: one physical line of a file, without its break. */
export interface FileLine {
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
}

/** Cuts a text at CRLF, LF or CR, one line after the other: files may be long. */
export function* fileLines(text: string): Generator<FileLine> {
  // Only very old files have CR alone.
  const lineBreak = text.includes('\n') ? '\n' : '\r';
  let from = 0;
  for (let number = 1; from < text.length; number += 1) {
    const found = text.indexOf(lineBreak, from);
    const end = found < 0 ? text.length : found;
    const bare = end > from && text[end - 1] === '\r' ? end - 1 : end;
    yield { text: text.slice(from, bare), number };
    from = end + 1;
  }
}

const FOLD = /^[ \t]/;

export const isContinuation = (line: string): boolean => FOLD.test(line);

/** Physical lines joined to content lines. */
export const unfoldLines = (lines: readonly string[]): string[] => {
  const unfolded: string[] = [];
  for (const line of lines) {
    if (isContinuation(line) && unfolded.length > 0) unfolded.push(`${unfolded.pop()}${line.slice(1)}`);
    else unfolded.push(line);
  }
  return unfolded;
};

/** The value of a content line: what follows the first colon outside quotation marks. */
export const contentValue = (line: string): string => {
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') quoted = !quoted;
    else if (line[at] === ':' && !quoted) return line.slice(at + 1);
  }
  return '';
};
