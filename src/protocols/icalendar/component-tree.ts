import { type ContentLine, readContentLines } from './content-lines.ts';
import type { Newline } from './fold-lines.ts';

/** BEGIN, what stands between, END. */
export interface ComponentNode {
  /** Upper case. */
  readonly component: string;
  readonly begin: ContentLine;
  readonly children: readonly TreeNode[];
  /** undefined when the text stops before it. */
  readonly end: ContentLine | undefined;
}

export type TreeNode = ContentLine | ComponentNode;

/** An iCalendar text as its components, each byte of it kept. */
export interface ComponentTree {
  readonly prefix: string;
  readonly newline: Newline;
  readonly nodes: readonly TreeNode[];
}

export const isComponent = (node: TreeNode): node is ComponentNode => 'component' in node;

const componentName = (begin: ContentLine): string =>
  begin.text
    .slice(begin.text.indexOf(':') + 1)
    .trim()
    .toUpperCase();

interface OpenComponent {
  readonly begin: ContentLine | undefined;
  readonly children: TreeNode[];
}

const close = ({ begin, children }: OpenComponent, end: ContentLine | undefined): readonly TreeNode[] =>
  begin === undefined ? children : [{ component: componentName(begin), begin, children, end }];

export const readComponentTree = (raw: string): ComponentTree => {
  const { prefix, newline, lines } = readContentLines(raw);
  const outside: OpenComponent = { begin: undefined, children: [] };
  const open = [outside];
  const top = (): OpenComponent => open.at(-1) ?? outside;
  const shut = (end: ContentLine | undefined): void => {
    const closed = open.pop();
    if (closed !== undefined) top().children.push(...close(closed, end));
  };
  for (const line of lines) {
    if (line.name === 'BEGIN') open.push({ begin: line, children: [] });
    else if (line.name === 'END' && open.length > 1) shut(line);
    else top().children.push(line);
  }
  while (open.length > 1) shut(undefined);
  return { prefix, newline, nodes: outside.children };
};

const collect = (nodes: readonly TreeNode[], into: string[]): void => {
  for (const node of nodes) {
    if (!isComponent(node)) into.push(node.physical);
    else {
      into.push(node.begin.physical);
      collect(node.children, into);
      if (node.end !== undefined) into.push(node.end.physical);
    }
  }
};

/** The text of a tree; of one just read, the very text that was read. */
export const componentTreeText = ({ prefix, nodes }: Pick<ComponentTree, 'prefix' | 'nodes'>): string => {
  const parts = [prefix];
  collect(nodes, parts);
  return parts.join('');
};
