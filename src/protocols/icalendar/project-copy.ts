import {
  type ComponentNode,
  componentTreeText,
  isComponent,
  readComponentTree,
  type TreeNode,
} from './component-tree.ts';
import { editObject } from './edit-object.ts';

/** What an invited person gets of an organizer's object, and keeps of what they have. */
export interface CopyProjection {
  /** recurrenceIds of the dates to which they are not invited. */
  readonly without?: readonly string[];
  /** Only these dates: they are not invited to the series. */
  readonly only?: readonly string[];
  /** Lower-case addresses that alone they see of those invited. */
  readonly people?: readonly string[];
  /** The copy that they have: its alarms are theirs. */
  readonly standing?: string;
}

const isEvent = (node: TreeNode): node is ComponentNode => isComponent(node) && node.component === 'VEVENT';
const isAlarm = (node: TreeNode): boolean => isComponent(node) && node.component === 'VALARM';

/** Names the VEVENT within its object, as it is written. */
const dateOf = (event: ComponentNode): string => {
  const line = event.children.find((node) => !isComponent(node) && node.name === 'RECURRENCE-ID');
  return line === undefined || isComponent(line) ? '' : line.text.slice(line.text.lastIndexOf(':') + 1);
};

const mapEvents = (raw: string, change: (event: ComponentNode) => ComponentNode): string => {
  const tree = readComponentTree(raw);
  const inCalendar = (node: TreeNode): TreeNode =>
    isComponent(node) && node.component === 'VCALENDAR'
      ? { ...node, children: node.children.map((child) => (isEvent(child) ? change(child) : child)) }
      : node;
  return componentTreeText({ ...tree, nodes: tree.nodes.map(inCalendar) });
};

const alarmsOf = (raw: string): Map<string, TreeNode[]> => {
  const found = new Map<string, TreeNode[]>();
  mapEvents(raw, (event) => {
    const alarms = event.children.filter(isAlarm);
    if (alarms.length > 0) found.set(dateOf(event), alarms);
    return event;
  });
  return found;
};

/** Alarms are each person's own: the organizer's do not travel, and those of the copy stay. */
const withAlarms = (raw: string, standing: string | undefined): string => {
  if (!/BEGIN:VALARM/i.test(raw) && (standing === undefined || !/BEGIN:VALARM/i.test(standing))) return raw;
  const own = standing === undefined ? new Map<string, TreeNode[]>() : alarmsOf(standing);
  return mapEvents(raw, (event) => ({
    ...event,
    children: [...event.children.filter((node) => !isAlarm(node)), ...(own.get(dateOf(event)) ?? [])],
  }));
};

const addressOf = (line: string): string =>
  line
    .slice(line.toLowerCase().lastIndexOf('mailto:') + 7)
    .trim()
    .toLowerCase();

const onlyPeople = (raw: string, people: readonly string[] | undefined): string =>
  people === undefined
    ? raw
    : mapEvents(raw, (event) => ({
        ...event,
        children: event.children.filter(
          (node) => isComponent(node) || node.name !== 'ATTENDEE' || people.includes(addressOf(node.text)),
        ),
      }));

const leaveOut = (raw: string, dates: readonly string[]): string =>
  dates.length === 0
    ? raw
    : editObject(
        raw,
        dates.map((recurrenceId) => ({ kind: 'exclude', recurrenceId }) as const),
      );

/** RFC 6638 3.2.5: who is invited to some dates alone has an object with those, and without the series. */
const keepOnly = (raw: string, dates: readonly string[] | undefined): string =>
  dates === undefined ? raw : editObject(raw, [{ kind: 'only-dates', recurrenceIds: dates }]);

/** The object as it stands in an invited person's calendar. */
export const projectCopy = (raw: string, { without = [], only, people, standing }: CopyProjection): string =>
  withAlarms(onlyPeople(keepOnly(leaveOut(raw, without), only), people), standing);
