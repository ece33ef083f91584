import { isComponent, type TreeNode } from './component-tree.ts';
import { writeContentLine } from './content-lines.ts';
import {
  addEvent,
  type EditState,
  type EventNode,
  editEventNode,
  editEvents,
  eventsOf,
  findEvent,
  mapEvents,
} from './edit-state.ts';
import {
  addLine,
  firstLine,
  type Lines,
  type LinesEdit,
  removeLines,
  removeNamed,
  rewriteLines,
} from './event-lines.ts';
import { wallOf } from './read-time.ts';
import { freshTime, moveTime, startOf, type Writing } from './write-times.ts';
import { namesDate, readTimeLine, sameClock, shiftEnd, type TimeForm, type WrittenTime } from './written-times.ts';

const OF_THE_SERIES = ['RRULE', 'RDATE', 'EXDATE', 'EXRULE'] as const;
/** RFC 9074 6.1, and Thunderbird's: whoever dismissed the alarm of the series has not dismissed that of this date. */
const ACKNOWLEDGED = /^(?:ACKNOWLEDGED|X-MOZ-LASTACK|X-MOZ-SNOOZE-TIME(?:-\d+)?)$/;

const withoutAcknowledgements = (lines: Lines): Lines =>
  removeLines(lines, ({ name }) => ACKNOWLEDGED.test(name)).map((node: TreeNode) =>
    isComponent(node) && node.component === 'VALARM'
      ? { ...node, children: removeLines(node.children, ({ name }) => ACKNOWLEDGED.test(name)) }
      : node,
  );

/** DTSTART and DTEND of the master at another of its dates. */
export const moveTo =
  (at: string, { zones, newline }: Writing): LinesEdit =>
  (lines) => {
    const start = startOf(lines, zones);
    if (start === undefined) return lines;
    const moved = { form: start.form, at };
    const ended = rewriteLines(lines, 'DTEND', newline, (line) => {
      const end = readTimeLine(line, zones);
      return end === undefined ? line : moveTime(line, shiftEnd(start, end, moved), zones);
    });
    return rewriteLines(ended, 'DTSTART', newline, (line) => moveTime(line, moved, zones));
  };

const addRecurrenceId = (lines: Lines, id: WrittenTime, { newline }: Writing): Lines => {
  const at = lines.findIndex((node) => !isComponent(node) && node.name === 'DTSTART');
  return lines.toSpliced(Math.max(0, at), 0, writeContentLine(freshTime('RECURRENCE-ID', id), newline));
};

/** The master's VEVENT for one of its dates: unknown properties and alarms come along, what makes it a series does not. */
const makeOverride = (master: EventNode, recurrenceId: string, writing: Writing): EventNode | undefined => {
  const start = startOf(master.children, writing.zones);
  if (start === undefined || !namesDate(start.form, recurrenceId)) return undefined;
  const single = withoutAcknowledgements(removeNamed(master.children, ...OF_THE_SERIES));
  const moved = moveTo(recurrenceId, writing)(single);
  return { ...master, recurrenceId, children: addRecurrenceId(moved, { form: start.form, at: recurrenceId }, writing) };
};

/** Edits the override of that date, made when there is none; without a master nothing can be made. */
export const editOverride = (state: EditState, recurrenceId: string, edit: LinesEdit): EditState => {
  if (findEvent(state, recurrenceId) !== undefined) return editEvents(state, recurrenceId, edit);
  const master = findEvent(state, '');
  const made = master && makeOverride(master, recurrenceId, state.writing);
  return made === undefined ? state : addEvent(state, editEventNode(made, edit));
};

export const dropOverride = (state: EditState, recurrenceId: string): EditState =>
  recurrenceId === '' ? state : mapEvents(state, (event) => (event.recurrenceId === recurrenceId ? undefined : event));

const END_LINES = ['DTEND', 'DURATION'] as const;

/** A day became a time, or a time a day: nothing of the override's own times can stay. */
const takeTimesOf = (master: Lines, at: string, lines: Lines, writing: Writing): Lines => {
  const moved = moveTo(at, writing)(master);
  const bare = removeNamed(lines, ...END_LINES);
  const placed = rewriteLines(bare, 'DTSTART', writing.newline, (line) => firstLine(moved, 'DTSTART')?.text ?? line);
  const end = END_LINES.map((name) => firstLine(moved, name)).find((line) => line !== undefined);
  return end === undefined ? placed : addLine(placed, end.text, writing.newline, ['DTSTART']);
};

const TIME_LINES = ['DTSTART', 'DTEND'] as const;
const shiftText = (at: string, byMs: number): string => new Date(wallOf(at) + byMs).toISOString().slice(0, at.length);

/** The override's own times, as far by the clock from where they were as its date is. */
const moveOwnTimes = (
  lines: Lines,
  from: { readonly at: string; readonly forms: readonly (TimeForm | undefined)[] },
  to: WrittenTime,
  { zones, newline }: Writing,
): Lines => {
  const byMs = wallOf(to.at) - wallOf(from.at);
  const move = (line: string): string => {
    const time = readTimeLine(line, zones);
    if (time === undefined) return line;
    const follows = from.forms.some((form) => form !== undefined && sameClock(time.form, form));
    const form = follows ? to.form : time.form;
    return moveTime(line, { form, at: shiftText(time.at, byMs) }, zones);
  };
  return TIME_LINES.reduce((edited, name) => rewriteLines(edited, name, newline, move), lines);
};

const renameOne = (
  event: EventNode,
  { from, to, moveTimes = false }: { from: string; to: string; moveTimes?: boolean | undefined },
  { writing, formBefore }: EditState,
  master: EventNode | undefined,
): EventNode => {
  const idLine = firstLine(event.children, 'RECURRENCE-ID');
  const standing = idLine && readTimeLine(idLine.text, writing.zones);
  const form = (master && startOf(master.children, writing.zones)?.form) ?? standing?.form;
  if (standing === undefined || form === undefined || !namesDate(form, to)) return event;
  const id = { form, at: to };
  const renamed = rewriteLines(event.children, 'RECURRENCE-ID', writing.newline, (line) =>
    moveTime(line, id, writing.zones),
  );
  const own = { at: from, forms: [standing.form, formBefore] };
  if (!moveTimes) return { ...event, recurrenceId: to, children: renamed };
  const children =
    from.length === to.length || master === undefined
      ? moveOwnTimes(renamed, own, id, writing)
      : takeTimesOf(master.children, to, renamed, writing);
  return { ...event, recurrenceId: to, children };
};

/** All at once: the new date of one may be the old one of the next. */
export const renameOverrides = (
  state: EditState,
  renames: readonly { from: string; to: string; moveTimes?: boolean | undefined }[],
): EditState => {
  const byFrom = new Map(renames.map((rename) => [rename.from, rename]));
  const master = eventsOf(state).find(({ recurrenceId }) => recurrenceId === '');
  return mapEvents(state, (event) => {
    const rename = event.recurrenceId === '' ? undefined : byFrom.get(event.recurrenceId);
    return rename === undefined ? event : renameOne(event, rename, state, master);
  });
};

/** Overrides of those dates alone, made where there are none, and no master. */
export const onlyDates = (state: EditState, recurrenceIds: readonly string[]): EditState => {
  const wanted = new Set(recurrenceIds.filter((recurrenceId) => recurrenceId !== ''));
  const made = [...wanted].reduce(
    (edited, recurrenceId) => editOverride(edited, recurrenceId, (lines) => lines),
    state,
  );
  return mapEvents(made, (event) => (wanted.has(event.recurrenceId) ? event : undefined));
};
