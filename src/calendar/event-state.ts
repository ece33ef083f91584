import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import { DomainError, invalidField } from '../base/errors.ts';
import type { EventId } from '../base/ids.ts';
import type { Connection } from '../platform/database.ts';
import type { AttendeeStore } from './attendee-store.ts';
import type { AccessibleCalendar } from './calendar.ts';
import { type EventPeople, peopleOn, type StoredEvent } from './event.ts';
import type { EventAccess } from './event-access.ts';
import { type EventFacts, eventFacts, type OccasionFacts } from './event-facts.ts';
import type { EventTimes } from './event-times.ts';

/** All that a change of an event starts from. */
export interface EventState {
  readonly event: StoredEvent;
  readonly calendar: AccessibleCalendar;
  readonly organizer: Account;
  readonly people: EventPeople;
  readonly facts: EventFacts;
  /** The zone of whole days. */
  readonly homeZone: string;
}

export type ReadEventState = (account: Account, id: EventId, connection?: Connection) => Promise<EventState>;

/** An event that the account may change, as it is stored now. Refuses with `not-found` or `not-allowed`. */
export const createReadEventState =
  ({
    access,
    accounts,
    attendees,
  }: {
    readonly access: EventAccess;
    readonly accounts: AccountStore;
    readonly attendees: AttendeeStore;
  }): ReadEventState =>
  async (account, id, connection) => {
    const { event, calendar } = await access.toChange(account, id, connection);
    const organizer = await accounts.findById(event.organizerId, connection);
    if (!organizer) throw new DomainError('not-found');
    const people: EventPeople = (await attendees.listOf([id], connection)).get(id) ?? new Map();
    const chair = peopleOn(people, '').find(({ role }) => role === 'chair');
    const homeZone = chair?.timeZone ?? calendar.timeZone ?? organizer.timeZone;
    return { event, calendar, organizer, people, facts: eventFacts(event, people), homeZone };
  };

export const timesOf = ({ start, end, timeZone, allDay, startMs, endMs }: OccasionFacts): EventTimes => ({
  start,
  end,
  timeZone,
  allDay,
  startMs,
  endMs,
});

export const isSeries = (facts: EventFacts): boolean => facts.recurrence !== undefined;

export const unknownDate = () =>
  invalidField('recurrenceId', 'unknown-date', 'The event does not take place on this date.');
