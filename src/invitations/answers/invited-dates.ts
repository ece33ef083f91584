import { type Attendee, type EventPeople, peopleOn } from '../../calendar/event.ts';
import type { EventFacts } from '../../calendar/event-facts.ts';
import { occasionOn } from '../../calendar/occasion-on.ts';

/** Somebody among those invited to a date, or to the series; the organizer is not. */
export const invitedTo = (people: EventPeople, recurrenceId: string, address: string): Attendee | undefined =>
  peopleOn(people, recurrenceId).find((one) => one.address === address && one.role !== 'chair');

/** The series, as `''`, and the dates with people of their own to which somebody is invited; none: they are not invited. */
export const datesInvitedTo = (people: EventPeople, address: string): string[] =>
  [...people.keys()].filter((date) => invitedTo(people, date, address) !== undefined);

/**
 * What an answer is to. One to all of a series is one to the series and to the dates that differ; but for the dates to which this
 * person had given an answer of their own.
 */
export const datesAnswered = (people: EventPeople, address: string, recurrenceId: string): string[] => {
  if (recurrenceId !== '') return invitedTo(people, recurrenceId, address) === undefined ? [] : [recurrenceId];
  const series = invitedTo(people, '', address)?.answer;
  return datesInvitedTo(people, address).filter((date) => {
    const own = invitedTo(people, date, address)?.answer;
    return date === '' || series === undefined || own === series || own === 'NEEDS-ACTION';
  });
};

const isOver = (facts: EventFacts, recurrenceId: string, nowMs: number): boolean => {
  const endMs = recurrenceId === '' ? facts.lastEndMs : occasionOn(facts, recurrenceId).endMs;
  return endMs !== null && endMs <= nowMs;
};

/** Whether any of these dates is still to come. */
export const stateOfDates = (
  facts: EventFacts,
  dates: readonly string[],
  nowMs: number,
): 'open' | 'over' | 'cancelled' => {
  const standing = dates.filter((date) => occasionOn(facts, date).status !== 'CANCELLED');
  if (facts.status === 'CANCELLED' || standing.length === 0) return 'cancelled';
  return standing.every((date) => isOver(facts, date, nowMs)) ? 'over' : 'open';
};
