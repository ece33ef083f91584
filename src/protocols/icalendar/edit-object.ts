import type { CalendarObject } from './calendar-object.ts';
import { checkRule } from './check-rule.ts';
import {
  type ComponentNode,
  componentTreeText,
  isComponent,
  readComponentTree,
  type TreeNode,
} from './component-tree.ts';
import { dropOverride, editOverride, onlyDates, renameOverrides } from './edit-override.ts';
import { type EditState, type EventNode, editEvents, eventsOf, findEvent } from './edit-state.ts';
import type { EventEdit, ObjectEdit } from './event-edit.ts';
import { apply, type Lines, type LinesEdit } from './event-lines.ts';
import { extractObject } from './extract-object.ts';
import { readContent } from './read-content.ts';
import { clockOf, wallOf, type ZoneFinder } from './read-time.ts';
import { zoneFinder } from './resolve-zone.ts';
import { type SpanMs, seriesSpan } from './series-span.ts';
import { seriesWalls } from './series-walls.ts';
import { namedZones, settleZones } from './settle-zones.ts';
import { beginAt, endBefore, setUid } from './split-series.ts';
import { addDate, dateEdits, dropDates, hasDate, seriesOf, type WrittenSeries } from './write-dates.ts';
import { answerIs, hasAttendee, peopleEdits, setAnswer } from './write-people.ts';
import { categoryEdits, flagEdits, stampEdits, textEdits } from './write-texts.ts';
import { startOf, timeEdit, type Writing } from './write-times.ts';
import { namesDate } from './written-times.ts';
import { findWrittenZones } from './written-zones.ts';

export type { EventEdit, ObjectEdit };

/** Changes the lines of one VEVENT; only a master has a rule and dates. */
const changeLines =
  (changes: EventEdit, isMaster: boolean, writing: Writing): LinesEdit =>
  (lines) => {
    const wasDay = startOf(lines, writing.zones)?.form.kind === 'date';
    const changesKind = changes.start !== undefined && 'date' in changes.start !== wasDay;
    return apply(lines, [
      timeEdit(changes, writing),
      ...(isMaster ? dateEdits(changes, changesKind, writing) : []),
      ...textEdits(changes, writing.newline),
      ...categoryEdits(changes, writing.newline),
      ...flagEdits(changes, writing.newline),
      ...peopleEdits(changes, writing.newline),
      ...stampEdits(changes, writing.newline),
    ]);
  };

/** All VEVENTs of an object have one UID. */
const withUid = (state: EditState, uid: string | undefined): EditState =>
  uid === undefined || uid === '' ? state : setUid(state, uid);

const setEvent = (state: EditState, recurrenceId: string, changes: EventEdit): EditState =>
  withUid(editEvents(state, recurrenceId, changeLines(changes, recurrenceId === '', state.writing)), changes.uid);

/** True for DTSTART and for what the rule gives, whatever RDATE says. */
const isRuled = ({ start, named: { time, rrule } }: WrittenSeries, recurrenceId: string): boolean => {
  const rule = checkRule(rrule.trim());
  const clock = clockOf(time.kind === 'date' ? '' : time.timeZone);
  if (start.at === recurrenceId || !rule.ok || clock === undefined) return start.at === recurrenceId;
  const wallMs = wallOf(recurrenceId);
  return seriesWalls(rule.value, time.wallMs, time.kind === 'date', clock).within(wallMs, wallMs).length > 0;
};

const excludeLines =
  (recurrenceId: string, writing: Writing): LinesEdit =>
  (lines) => {
    const series = seriesOf(lines, writing.zones);
    if (series === undefined) return lines;
    const extra = series.named.rdates.includes(recurrenceId);
    const fewer = extra ? dropDates(lines, 'RDATE', (date) => date === recurrenceId, series, writing) : lines;
    if (extra && !isRuled(series, recurrenceId)) return fewer;
    return hasDate(fewer, 'EXDATE', recurrenceId, series, writing)
      ? fewer
      : addDate(fewer, 'EXDATE', recurrenceId, series.start, writing);
  };

const restoreLines =
  (recurrenceId: string, writing: Writing): LinesEdit =>
  (lines) => {
    const series = seriesOf(lines, writing.zones);
    return series === undefined ? lines : dropDates(lines, 'EXDATE', (date) => date === recurrenceId, series, writing);
  };

const answer = (state: EditState, edit: Extract<ObjectEdit, { kind: 'answer' }>): EditState => {
  const { recurrenceId, address, partstat, scheduleStatus } = edit;
  const standing = findEvent(state, recurrenceId);
  const source = standing ?? findEvent(state, '');
  if (source === undefined || !hasAttendee(source.children, address)) return state;
  // An override that says what the master says is not worth making.
  if (standing === undefined && answerIs(source.children, address, partstat)) return state;
  return editOverride(state, recurrenceId, (lines) =>
    setAnswer(lines, { address, partstat, scheduleStatus }, state.writing.newline),
  );
};

type EditOf<Kind extends ObjectEdit['kind']> = Extract<ObjectEdit, { readonly kind: Kind }>;

