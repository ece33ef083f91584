import { ok, type Result } from '../../base/result.ts';
import type { ObjectEvent } from './calendar-object.ts';
import {
  type ComponentNode,
  componentTreeText,
  isComponent,
  readComponentTree,
  type TreeNode,
} from './component-tree.ts';
import { firstLine, removeNamed } from './event-lines.ts';
import { extractObject } from './extract-object.ts';
import type { ObjectFailure } from './object-problem.ts';

const isNamed =
  (name: string) =>
  (node: TreeNode): node is ComponentNode =>
    isComponent(node) && node.component === name;
const isEvent = isNamed('VEVENT');
const isZone = isNamed('VTIMEZONE');
const isDate = (node: TreeNode): node is ComponentNode =>
  isEvent(node) && firstLine(node.children, 'RECURRENCE-ID') !== undefined;

const mapCalendar = (raw: string, change: (nodes: readonly TreeNode[]) => readonly TreeNode[]): string => {
  const tree = readComponentTree(raw);
  const nodes = tree.nodes.map((node) =>
    isNamed('VCALENDAR')(node) ? { ...node, children: change(node.children) } : node,
  );
  return componentTreeText({ ...tree, nodes });
};

const childrenOf = (raw: string): readonly TreeNode[] =>
  readComponentTree(raw).nodes.find(isNamed('VCALENDAR'))?.children ?? [];

/** A mailed object as it is stored, without METHOD (RFC 4791 4.1). */
export const withoutMethod = (raw: string): string => mapCalendar(raw, (nodes) => removeNamed(nodes, 'METHOD'));

const zoneName = (zone: ComponentNode): string => firstLine(zone.children, 'TZID')?.text ?? '';

const unknownZones = (nodes: readonly TreeNode[], arriving: readonly TreeNode[]): ComponentNode[] => {
  const known = new Set(nodes.filter(isZone).map(zoneName));
  return arriving.filter(isZone).filter((zone) => !known.has(zoneName(zone)));
};

/** Zones first: a reader may want them before they are named. */
const withEvents = (
  nodes: readonly TreeNode[],
  zones: readonly TreeNode[],
  events: readonly TreeNode[],
): readonly TreeNode[] => {
  const first = nodes.findIndex(isComponent);
  const at = first < 0 ? nodes.length : first;
  return [...nodes.slice(0, at), ...zones, ...nodes.slice(at), ...events];
};

/** Each VEVENT of a date with what was read of it; the reader keeps their order. */
const datesOf = (nodes: readonly TreeNode[], read: readonly ObjectEvent[]) =>
  nodes.filter(isDate).flatMap((node, index) => {
    const event = read[index];
    return event ? [{ node, event }] : [];
  });

/**
 * The object with single dates of it as another one says them, which holds them without the series (RFC 5546 3.2.2). Of each that
 * `takes` wants, the new VEVENT takes the place of the one that stands there; dates are named by the series' clock, however they are
 * written. What does not change stays as it is, byte for byte.
 */
export const mergeDates = (
  standing: string,
  arriving: string,
  takes: (date: ObjectEvent, standing: ObjectEvent | undefined) => boolean,
): Result<string, ObjectFailure> => {
  const before = extractObject(standing);
  if (!before.ok) return before;
  const others = childrenOf(arriving);
  const zones = unknownZones(childrenOf(standing), others);
  const named = extractObject(
    mapCalendar(standing, (nodes) =>
      withEvents(
        nodes.filter((node) => !isDate(node)),
        zones,
        others.filter(isDate),
      ),
    ),
  );
  if (!named.ok) return named;
  const known = new Map(before.value.overrides.map((event) => [event.recurrenceId, event]));
  const taken = datesOf(others, named.value.overrides).filter(({ event }) =>
    takes(event, known.get(event.recurrenceId)),
  );
  if (taken.length === 0) return ok(standing);
  const replaced = new Set(taken.map(({ event }) => event.recurrenceId));
  const gone = new Set<TreeNode>();
  const merged = mapCalendar(standing, (nodes) => {
    for (const { node, event } of datesOf(nodes, before.value.overrides))
      if (replaced.has(event.recurrenceId)) gone.add(node);
    return withEvents(
      nodes.filter((node) => !gone.has(node)),
      zones,
      taken.map(({ node }) => node),
    );
  });
  const after = extractObject(merged);
  return after.ok ? ok(merged) : after;
};
