import { LINE_OCTETS } from './limits.ts';

export type Newline = '\r\n' | '\n' | '\r';

const octetsOf = (codePoint: number): number => {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x1_0000 ? 3 : 4;
};

const isAscii = (text: string): boolean => {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
};

/** The space that begins a continuation counts as one of its octets. */
const foldAscii = (line: string, newline: Newline): string => {
  let folded = line.slice(0, LINE_OCTETS);
  for (let at = LINE_OCTETS; at < line.length; at += LINE_OCTETS - 1)
    folded += `${newline} ${line.slice(at, at + LINE_OCTETS - 1)}`;
  return folded;
};

/** RFC 5545 3.1: breaks one content line into lines of at most 75 octets of UTF-8, never inside a character. */
export const foldLine = (line: string, newline: Newline = '\r\n'): string => {
  if (line.length * 3 <= LINE_OCTETS) return line;
  if (isAscii(line)) return line.length <= LINE_OCTETS ? line : foldAscii(line, newline);
  let folded = '';
  let start = 0;
  let octets = 0;
  let at = 0;
  while (at < line.length) {
    const codePoint = line.codePointAt(at) ?? 0;
    const size = octetsOf(codePoint);
    if (octets + size > LINE_OCTETS) {
      folded += `${line.slice(start, at)}${newline} `;
      start = at;
      octets = 1;
    }
    octets += size;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return folded + line.slice(start);
};

/** Content lines, without breaks, as the text of an iCalendar object. */
export const foldLines = (lines: readonly string[]): string =>
  `${lines.map((line) => foldLine(line)).join('\r\n')}\r\n`;
