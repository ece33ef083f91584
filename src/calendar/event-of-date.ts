import type { StoredEvent } from './event.ts';
import { factsOfObject } from './event-facts.ts';
import type { EventStore } from './event-store.ts';

export interface EventDate {
  readonly event: StoredEvent;
  readonly recurrenceId: string;
}

/** Which of the events of a meeting has a date: a series that was split has its dates in two. */
export const eventOfDate = async (
  events: Pick<EventStore, 'findDate'>,
  list: readonly StoredEvent[],
  recurrenceId: string,
): Promise<EventDate | undefined> => {
  const ids = list.map(({ id }) => id);
  const found = await events.findDate(ids, recurrenceId);
  const event =
    list.find(({ id }) => id === found?.id) ??
    list.find((one) => factsOfObject(one).dates.some((date) => date.recurrenceId === recurrenceId));
  return event && { event, recurrenceId };
};
