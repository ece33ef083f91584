import type { EventFacts, OccasionFacts } from './event-facts.ts';
import { lenientTimes } from './event-times.ts';
import { moveWall, wallDifference } from './wall-clock.ts';

/** The series on one of its dates; '' is the series itself, or the single event. */
export const occasionOn = (facts: EventFacts, recurrenceId: string): OccasionFacts => {
  const changed = facts.changedDates.find((date) => date.recurrenceId === recurrenceId);
  if (changed || recurrenceId === '') return changed ?? facts;
  const { timeZone, allDay } = facts;
  const end = moveWall(recurrenceId, wallDifference(facts.start, facts.end));
  return { ...facts, ...lenientTimes({ start: recurrenceId, end, timeZone, allDay }) };
};
