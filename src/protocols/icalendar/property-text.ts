/** One parameter as written. */
interface WrittenParameter {
  /** Upper case. */
  readonly name: string;
  /** With its name and quotation marks, without the semicolon before it. */
  readonly text: string;
}

interface PropertyParts {
  readonly name: string;
  readonly parameters: readonly WrittenParameter[];
  readonly value: string;
}

/** Where the parameter that begins at `from` ends: at the next semicolon or colon outside quotation marks. */
const endOfParameter = (text: string, from: number): number => {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === ';' || character === ':')) return at;
  }
  return text.length;
};

const splitProperty = (text: string): PropertyParts => {
  const nameEnd = text.search(/[:;]/);
  if (nameEnd < 0) return { name: text, parameters: [], value: '' };
  const parameters: WrittenParameter[] = [];
  let at = nameEnd;
  while (text[at] === ';') {
    const end = endOfParameter(text, at + 1);
    const written = text.slice(at + 1, end);
    parameters.push({ name: (written.split('=', 1)[0] ?? '').trim().toUpperCase(), text: written });
    at = end;
  }
  return { name: text.slice(0, nameEnd), parameters, value: text.slice(at + 1) };
};

const joinProperty = ({ name, parameters, value }: PropertyParts): string =>
  `${[name, ...parameters.map(({ text }) => text)].join(';')}:${value}`;

const CARETS: Record<string, string> = { '^n': '\n', "^'": '"', '^^': '^' };

/** RFC 5545 3.2 and RFC 6868: without quotation marks and escapes. */
const readParameter = (written: string): string =>
  written
    .slice(written.indexOf('=') + 1)
    .replaceAll('"', '')
    .replace(/\^[n'^]/g, (caret) => CARETS[caret] ?? caret)
    .trim();

/** The value of a content line, as written. */
export const valueIn = (text: string): string => splitProperty(text).value;

/** The value of a parameter; '' when the line has no such parameter, or an empty one. */
export const parameterIn = (text: string, name: string): string => {
  const found = splitProperty(text).parameters.find((parameter) => parameter.name === name);
  return found === undefined ? '' : readParameter(found.text);
};

/** A parameter as written, with its name and quotation marks; '' when the line has none. */
export const writtenParameter = (text: string, name: string): string =>
  splitProperty(text).parameters.find((parameter) => parameter.name === name)?.text ?? '';

export const withValue = (text: string, value: string): string => joinProperty({ ...splitProperty(text), value });

/** `value` must have no quotation mark and no control character. */
export const formatParameter = (name: string, value: string): string =>
  `${name}=${/[,;:]/.test(value) ? `"${value}"` : value}`;

/** Sets a parameter where it stands, or adds it as the last one; undefined removes it. All other parameters stay as written. */
export const withParameter = (text: string, name: string, value: string | undefined): string => {
  const parts = splitProperty(text);
  const at = parts.parameters.findIndex((parameter) => parameter.name === name);
  if (value === undefined)
    return at < 0
      ? text
      : joinProperty({ ...parts, parameters: parts.parameters.filter((parameter) => parameter.name !== name) });
  const written = { name, text: formatParameter(name, value) };
  const parameters = at < 0 ? [...parts.parameters, written] : parts.parameters.with(at, written);
  return joinProperty({ ...parts, parameters });
};

/** Takes parameters away and puts one, as written, in the place of the first of them, or behind the others. */
export const withWrittenParameter = (text: string, names: readonly string[], written: string): string => {
  const parts = splitProperty(text);
  const at = parts.parameters.findIndex(({ name }) => names.includes(name));
  const others = parts.parameters.filter(({ name }) => !names.includes(name));
  const added = written === '' ? [] : [{ name: '', text: written }];
  return joinProperty({ ...parts, parameters: others.toSpliced(at < 0 ? others.length : at, 0, ...added) });
};
