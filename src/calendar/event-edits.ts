import { isDeepStrictEqual } from 'node:util';
import { invalidField } from '../base/errors.ts';
import type { EventDraft } from '../protocols/icalendar/event-draft.ts';
import type { EventEdit, ObjectEdit } from '../protocols/icalendar/event-edit.ts';
import { draftOf, type EventPlan, MEETING_CATEGORY } from './event-plan.ts';
import type { EventState } from './event-state.ts';
import { moveWall } from './wall-clock.ts';

/** What an edit writes beside the plan. */
export interface EditContext {
  readonly state: EventState;
  readonly nowMs: number;
  readonly doorOf: (meetingId: NonNullable<EventPlan['meetingId']>) => string;
}

const draft = (plan: EventPlan, { state, nowMs, doorOf }: EditContext): EventDraft =>
  draftOf(plan, {
    uid: state.event.uid,
    sequence: state.event.sequence + 1,
    organizer: state.organizer,
    nowMs,
    doorUrl: plan.meetingId === undefined ? undefined : doorOf(plan.meetingId),
  });

/** The organizer of what somebody else's program wrote stays as it is spelled there. */
const NOT_EDITED: ReadonlySet<string> = new Set(['uid', 'organizer', 'status', 'sequence', 'dtstampMs']);

/** What must be written so that an event of the plan `before` is one of the plan `after`: what is the same is not touched. */
export const changedProperties = (before: EventPlan, after: EventPlan, context: EditContext): EventEdit => {
  const [standing, wanted] = [draft(before, context), draft(after, context)];
  const changed: Partial<EventDraft> = Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => !NOT_EDITED.has(name) && !isDeepStrictEqual(value, standing[name as keyof EventDraft]),
    ),
  );
  const opened = before.meetingId === undefined && after.meetingId !== undefined;
  const closed = before.meetingId !== undefined && after.meetingId === undefined;
  const isTime = changed.start !== undefined || changed.end !== undefined;
  return {
    ...changed,
    // Start and end are written as a pair: an end may be stored as a length.
    ...(isTime && { start: wanted.start, end: wanted.end }),
    // Who invites somebody becomes the organizer of an event that had none.
    ...(changed.attendees && before.attendees.length <= 1 && { organizer: wanted.organizer }),
    ...(opened && { addCategories: [MEETING_CATEGORY], webMeetingId: after.meetingId }),
    ...(closed && { removeCategories: [MEETING_CATEGORY], webMeetingId: '', webMeetingWanted: false }),
    ...(before.hideInvitees !== after.hideInvitees && { hideInvitees: after.hideInvitees === true }),
    sequence: wanted.sequence,
    dtstampMs: wanted.dtstampMs,
  };
};

/** What a change of the rule leaves of the dates that were named one by one. */
export interface KeptDates {
  readonly extraDates: readonly string[];
  readonly excludedDates: readonly string[];
  /** Of the dates that differ; the others are as the rule has them. */
  readonly changedDates: readonly string[];
  /** By the clock on the wall, in milliseconds. */
  readonly movedMs: number;
}

/** Edits of a series or a single event as a whole. `dates` gives what each changed date becomes. */
export const editsForAll = (
  before: EventPlan,
  after: EventPlan,
  kept: KeptDates,
  dates: ReadonlyArray<{ readonly recurrenceId: string; readonly before: EventPlan; readonly after: EventPlan }>,
  context: EditContext,
): ObjectEdit[] => {
  const standing = new Set(kept.changedDates);
  const dropped = context.state.facts.changedDates
    .filter(({ recurrenceId }) => !standing.has(recurrenceId))
    .map(({ recurrenceId }): ObjectEdit => ({ kind: 'drop-override', recurrenceId }));
  const changes: EventEdit = {
    ...changedProperties(before, after, context),
    ...(before.recurrence?.rule !== after.recurrence?.rule && { rrule: after.recurrence?.rule ?? '' }),
    ...(!isDeepStrictEqual(before.recurrence?.extraDates ?? [], kept.extraDates) && { rdates: kept.extraDates }),
    ...(!isDeepStrictEqual(before.recurrence?.excludedDates ?? [], kept.excludedDates) && {
      exdates: kept.excludedDates,
    }),
  };
  const staysPut = kept.movedMs === 0 && before.times.timeZone === after.times.timeZone;
  const renamed = staysPut ? [] : orderedRenames(kept);
  const edited = dates
    .filter(({ recurrenceId }) => standing.has(recurrenceId))
    .flatMap((date): ObjectEdit[] => {
      const properties = changedProperties(date.before, date.after, context);
      const recurrenceId = moveWall(date.recurrenceId, kept.movedMs);
      return Object.keys(properties).length > 2 ? [{ kind: 'set', recurrenceId, changes: properties }] : [];
    });
  return [...dropped, { kind: 'set', recurrenceId: '', changes }, ...renamed, ...edited];
};

/** In an order in which no new name is one that is still to be renamed. */
const orderedRenames = ({ changedDates, movedMs }: KeptDates): ObjectEdit[] => {
  const sorted = changedDates.toSorted();
  const inOrder = movedMs > 0 ? sorted.toReversed() : sorted;
  return inOrder.map((from) => ({ kind: 'rename-override', from, to: moveWall(from, movedMs), moveTimes: true }));
};

/** Edits of one date of a series. */
export const editsForDate = (
  recurrenceId: string,
  before: EventPlan,
  after: EventPlan,
  context: EditContext,
): ObjectEdit[] => {
  if (before.meetingId !== after.meetingId)
    throw invalidField('webMeeting', 'whole-series', 'All dates of a series share one meeting.');
  return [{ kind: 'override', recurrenceId, changes: changedProperties(before, after, context) }];
};
