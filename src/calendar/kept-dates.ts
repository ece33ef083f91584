import type { EventChange } from '../contract/http/event.ts';
import type { Attendee, EventPeople } from './event.ts';
import type { KeptDates } from './event-edits.ts';
import type { EventFacts } from './event-facts.ts';
import type { EventPlan } from './event-plan.ts';
import { sameBeat } from './move-rule.ts';
import { moveWall, wallDifference } from './wall-clock.ts';

/**
 * What a change of a whole series leaves of its single dates. They move with it by the clock on the wall. Another rule makes other
 * dates: what was said of the old ones goes, unless it only ends elsewhere.
 */
export const keptDates = (facts: EventFacts, before: EventPlan, after: EventPlan, change: EventChange): KeptDates => {
  const extraDates = after.recurrence?.extraDates ?? [];
  const excludedDates = after.recurrence?.excludedDates ?? [];
  const names = facts.changedDates.map(({ recurrenceId }) => recurrenceId);
  const isOtherKind = before.times.allDay !== after.times.allDay;
  const isOtherRule =
    change.recurrence !== undefined && !sameBeat(before.recurrence?.rule ?? '', after.recurrence?.rule ?? '');
  if (isOtherKind || isOtherRule)
    return {
      extraDates: change.extraDates === undefined && isOtherKind ? [] : extraDates,
      excludedDates: change.excludedDates === undefined ? [] : excludedDates,
      changedDates: [],
      movedMs: 0,
    };
  return {
    extraDates,
    excludedDates,
    changedDates: names,
    movedMs: wallDifference(before.times.start, after.times.start),
  };
};

/** The people of each date after the change. */
export const peopleAfterMove = (
  after: EventPlan,
  byDate: ReadonlyArray<{ readonly recurrenceId: string; readonly after: EventPlan }>,
  { changedDates, movedMs }: KeptDates,
  before: EventPeople,
): EventPeople => {
  const people = new Map<string, readonly Attendee[]>([['', after.attendees]]);
  const kept = new Set(changedDates);
  for (const date of byDate) {
    if (!kept.has(date.recurrenceId)) continue;
    // Only those that had a list of their own keep one: the others go on as the series.
    if (before.has(date.recurrenceId)) people.set(moveWall(date.recurrenceId, movedMs), date.after.attendees);
  }
  return people;
};
