import { type ComponentNode, isComponent, type TreeNode } from './component-tree.ts';
import { type ContentLine, writeContentLine } from './content-lines.ts';
import type { Newline } from './fold-lines.ts';

/** What stands between BEGIN and END of a component. */
export type Lines = readonly TreeNode[];

/** One step of an edit: the lines of a VEVENT before and after. */
export type LinesEdit = (lines: Lines) => Lines;

export const apply = (lines: Lines, edits: readonly LinesEdit[]): Lines =>
  edits.reduce((edited, edit) => edit(edited), lines);

const isProperty = (node: TreeNode, name: string): node is ContentLine => !isComponent(node) && node.name === name;

export const firstLine = (lines: Lines, name: string): ContentLine | undefined =>
  lines.find((node): node is ContentLine => isProperty(node, name));

export const allLines = (lines: Lines, name: string): ContentLine[] =>
  lines.filter((node): node is ContentLine => isProperty(node, name));

export const removeLines = (lines: Lines, drop: (line: ContentLine) => boolean): Lines =>
  lines.some((node) => !isComponent(node) && drop(node))
    ? lines.filter((node) => isComponent(node) || !drop(node))
    : lines;

export const removeNamed = (lines: Lines, ...names: readonly string[]): Lines =>
  removeLines(lines, ({ name }) => names.includes(name));

/** Behind the last of these properties that is there, else behind the last property before the first component. */
const placeAfter = (lines: Lines, names: readonly string[]): number => {
  for (const name of names) {
    const at = lines.findLastIndex((node) => isProperty(node, name));
    if (at >= 0) return at + 1;
  }
  const component = lines.findIndex(isComponent);
  return component < 0 ? lines.length : component;
};

/** Adds a line behind others of its name, else behind the first of `after` that is there, else as the last property. */
export const addLine = (lines: Lines, text: string, newline: Newline, after: readonly string[] = []): Lines => {
  const line = writeContentLine(text, newline);
  return lines.toSpliced(placeAfter(lines, [line.name, ...after]), 0, line);
};

/** Each line of that name as `rewrite` gives it: the same text leaves its octets alone, undefined removes the line. */
export const rewriteLines = (
  lines: Lines,
  name: string,
  newline: Newline,
  rewrite: (text: string) => string | undefined,
): Lines =>
  lines.flatMap((node): TreeNode | [] => {
    if (!isProperty(node, name)) return node;
    const text = rewrite(node.text);
    if (text === undefined) return [];
    return text === node.text ? node : writeContentLine(text, newline);
  });

/** Rewrites the first line of that name, or adds `fresh()`. */
export const setLine = (
  lines: Lines,
  name: string,
  newline: Newline,
  { rewrite, fresh, after = [] }: { rewrite: (text: string) => string; fresh: () => string; after?: readonly string[] },
): Lines => {
  const at = lines.findIndex((node) => isProperty(node, name));
  const found = lines[at];
  if (found === undefined || isComponent(found)) return addLine(lines, fresh(), newline, after);
  const text = rewrite(found.text);
  return text === found.text ? lines : lines.with(at, writeContentLine(text, newline));
};

export const withLines = (event: ComponentNode, edit: LinesEdit): ComponentNode => {
  const children = edit(event.children);
  return children === event.children ? event : { ...event, children };
};
