import type { Result } from '../../base/result.ts';
import { COMPONENTS, NESTING, OBJECT_CHARACTERS, OBJECT_LINES } from './limits.ts';
import { type ObjectFailure, refuseAt } from './object-problem.ts';

/** RFC 5545 3.1: one content line, unfolded. */
export interface ContentLine {
  /** Upper case. */
  readonly name: string;
  /** Names in upper case; RFC 6868 escapes decoded. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  /** As written: what backslashes mean depends on the property. */
  readonly value: string;
  /** Of the raw text, counted from 1. */
  readonly line: number;
}

export interface ContentComponent {
  readonly name: string;
  readonly line: number;
  readonly properties: ContentLine[];
  readonly components: ContentComponent[];
}

const CARET: Readonly<Record<string, string>> = { '^n': '\n', "^'": '"', '^^': '^' };
const decodeParameter = (value: string): string =>
  value.includes('^') ? value.replace(/\^[n'^]/g, (pair) => CARET[pair] ?? pair) : value;

/** Where the parameter values and the value begin: the first of `;`, `,` and `:` outside quotation marks. */
const unquotedEnd = (text: string, from: number): number => {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) quoted = !quoted;
    else if (!quoted && (code === 0x3a || code === 0x3b || code === 0x2c)) return at;
  }
  return -1;
};

const nameEnd = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && !'=;:'.includes(text.charAt(at))) at += 1;
  return at;
};

const unquote = (text: string): string => (text.includes('"') ? text.replaceAll('"', '') : text);

const NAME = /^[A-Za-z0-9_.-]+(?=[;:])/;
const NO_PARAMETERS: ReadonlyMap<string, readonly string[]> = new Map();

/** The parameters that begin at the `;` at `from`, and where the value begins. */
const readParameters = (
  text: string,
  from: number,
): { parameters: ReadonlyMap<string, readonly string[]>; valueAt: number } | undefined => {
  if (text[from] === ':') return { parameters: NO_PARAMETERS, valueAt: from + 1 };
  const parameters = new Map<string, string[]>();
  let values: string[] = [];
  let at = from;
  while (text[at] !== ':') {
    let begin = at + 1;
    if (text[at] === ';') {
      const equals = nameEnd(text, begin);
      values = [];
      parameters.set(text.slice(begin, equals).trim().toUpperCase(), values);
      if (text[equals] !== '=') {
        // A parameter without a value (`;RSVP:`), which is wrong, and harmless.
        if (equals === text.length) return undefined;
        at = equals;
        continue;
      }
      begin = equals + 1;
    }
    at = unquotedEnd(text, begin);
    if (at < 0) return undefined;
    values.push(decodeParameter(unquote(text.slice(begin, at))));
  }
  return { parameters, valueAt: at + 1 };
};

const readLine = (text: string, line: number): ContentLine | undefined => {
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return undefined;
  const rest = readParameters(text, name.length);
  return rest && { name: name.toUpperCase(), parameters: rest.parameters, value: text.slice(rest.valueAt), line };
};

interface UnfoldedLine {
  readonly text: string;
  readonly line: number;
}

/** Lines joined where one begins with a space or tab; empty ones go. */
const unfold = (lines: readonly string[]): UnfoldedLine[] => {
  const unfolded: UnfoldedLine[] = [];
  for (let index = 0; index < lines.length; ) {
    const line = index + 1;
    const parts = [lines[index] ?? ''];
    for (index += 1; /^[ \t]/.test(lines[index] ?? ''); index += 1) parts.push((lines[index] ?? '').slice(1));
    const text = parts.join('');
    if (text.trim() !== '') unfolded.push({ text, line });
  }
  return unfolded;
};

type Read<Value> = Result<Value, ObjectFailure>;

/** Builds the tree of components; the outermost one must close at the last line. */
const nest = (lines: readonly UnfoldedLine[]): Read<ContentComponent> => {
  const open: ContentComponent[] = [];
  let root: ContentComponent | undefined;
  let components = 0;
  for (const { text, line } of lines) {
    const content = readLine(text, line);
    if (content === undefined) return refuseAt(root ? 'bad-line' : 'not-icalendar', line);
    const inside = open.at(-1);
    if (root !== undefined && inside === undefined) return refuseAt('not-icalendar', line);
    const value = content.value.trim().toUpperCase();
    if (content.name === 'BEGIN') {
      const component = { name: value, line, properties: [], components: [] };
      components += 1;
      if (components > COMPONENTS) return refuseAt('too-large', line);
      if (open.length >= NESTING) return refuseAt('too-deep', line);
      inside?.components.push(component);
      root ??= component;
      open.push(component);
    } else if (content.name === 'END') {
      if (open.pop()?.name !== value) return refuseAt('not-icalendar', line);
    } else if (inside === undefined) return refuseAt('not-icalendar', line);
    else inside.properties.push(content);
  }
  if (root?.name !== 'VCALENDAR') return refuseAt('not-icalendar', root?.line);
  return open.length > 0 ? refuseAt('not-icalendar', lines.at(-1)?.line) : { ok: true, value: root };
};

/** Reads one VCALENDAR within the limits. Never throws; each line keeps its number in the text as it came. */
export const readContent = (raw: string): Read<ContentComponent> => {
  if (raw.length > OBJECT_CHARACTERS) return refuseAt('too-large');
  const lines = (raw.startsWith('\ufeff') ? raw.slice(1) : raw).split(/\r\n|\r|\n/);
  return lines.length > OBJECT_LINES ? refuseAt('too-large', OBJECT_LINES) : nest(unfold(lines));
};

export const firstOf = (component: ContentComponent, name: string): ContentLine | undefined =>
  component.properties.find((property) => property.name === name);

export const allOf = (component: ContentComponent, name: string): ContentLine[] =>
  component.properties.filter((property) => property.name === name);

export const parameterOf = (line: ContentLine, name: string): string => line.parameters.get(name)?.[0]?.trim() ?? '';

const ESCAPES = /\\([\\;,nN])/g;
/** RFC 5545 3.3.11 TEXT. A backslash before anything else stays, as programs that do not escape mean it. */
export const textValue = (value: string): string =>
  value.includes('\\') ? value.replace(ESCAPES, (_, escaped: string) => (/n/i.test(escaped) ? '\n' : escaped)) : value;

/** A comma-separated list of TEXT. */
export const textList = (value: string): string[] =>
  (value.match(/(?:\\.|[^\\,])+|\\$/g) ?? []).map((item) => textValue(item).trim()).filter((item) => item !== '');
