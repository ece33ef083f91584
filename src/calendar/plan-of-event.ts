import { peopleOn } from './event.ts';
import type { OccasionFacts } from './event-facts.ts';
import type { EventPlan } from './event-plan.ts';
import { type EventState, timesOf } from './event-state.ts';
import { type EventTimes, lenientTimes } from './event-times.ts';
import { moveWall, wallDifference } from './wall-clock.ts';

const planOf = (state: EventState, occasion: OccasionFacts, times: EventTimes, recurrenceId: string): EventPlan => ({
  title: occasion.title,
  times,
  texts: { location: occasion.location, description: occasion.description },
  attendees: peopleOn(state.people, recurrenceId),
  ...(state.event.meetingId !== undefined && { meetingId: state.event.meetingId }),
  ...(state.facts.hideInvitees && { hideInvitees: true }),
});

/** The series, or the single event, as it stands. */
export const planOfSeries = (state: EventState): EventPlan => ({
  ...planOf(state, state.facts, timesOf(state.facts), ''),
  ...(state.facts.recurrence && { recurrence: state.facts.recurrence }),
});

/** One date of the series as it stands. */
export const planOfDate = (state: EventState, recurrenceId: string): EventPlan => {
  const changed = state.facts.changedDates.find((date) => date.recurrenceId === recurrenceId);
  if (changed) return planOf(state, changed, timesOf(changed), recurrenceId);
  const { start, end, timeZone, allDay } = state.facts;
  const times = lenientTimes({
    start: recurrenceId,
    end: moveWall(recurrenceId, wallDifference(start, end)),
    timeZone,
    allDay,
  });
  return planOf(state, state.facts, times, recurrenceId);
};