const EDITS: { readonly [Kind in ObjectEdit['kind']]: (state: EditState, edit: EditOf<Kind>) => EditState } = {
  set: (state, { recurrenceId, changes }) => setEvent(state, recurrenceId, changes),
  override: (state, { recurrenceId, changes }) =>
    recurrenceId === ''
      ? setEvent(state, '', changes)
      : withUid(editOverride(state, recurrenceId, changeLines(changes, false, state.writing)), changes.uid),
  exclude: (state, { recurrenceId }) =>
    recurrenceId === ''
      ? state
      : dropOverride(editEvents(state, '', excludeLines(recurrenceId, state.writing)), recurrenceId),
  restore: (state, { recurrenceId }) => editEvents(state, '', restoreLines(recurrenceId, state.writing)),
  'drop-override': (state, { recurrenceId }) => dropOverride(state, recurrenceId),
  'only-dates': (state, { recurrenceIds }) => onlyDates(state, recurrenceIds),
  'rename-override': (state, rename) => renameOverrides(state, [rename]),
  'end-before': (state, { recurrenceId }) => endBefore(state, recurrenceId),
  'begin-at': beginAt,
  answer,
};

/** An edit for what is no date of the series changes nothing. */
const namesNoDate = (state: EditState, recurrenceId: string): boolean => {
  if (recurrenceId === '' || findEvent(state, recurrenceId) !== undefined) return false;
  const start = startOf(findEvent(state, '')?.children ?? [], state.writing.zones);
  return start !== undefined && !namesDate(start.form, recurrenceId);
};

const applyOne = <Kind extends ObjectEdit['kind']>(state: EditState, edit: EditOf<Kind> & { kind: Kind }): EditState =>
  'recurrenceId' in edit && namesNoDate(state, edit.recurrenceId) ? state : EDITS[edit.kind](state, edit);

const isRename = (edit: ObjectEdit): edit is EditOf<'rename-override'> => edit.kind === 'rename-override';

/** In order; renames that follow one another happen at once. */
const applyAll = (state: EditState, edits: readonly ObjectEdit[]): EditState => {
  let edited = state;
  for (let at = 0; at < edits.length; ) {
    const edit = edits[at];
    if (edit === undefined) break;
    const others = edits.slice(at).findIndex((other) => !isRename(other));
    const renames = isRename(edit) ? edits.slice(at, others < 0 ? undefined : at + others).filter(isRename) : [];
    edited = renames.length > 0 ? renameOverrides(edited, renames) : applyOne(edited, edit);
    at += Math.max(1, renames.length);
  }
  return edited;
};

/** Marks each VEVENT with the date that the reader of the object found it to be for. */
const markEvents = (nodes: readonly TreeNode[], object: CalendarObject): readonly TreeNode[] => {
  const dates = object.overrides.map(({ recurrenceId }) => recurrenceId);
  return nodes.map((node): TreeNode | EventNode => {
    if (!isComponent(node) || node.component !== 'VEVENT') return node;
    const isOverride = node.children.some((child) => !isComponent(child) && child.name === 'RECURRENCE-ID');
    return { ...node, recurrenceId: isOverride ? (dates.shift() ?? '') : '' };
  });
};

const findZonesOf = (raw: string): ZoneFinder => {
  const content = readContent(raw);
  return content.ok ? zoneFinder(content.value) : () => undefined;
};

const spanOf = (state: EditState): SpanMs | undefined => seriesSpan(eventsOf(state).map(({ children }) => children));

const editCalendar = (calendar: ComponentNode, state: EditState, edits: readonly ObjectEdit[]): ComponentNode => {
  const before = { named: namedZones(state.nodes), span: spanOf(state) };
  const formBefore = startOf(findEvent(state, '')?.children ?? [], state.writing.zones)?.form;
  const edited = applyAll({ ...state, formBefore }, edits);
  const children: Lines = settleZones(edited.nodes, before, spanOf(edited), state.writing.newline);
  return { ...calendar, children };
};

/**
 * Applies the edits in order to the text of an object, ours or another program's. Every byte that they do not concern stays:
 * properties, parameters and components that we do not know, their order, folding and line breaks. A property that says already
 * what an edit wants keeps its line. What a text edit makes untrue goes with it: ALTREP, and X-ALT-DESC with DESCRIPTION. Edits of
 * dates or people that are not there change nothing. `conference` removes and rewrites only lines whose URI is that of one of our
 * meetings (`/m/` and digits); other programs' lines stay. Times in a zone that the object names take its own TZID for it.
 * `raw` is an object that `extractObject` accepts; for others it throws.
 */
export const editObject = (raw: string, edits: readonly ObjectEdit[]): string => {
  const object = extractObject(raw);
  if (!object.ok) throw new Error(`An object to be edited cannot be read: ${object.code}`);
  const tree = readComponentTree(raw);
  const findZone = findZonesOf(raw);
  const nodes = tree.nodes.map((node) => {
    if (!isComponent(node) || node.component !== 'VCALENDAR') return node;
    const zones = findWrittenZones(node.children, findZone);
    const state = { nodes: markEvents(node.children, object.value), writing: { newline: tree.newline, zones } };
    return editCalendar(node, state, edits);
  });
  return componentTreeText({ prefix: tree.prefix, nodes });
};
