import type { EventChange } from '../contract/http/event.ts';
import { peopleOn } from './event.ts';
import type { RecurrenceFacts } from './event-facts.ts';
import { askAgain, type EventPlan } from './event-plan.ts';
import type { EventState } from './event-state.ts';
import { type EventTimes, eventTimes, lenientTimes } from './event-times.ts';
import { planOfDate } from './plan-of-event.ts';
import { recurrenceOf } from './recurrence-of.ts';
import { daysBetween, moveWall, wallDifference } from './wall-clock.ts';

export const isSameTime = (left: EventTimes, right: EventTimes): boolean =>
  left.startMs === right.startMs && left.endMs === right.endMs && left.allDay === right.allDay;

const hasTime = ({ start, end, timeZone, allDay }: EventChange): boolean =>
  [start, end, timeZone, allDay].some((value) => value !== undefined);

/** When an event is after the change; what the change does not mention stays. */
export const timesAfter = (before: EventTimes, change: EventChange): EventTimes => {
  // Rules of a zone change: what is stored is not checked anew by a change of the title.
  if (!hasTime(change)) return before;
  const { start, end, timeZone, allDay } = change;
  return eventTimes({
    start: start ?? before.start,
    end: end ?? before.end,
    timeZone: timeZone ?? before.timeZone,
    allDay: allDay ?? (start === undefined ? before.allDay : undefined),
  });
};

/** A date that is when its series would have it goes on with the series; one with a time of its own moves as far as the series does. */
const dateTimesAfter = (recurrenceId: string, own: EventTimes, before: EventTimes, after: EventTimes): EventTimes => {
  if (isSameTime(before, after) && before.timeZone === after.timeZone) return own;
  const movedMs = wallDifference(before.start, after.start);
  const start = moveWall(own.start, movedMs);
  const lengthMs = wallDifference(own.start, own.end);
  const follows = own.start === recurrenceId && lengthMs === wallDifference(before.start, before.end);
  return lenientTimes({
    start,
    end: moveWall(start, follows ? wallDifference(after.start, after.end) : lengthMs),
    timeZone: own.timeZone === before.timeZone ? after.timeZone : own.timeZone,
    allDay: own.allDay,
  });
};

/** What one date that differs from its series was, and what it becomes. */
export interface DateAfter {
  readonly recurrenceId: string;
  readonly before: EventPlan;
  readonly after: EventPlan;
}

/** The same change on each date that differs from its series: what it has of its own stays. */
export const datesAfter = (
  state: EventState,
  series: EventPlan,
  change: EventChange,
  after: EventPlan,
): DateAfter[] => {
  const { event, people, facts } = state;
  const invited = new Set(peopleOn(people, '').map(({ address }) => address));
  return facts.changedDates.map((date) => {
    const before = planOfDate(state, date.recurrenceId);
    const own = before.attendees.filter(({ address, role }) => role !== 'chair' && !invited.has(address));
    const standing = new Map(before.attendees.map((one) => [one.address, one]));
    const left = new Set([...invited].filter((address) => !standing.has(address)));
    const list = after.attendees
      .filter(({ address }) => !left.has(address))
      .map((one) => ({ ...one, answer: standing.get(one.address)?.answer ?? one.answer }));
    // Who was invited to this date alone may be invited to all of them by this change.
    const listed = new Set(list.map(({ address }) => address));
    const invitees = [...list, ...own.filter(({ address }) => !listed.has(address))];
    const attendees = change.invitees ? invitees : before.attendees;
    const same = (name: 'location' | 'description'): string =>
      before.texts[name] === series.texts[name] ? after.texts[name] : before.texts[name];
    const { meetingId: _, hideInvitees: __, ...rest } = before;
    const dateAfter: EventPlan = {
      ...rest,
      times: dateTimesAfter(date.recurrenceId, before.times, series.times, after.times),
      title: before.title === series.title ? after.title : before.title,
      texts: { location: same('location'), description: same('description') },
      attendees: isSameTime(series.times, after.times) ? attendees : askAgain(attendees),
      ...(after.meetingId !== undefined && { meetingId: after.meetingId }),
      ...(after.hideInvitees && { hideInvitees: true as const }),
    };
    return {
      recurrenceId: date.recurrenceId,
      before: { ...before, ...(event.meetingId !== undefined && { meetingId: event.meetingId }) },
      after: dateAfter,
    };
  });
};

const DAY_MS = 86_400_000;

/** As it is stored: with seconds. */
const withSeconds = (text: string): string => (text.length === 16 ? `${text}:00` : text);

/** As much later as `to` is than `from`; where one is a day and the other a time, as many days, in the form of `to`. */
const moveAlong = (text: string, from: string, to: string): string =>
  from.length === to.length
    ? moveWall(text, wallDifference(from, to))
    : moveWall(text.slice(0, 10), daysBetween(from, to) * DAY_MS) + to.slice(10);

/** Of a date that was moved by hand, what that means for the first date of its series. */
export const asSeriesChange = (state: EventState, change: EventChange): EventChange => {
  const { recurrenceId } = change;
  if (recurrenceId === undefined || (change.start === undefined && change.end === undefined)) return change;
  const date = planOfDate(state, withSeconds(recurrenceId)).times;
  const from = withSeconds(change.start ?? date.start);
  const to = withSeconds(change.end ?? date.end);
  const start = moveAlong(state.facts.start, date.start, from);
  return { ...change, start, end: moveAlong(start, from, to) };
};

/** How an event repeats by the words of the change; dates that were named one by one move along unless they are named anew. */
export const recurrenceAfter = (
  standing: EventPlan,
  times: EventTimes,
  change: EventChange,
): RecurrenceFacts | undefined => {
  const { rule, extraDates = [], excludedDates = [] } = standing.recurrence ?? {};
  const isSameKind = standing.times.allDay === times.allDay;
  const along = (list: readonly string[]): string[] =>
    isSameKind ? list.map((date) => moveWall(date, wallDifference(standing.times.start, times.start))) : [];
  const wanted = {
    recurrence: change.recurrence ?? rule,
    extraDates: change.extraDates ?? along(extraDates),
    excludedDates: change.excludedDates ?? along(excludedDates),
  };
  return recurrenceOf(wanted, times);
};
