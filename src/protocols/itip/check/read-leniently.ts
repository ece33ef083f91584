import { NESTING, OBJECT_CHARACTERS, OBJECT_LINES } from '../../icalendar/limits.ts';
import type { ContentComponent, ContentLine } from '../../icalendar/read-content.ts';

/** A content line with what a checker wants to know of how it is written. */
export interface CheckedLine extends ContentLine {
  /** Unfolded. */
  readonly text: string;
}

/** A line as it stands in the file. */
export interface PhysicalLine {
  readonly text: string;
  readonly end: '\r\n' | '\n' | '\r' | '';
  readonly line: number;
}

/** A calendar text as far as it can be read at all: nothing in it is refused. */
export interface LenientCalendar {
  readonly physical: readonly PhysicalLine[];
  readonly lines: readonly CheckedLine[];
  /** Lines without name and colon. */
  readonly badLines: readonly number[];
  /** Where BEGIN and END do not fit together. */
  readonly badNesting: readonly number[];
  /** The VCALENDAR; undefined when there is none. */
  readonly root: ContentComponent | undefined;
  readonly tooLarge: boolean;
}

const splitLines = (raw: string): PhysicalLine[] => {
  const lines: PhysicalLine[] = [];
  let from = 0;
  for (const match of raw.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ text: raw.slice(from, match.index), end: match[0] as PhysicalLine['end'], line: lines.length + 1 });
    from = match.index + match[0].length;
    if (lines.length >= OBJECT_LINES) return lines;
  }
  if (from < raw.length) lines.push({ text: raw.slice(from), end: '', line: lines.length + 1 });
  return lines;
};

const unfold = (physical: readonly PhysicalLine[]): Array<{ text: string; line: number }> => {
  const lines: Array<{ text: string; line: number }> = [];
  let parts: string[] = [];
  let first = 1;
  const flush = (): void => {
    const text = parts.join('');
    if (text.trim() !== '') lines.push({ text, line: first });
  };
  for (const { text, line } of physical) {
    if (parts.length > 0 && /^[ \t]/.test(text)) {
      parts.push(text.slice(1));
      continue;
    }
    flush();
    parts = [text];
    first = line;
  }
  flush();
  return lines;
};

/** Where the value begins: behind the first colon outside quotation marks. */
const colonOf = (text: string): number => {
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === ':' && !quoted) return at;
  }
  return quoted ? text.indexOf(':') : -1;
};

const PARAMETER = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";])*)/g;

const readLine = ({ text, line }: { text: string; line: number }): CheckedLine | undefined => {
  const colon = colonOf(text);
  const head = text.slice(0, Math.max(0, colon));
  const name = /^[A-Za-z0-9-]+(?=;|$)/.exec(head)?.[0];
  if (name === undefined) return undefined;
  const parameters = new Map<string, readonly string[]>();
  for (const [, key = '', value = ''] of head.matchAll(PARAMETER))
    parameters.set(key.toUpperCase(), [value.replaceAll('"', '')]);
  return { name: name.toUpperCase(), parameters, value: text.slice(colon + 1), line, text };
};

const nest = (lines: readonly CheckedLine[], badNesting: number[]): ContentComponent | undefined => {
  const open: ContentComponent[] = [];
  let root: ContentComponent | undefined;
  for (const content of lines) {
    const value = content.value.trim().toUpperCase();
    const inside = open.at(-1);
    if (content.name === 'BEGIN') {
      const component = { name: value, line: content.line, properties: [], components: [] };
      if (open.length >= NESTING) badNesting.push(content.line);
      else inside?.components.push(component);
      if (root === undefined && value === 'VCALENDAR') root = component;
      else if (inside === undefined) badNesting.push(content.line);
      open.push(component);
    } else if (content.name === 'END') {
      if (open.pop()?.name !== value) badNesting.push(content.line);
    } else if (inside === undefined) badNesting.push(content.line);
    else inside.properties.push(content);
  }
  if (open.length > 0) badNesting.push(lines.at(-1)?.line ?? 1);
  return root;
};

/** Reads whatever is there, for rules to judge. Never throws; what is beyond the limits is left out. */
export const readLeniently = (raw: string): LenientCalendar => {
  const tooLarge = raw.length > OBJECT_CHARACTERS;
  const text = raw.slice(0, OBJECT_CHARACTERS).replace(/^\ufeff/, '');
  const physical = splitLines(text);
  const badLines: number[] = [];
  const badNesting: number[] = [];
  const lines: CheckedLine[] = [];
  for (const one of unfold(physical)) {
    const read = readLine(one);
    if (read === undefined) badLines.push(one.line);
    else lines.push(read);
  }
  const root = nest(lines, badNesting);
  return { physical, lines, badLines, badNesting, root, tooLarge: tooLarge || physical.length >= OBJECT_LINES };
};
