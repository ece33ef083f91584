import type { Account } from '../accounts/account.ts';
import { DomainError } from '../base/errors.ts';
import type { CalendarId, EventId } from '../base/ids.ts';
import type { Connection } from '../platform/database.ts';
import { type AccessibleCalendar, mayWrite } from './calendar.ts';
import type { CalendarStore } from './calendar-store.ts';
import { isCopy, type StoredEvent } from './event.ts';
import type { EventStore } from './event-store.ts';

/** An event in a calendar that the account may see. */
export interface AccessibleEvent {
  readonly event: StoredEvent;
  readonly calendar: AccessibleCalendar;
}

/** What an account may see and change. What it may not see is `not-found`, like what does not exist. */
export interface EventAccess {
  toRead(account: Account, id: EventId, connection?: Connection): Promise<AccessibleEvent>;
  /** Copies follow their organizer: `not-allowed`, like what is shared to be read alone. */
  toChange(account: Account, id: EventId, connection?: Connection): Promise<AccessibleEvent>;
  /** A calendar that the account may put events into; refuses with `not-found` or `not-allowed`. */
  calendarToWrite(account: Account, id: CalendarId, connection?: Connection): Promise<AccessibleCalendar>;
}

/** Others see of these that there is something, and no more. */
export const isHiddenFrom = (account: Pick<Account, 'id'>, event: Pick<StoredEvent, 'ownerId' | 'facts'>): boolean =>
  event.ownerId !== account.id && event.facts !== undefined && event.facts.visibility !== 'public';

export const mayChange = (account: Pick<Account, 'id'>, { event, calendar }: AccessibleEvent): boolean =>
  mayWrite(calendar) && !isCopy(event) && !isHiddenFrom(account, event);

export const createEventAccess = ({
  events,
  calendars,
}: {
  readonly events: EventStore;
  readonly calendars: CalendarStore;
}): EventAccess => {
  const toRead: EventAccess['toRead'] = async (account, id, connection) => {
    const event = await events.findById(id, connection);
    const calendar = event && (await calendars.findFor(account.id, event.calendarId, connection));
    if (!calendar) throw new DomainError('not-found');
    return { event, calendar };
  };
  return {
    toRead,
    async toChange(account, id, connection) {
      const found = await toRead(account, id, connection);
      if (!mayChange(account, found)) throw new DomainError('not-allowed');
      return found;
    },
    async calendarToWrite(account, id, connection) {
      const calendar = await calendars.findFor(account.id, id, connection);
      if (!calendar) throw new DomainError('not-found');
      if (!mayWrite(calendar)) throw new DomainError('not-allowed');
      return calendar;
    },
  };
};
