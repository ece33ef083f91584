import { type ComponentNode, isComponent, type TreeNode } from './component-tree.ts';
import { type LinesEdit, withLines } from './event-lines.ts';
import type { Writing } from './write-times.ts';
import type { TimeForm } from './written-times.ts';

/** A VEVENT with the date that it is for; '' for the master or a single event. */
export interface EventNode extends ComponentNode {
  readonly recurrenceId: string;
}

/** An object between two edits. */
export interface EditState {
  /** What the VCALENDAR holds. */
  readonly nodes: readonly TreeNode[];
  readonly writing: Writing;
  /** How the master's DTSTART was written before the edits. */
  readonly formBefore?: TimeForm | undefined;
}

const isEventNode = (node: TreeNode): node is EventNode => isComponent(node) && 'recurrenceId' in node;

export const eventsOf = ({ nodes }: EditState): EventNode[] => nodes.filter(isEventNode);

export const findEvent = (state: EditState, recurrenceId: string): EventNode | undefined =>
  eventsOf(state).find((event) => event.recurrenceId === recurrenceId);

/** Each VEVENT as `change` gives it; undefined takes it out. The last one stays: an object has a VEVENT. */
export const mapEvents = (state: EditState, change: (event: EventNode) => EventNode | undefined): EditState => {
  const nodes = state.nodes.flatMap((node) => (isEventNode(node) ? (change(node) ?? []) : [node]));
  return nodes.some(isEventNode) ? { ...state, nodes } : state;
};

export const editEventNode = (event: EventNode, edit: LinesEdit): EventNode => ({
  ...withLines(event, edit),
  recurrenceId: event.recurrenceId,
});

export const editEvents = (state: EditState, recurrenceId: string, edit: LinesEdit): EditState =>
  mapEvents(state, (event) => (event.recurrenceId === recurrenceId ? editEventNode(event, edit) : event));

/** Behind the last VEVENT. */
export const addEvent = (state: EditState, event: EventNode): EditState => ({
  ...state,
  nodes: state.nodes.toSpliced(state.nodes.findLastIndex(isEventNode) + 1, 0, event),
});
