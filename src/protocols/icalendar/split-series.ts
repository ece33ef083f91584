import { moveTo } from './edit-override.ts';
import { type EditState, editEventNode, editEvents, findEvent, mapEvents } from './edit-state.ts';
import { type Lines, type LinesEdit, rewriteLines } from './event-lines.ts';
import { valueIn, withValue } from './property-text.ts';
import { DAY_MS, localText, wallOf } from './read-time.ts';
import { dropDates, seriesOf } from './write-dates.ts';
import { setSequence, setToken } from './write-texts.ts';
import { startOf, type Writing } from './write-times.ts';
import { addDays, formatWritten, momentMs, type WrittenTime, wallTextAt } from './written-times.ts';

const SECOND_MS = 1_000;

/** RFC 5545 3.3.10: UNTIL is a date where DTSTART is one, local where it floats, else in UTC. It is the last moment included. */
const untilBefore = ({ form, at }: WrittenTime): string => {
  if (form.kind === 'date') return formatWritten(form, addDays(at, -1));
  if (form.kind === 'floating') return formatWritten(form, localText(wallOf(at) - SECOND_MS));
  const moment = momentMs({ form, at });
  // A second before a time that clocks skip they show a later one: then the date before it is at most the day before.
  const isSkipped = wallTextAt(moment, form) !== at;
  const lastMs = isSkipped ? momentMs({ form, at: localText(wallOf(at) - DAY_MS) }) : moment - SECOND_MS;
  return formatWritten({ kind: 'utc' }, wallTextAt(lastMs, { kind: 'utc' }));
};

/** True when the rule ends before that date already. */
const endsEarlier = (until: string, before: WrittenTime): boolean => {
  const digits = until.trim().toUpperCase();
  if (digits.length === 8 || before.form.kind === 'date')
    return digits.slice(0, 8) < formatWritten({ kind: 'date' }, before.at);
  const limit = untilBefore(before);
  return digits.endsWith('Z') === limit.endsWith('Z')
    ? digits <= limit
    : digits < formatWritten({ kind: 'floating' }, before.at);
};

/** Parts of a rule keep their order and spelling. */
const mapParts = (rule: string, change: (name: string, part: string) => string | undefined): string =>
  rule
    .split(';')
    .flatMap((part) => change((part.split('=', 1)[0] ?? '').trim().toUpperCase(), part) ?? [])
    .join(';');

const endRule = (rule: string, before: WrittenTime): string => {
  const until = /(?:^|;)\s*UNTIL\s*=([^;]*)/i.exec(rule)?.[1];
  if (until !== undefined && endsEarlier(until, before)) return rule;
  const ended = `UNTIL=${untilBefore(before)}`;
  if (!/(?:^|;)\s*(?:UNTIL|COUNT)\s*=/i.test(rule)) return `${rule.replace(/;+\s*$/, '')};${ended}`;
  return mapParts(rule, (name, part) => (name === 'UNTIL' || name === 'COUNT' ? ended : part));
};

const lowerCount = (rule: string, by: number): string =>
  mapParts(rule, (name, part) => {
    const count = Number(part.slice(part.indexOf('=') + 1));
    return name === 'COUNT' && Number.isSafeInteger(count) ? `COUNT=${Math.max(1, count - by)}` : part;
  });

const editRule = (lines: Lines, { newline }: Writing, change: (rule: string) => string): Lines =>
  rewriteLines(lines, 'RRULE', newline, (line) => withValue(line, change(valueIn(line))));

const dropListed =
  (drop: (recurrenceId: string) => boolean, writing: Writing): LinesEdit =>
  (lines) => {
    const series = seriesOf(lines, writing.zones);
    if (series === undefined) return lines;
    return dropDates(dropDates(lines, 'RDATE', drop, series, writing), 'EXDATE', drop, series, writing);
  };

const dropOverrides = (state: EditState, drop: (recurrenceId: string) => boolean): EditState =>
  mapEvents(state, (event) => (event.recurrenceId !== '' && drop(event.recurrenceId) ? undefined : event));

export const endBefore = (state: EditState, recurrenceId: string): EditState => {
  const { writing } = state;
  const isLater = (date: string): boolean => date >= recurrenceId;
  return editEvents(dropOverrides(state, isLater), '', (lines) => {
    const start = startOf(lines, writing.zones);
    if (start === undefined) return lines;
    const before = { form: start.form, at: recurrenceId };
    return editRule(dropListed(isLater, writing)(lines), writing, (rule) => endRule(rule, before));
  });
};

export const setUid = (state: EditState, uid: string): EditState =>
  mapEvents(state, (event) => editEventNode(event, (lines) => setToken(lines, 'UID', uid, state.writing.newline)));

const beginMaster =
  (recurrenceId: string, countBefore: number, writing: Writing): LinesEdit =>
  (lines) => {
    const dropped = dropListed((date) => date < recurrenceId, writing)(lines);
    const lowered = countBefore === 0 ? dropped : editRule(dropped, writing, (rule) => lowerCount(rule, countBefore));
    return moveTo(recurrenceId, writing)(lowered);
  };

export const beginAt = (
  state: EditState,
  { recurrenceId, uid, countBefore = 0 }: { recurrenceId: string; uid: string; countBefore?: number | undefined },
): EditState => {
  const { writing } = state;
  const later = dropOverrides(state, (date) => date < recurrenceId);
  const begun =
    findEvent(later, '') === undefined ? later : editEvents(later, '', beginMaster(recurrenceId, countBefore, writing));
  const fresh = mapEvents(begun, (event) => editEventNode(event, (lines) => setSequence(lines, 0, writing.newline)));
  return setUid(fresh, uid);
};
