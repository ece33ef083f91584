import type { EventId } from '../base/ids.ts';
import type { Connection } from '../platform/database.ts';
import type { AttendeeStore } from './attendee-store.ts';
import { type EventFacts, eventFacts } from './event-facts.ts';
import type { EventStore } from './event-store.ts';

/** The facts of an organizer's event as it is stored now, or undefined when it is gone. */
export type ReadEventFacts = (objectId: EventId, connection?: Connection) => Promise<EventFacts | undefined>;

export const createReadEventFacts =
  ({ events, attendees }: { readonly events: EventStore; readonly attendees: AttendeeStore }): ReadEventFacts =>
  async (objectId, connection) => {
    const event = await events.findById(objectId, connection);
    if (!event) return undefined;
    const people = await attendees.listOf([objectId], connection);
    return eventFacts(event, people.get(objectId) ?? new Map());
  };
