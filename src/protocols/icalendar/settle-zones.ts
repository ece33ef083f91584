import { type ComponentNode, isComponent, type TreeNode } from './component-tree.ts';
import { writeContentLine } from './content-lines.ts';
import type { Newline } from './fold-lines.ts';
import { parameterIn, valueIn } from './property-text.ts';
import type { SpanMs } from './series-span.ts';
import { vtimezoneLines } from './vtimezone.ts';
import { canonicalZone } from './zone-transitions.ts';

const isZone = (node: TreeNode): node is ComponentNode => isComponent(node) && node.component === 'VTIMEZONE';

const tzidOf = ({ children }: ComponentNode): string => {
  const line = children.find((node) => !isComponent(node) && node.name === 'TZID');
  return line === undefined || isComponent(line) ? '' : valueIn(line.text).trim();
};

/** Every TZID that a line outside the VTIMEZONEs names. */
export const namedZones = (nodes: readonly TreeNode[], named = new Set<string>()): Set<string> => {
  for (const node of nodes) {
    if (isZone(node)) continue;
    if (isComponent(node)) namedZones(node.children, named);
    else if (/;TZID=/i.test(node.text)) named.add(parameterIn(node.text, 'TZID'));
  }
  named.delete('');
  return named;
};

const makeZone = (timeZone: string, { fromMs, toMs }: SpanMs, newline: Newline): ComponentNode => {
  const lines = vtimezoneLines(timeZone, fromMs, toMs).map((text) => writeContentLine(text, newline));
  const [begin, end] = [lines[0], lines.at(-1)];
  if (begin === undefined || end === undefined) throw new Error('A VTIMEZONE has lines');
  return { component: 'VTIMEZONE', begin, children: lines.slice(1, -1), end };
};

const textsOf = (node: TreeNode): string[] =>
  isComponent(node)
    ? [node.begin.text, ...node.children.flatMap(textsOf), ...(node.end === undefined ? [] : [node.end.text])]
    : [node.text];

const textOf = (zone: ComponentNode): string => textsOf(zone).join('\n');

/** Before what names it: some programs read in one pass. */
const placeForZone = (nodes: readonly TreeNode[]): number => {
  const first = nodes.findIndex((node) => isComponent(node) && !isZone(node));
  return first < 0 ? nodes.length : first;
};

interface ZonesBefore {
  readonly named: ReadonlySet<string>;
  readonly span: SpanMs | undefined;
}

/** A description of ours says no more than it had to: when the series reaches further now, it must say more. */
const renew = (zone: ComponentNode, before: SpanMs, after: SpanMs, newline: Newline): ComponentNode => {
  const tzid = tzidOf(zone);
  if (canonicalZone(tzid) === undefined) return zone;
  if (vtimezoneLines(tzid, before.fromMs, before.toMs).join('\n') !== textOf(zone)) return zone;
  const made = makeZone(tzid, after, newline);
  return textOf(made) === textOf(zone) ? zone : made;
};

/**
 * What the edits newly name gets its VTIMEZONE; one that they name no longer loses it. Every other stays byte for byte, whoever
 * wrote it, but for our own descriptions of a series that reaches further than it did.
 */
export const settleZones = (
  nodes: readonly TreeNode[],
  before: ZonesBefore,
  span: SpanMs | undefined,
  newline: Newline,
): readonly TreeNode[] => {
  const named = namedZones(nodes);
  const kept = nodes.filter((node) => !isZone(node) || named.has(tzidOf(node)) || !before.named.has(tzidOf(node)));
  if (span === undefined) return kept;
  const moved = before.span?.fromMs !== span.fromMs || before.span.toMs !== span.toMs;
  const { span: spanBefore } = before;
  const renewed =
    spanBefore === undefined || !moved
      ? kept
      : kept.map((node) => (isZone(node) ? renew(node, spanBefore, span, newline) : node));
  const defined = new Set(renewed.filter(isZone).map(tzidOf));
  const missing = [...named].filter(
    (tzid) => !defined.has(tzid) && !before.named.has(tzid) && canonicalZone(tzid) !== undefined,
  );
  const made = missing.map((tzid) => makeZone(tzid, span, newline));
  return renewed.toSpliced(placeForZone(renewed), 0, ...made);
};
