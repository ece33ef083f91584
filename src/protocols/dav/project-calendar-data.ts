import {
  type ComponentNode,
  type ComponentTree,
  componentTreeText,
  isComponent,
  readComponentTree,
  type TreeNode,
} from '../icalendar/component-tree.ts';
import { type ContentLine, writeContentLine } from '../icalendar/content-lines.ts';
import type { Newline } from '../icalendar/fold-lines.ts';
import { dayStartUtcMs, utcToZoned, zonedToUtcMs } from '../icalendar/zoned-time.ts';
import type { CalendarDataRequest, ComponentSelection } from './calendar-data-request.ts';
import type { ClosedRange } from './time-range.ts';

/** One occurrence in the range that is asked for. */
export interface ProjectedInstance {
  /** The original local start in the zone of the series; '' for an event that does not repeat. */
  readonly recurrenceId: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** What expanding an object found; only for requests with a range. */
export interface Occurrences {
  /** Of the overrides, in the order of the object. */
  readonly overrideIds: readonly string[];
  readonly instances: readonly ProjectedInstance[];
  readonly repeats: boolean;
  /** In which recurrenceIds are told. */
  readonly seriesZone: string;
  /** For whole days and floating times. */
  readonly homeZone: string;
}

/** Whether a request can be answered from the text alone. */
export const needsOccurrences = ({ expand, limitRecurrenceSet }: CalendarDataRequest): boolean =>
  expand !== undefined || limitRecurrenceSet !== undefined;

const linesOf = ({ children }: ComponentNode): ContentLine[] =>
  children.filter((child): child is ContentLine => !isComponent(child));
const lineNamed = (component: ComponentNode, name: string): ContentLine | undefined =>
  linesOf(component).find((line) => line.name === name);

const isEvent = (node: TreeNode): node is ComponentNode => isComponent(node) && node.component === 'VEVENT';
const isOverride = (node: TreeNode): boolean => isEvent(node) && lineNamed(node, 'RECURRENCE-ID') !== undefined;

const overridesById = (calendar: ComponentNode, ids: readonly string[]): Map<string, ComponentNode> => {
  const overrides = calendar.children.filter(isEvent).filter(isOverride);
  return new Map(overrides.map((override, index) => [ids[index] ?? '', override]));
};

const utcText = (ms: number): string => new Date(ms).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
const dateText = (ms: number, zone: string): string => utcToZoned(ms, zone).slice(0, 10).replaceAll('-', '');

/** The moment that a recurrenceId means; undefined when it means none. */
const originalMs = (recurrenceId: string, { seriesZone, homeZone }: Occurrences): number | undefined => {
  const ms = recurrenceId.includes('T')
    ? zonedToUtcMs(recurrenceId, seriesZone === '' ? homeZone : seriesZone)
    : dayStartUtcMs(recurrenceId, homeZone);
  return ms.ok ? ms.value : undefined;
};

/** RFC 4791 9.6.5: none of what makes an event repeat is in the answer, and all its times are UTC. */
const REPLACED = new Set(['DTSTART', 'DTEND', 'DURATION', 'RECURRENCE-ID', 'RRULE', 'RDATE', 'EXRULE', 'EXDATE']);

const isWholeDay = (event: ComponentNode): boolean => /:\d{8}\s*$/.test(lineNamed(event, 'DTSTART')?.text ?? '');

const timeLines = (event: ComponentNode, instance: ProjectedInstance, occurrences: Occurrences): string[] => {
  const { startMs, endMs, recurrenceId } = instance;
  const { homeZone } = occurrences;
  const wholeDay = isWholeDay(event);
  const time = (name: string, ms: number): string =>
    wholeDay ? `${name};VALUE=DATE:${dateText(ms, homeZone)}` : `${name}:${utcText(ms)}`;
  const original = originalMs(recurrenceId, occurrences);
  const recurrenceLine = recurrenceId.includes('T')
    ? `RECURRENCE-ID:${utcText(original ?? startMs)}`
    : `RECURRENCE-ID;VALUE=DATE:${recurrenceId.replaceAll('-', '')}`;
  return [
    time('DTSTART', startMs),
    ...(endMs > startMs ? [time('DTEND', endMs)] : []),
    ...(occurrences.repeats && recurrenceId !== '' ? [recurrenceLine] : []),
  ];
};

const expandEvents = (calendar: ComponentNode, occurrences: Occurrences, newline: Newline): TreeNode[] => {
  const overrides = overridesById(calendar, occurrences.overrideIds);
  const main = calendar.children.filter(isEvent).find((event) => !isOverride(event));
  return occurrences.instances.flatMap((instance) => {
    const event = overrides.get(instance.recurrenceId) ?? main;
    if (event === undefined) return [];
    const times = timeLines(event, instance, occurrences).map((line) => writeContentLine(line, newline));
    const rest = event.children.filter((child) => isComponent(child) || !REPLACED.has(child.name));
    return [{ ...event, children: [...times, ...rest] }];
  });
};

/** No zone is needed where all times are UTC. */
const expandCalendar = (calendar: ComponentNode, occurrences: Occurrences, newline: Newline): ComponentNode => ({
  ...calendar,
  children: [
    ...calendar.children.filter((child) => !isComponent(child)),
    ...expandEvents(calendar, occurrences, newline),
  ],
});

/** RFC 4791 9.6.6: the series, and of its overrides those that touch the range, by where they are or were. */
const limitOverrides = (calendar: ComponentNode, occurrences: Occurrences, range: ClosedRange): ComponentNode => {
  const overrides = overridesById(calendar, occurrences.overrideIds);
  const inRange = new Set(occurrences.instances.map(({ recurrenceId }) => recurrenceId));
  const kept = new Set<TreeNode>();
  for (const [id, override] of overrides) {
    const ms = originalMs(id, occurrences) ?? Number.NaN;
    if (inRange.has(id) || (ms >= range.fromMs && ms < range.toMs)) kept.add(override);
  }
  return { ...calendar, children: calendar.children.filter((child) => !isOverride(child) || kept.has(child)) };
};

const selectLine = (line: ContentLine, selection: ComponentSelection, newline: Newline): ContentLine[] => {
  if (selection.properties === 'all') return [line];
  const wanted = selection.properties.find(({ name }) => name === line.name);
  if (wanted === undefined) return [];
  return [wanted.withoutValue ? writeContentLine(`${line.name}:`, newline) : line];
};

const select = (component: ComponentNode, selection: ComponentSelection, newline: Newline): ComponentNode => {
  const { components } = selection;
  const children = component.children.flatMap((child): TreeNode[] => {
    if (!isComponent(child)) return selectLine(child, selection, newline);
    if (components === 'all') return [child];
    const chosen = components.find(({ name }) => name === child.component);
    return chosen === undefined ? [] : [select(child, chosen, newline)];
  });
  return { ...component, children };
};

const project = (
  calendar: ComponentNode,
  { selection, expand, limitRecurrenceSet }: CalendarDataRequest,
  occurrences: Occurrences | undefined,
  newline: Newline,
): ComponentNode => {
  let projected = calendar;
  if (expand && occurrences) projected = expandCalendar(projected, occurrences, newline);
  if (limitRecurrenceSet && occurrences) projected = limitOverrides(projected, occurrences, limitRecurrenceSet);
  return selection?.name === projected.component ? select(projected, selection, newline) : projected;
};

/**
 * The value of CALDAV:calendar-data: the stored text, or of it what the request asks for. `occurrences` are those in the range
 * of `expand` or `limitRecurrenceSet`.
 */
export const projectCalendarData = (raw: string, request: CalendarDataRequest, occurrences?: Occurrences): string => {
  if (request.selection === undefined && !needsOccurrences(request)) return raw;
  const { nodes, newline }: ComponentTree = readComponentTree(raw);
  const projected = nodes.map((node) => (isComponent(node) ? project(node, request, occurrences, newline) : node));
  return componentTreeText({ prefix: '', nodes: projected });
};
