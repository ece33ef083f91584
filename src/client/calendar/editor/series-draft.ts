import { weekdayOf } from '../../../base/recurrence/recurrence-rule.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { type EventDraft, withStart } from './event-draft.ts';
import { firstDate, fitsRepeat, type Repeat, readRepeat, writeRepeat } from './repeat.ts';
import type { SeriesStart } from './rule-until.ts';

/** Whether a date of a series is being written whose rule is still that of the series. */
export const keepsSeries = (draft: EventDraft, event: EventBody | undefined): event is EventBody =>
  event?.recurrenceId !== undefined && event.recurrence !== '' && event.recurrence === draft.recurrence;

/** Where the series of a draft starts, for its rule. */
export const seriesStart = (draft: EventDraft, event?: EventBody): SeriesStart => {
  const { startDate, startTime, allDay, timeZone } = draft;
  if (keepsSeries(draft, event)) return { start: event.seriesStart.slice(0, 16), timeZone: event.timeZone };
  return { start: allDay ? startDate : `${startDate}T${startTime}`, timeZone };
};

/** The draft's rule in the builder's fields; undefined without a rule, and for one that they cannot show. */
export const repeatOf = (draft: EventDraft, event?: EventBody): Repeat | undefined =>
  draft.recurrence === '' ? undefined : readRepeat(draft.recurrence, seriesStart(draft, event));

/**
 * Takes a rule; the start goes to the first date that it gives from `wished` on, so that the series has no date beside the rule.
 */
export const withRepeat = (draft: EventDraft, repeat: Repeat, wished = draft.startDate): EventDraft => {
  const date = repeat.weekdays.length === 0 ? draft.startDate : firstDate(repeat, wished);
  const moved = date === draft.startDate ? draft : withStart(draft, date, draft.startTime);
  return { ...moved, recurrence: writeRepeat(repeat, date) };
};

/** "Every Tuesday" becomes "every Wednesday" when its first date does; what names its days stays. */
const following = (repeat: Repeat, date: string): Repeat =>
  repeat.frequency === 'WEEKLY' && repeat.weekdays.length === 1 ? { ...repeat, weekdays: [weekdayOf(date)] } : repeat;

/**
 * The rule after the draft's times were changed: it follows its first date, and its end is never before that. One date of a
 * series goes where it is put, and the rule stays.
 */
export const ruleAfter = (before: EventDraft, after: EventDraft, event: EventBody | undefined): string => {
  const repeat = keepsSeries(before, event) ? undefined : repeatOf(before);
  if (!repeat || before.startDate === after.startDate) return before.recurrence;
  const moved = following(repeat, after.startDate);
  const late = moved.end.kind === 'until' && moved.end.date < after.startDate;
  return writeRepeat(late ? { ...moved, end: { kind: 'until', date: after.startDate } } : moved, after.startDate);
};

/** The first date that the rule gives from the draft's start on, where the start is not one of them. */
export const betterStart = (draft: EventDraft, event: EventBody | undefined): string | undefined => {
  const repeat = keepsSeries(draft, event) ? undefined : repeatOf(draft);
  if (!repeat || repeat.weekdays.length === 0 || fitsRepeat(repeat, draft.startDate)) return undefined;
  return firstDate(repeat, draft.startDate);
};
