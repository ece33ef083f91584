import type { Account } from '../accounts/account.ts';
import { DomainError } from '../base/errors.ts';
import type { EventId } from '../base/ids.ts';
import type { Connection } from '../platform/database.ts';
import { isCopy, type StoredEvent } from './event.ts';
import type { EventStore } from './event-store.ts';

/** An event in one of the account's calendars. What belongs to others is `not-found`, like what does not exist. */
export const findOwn = async (
  events: EventStore,
  account: Account,
  id: EventId,
  connection?: Connection,
): Promise<StoredEvent> => {
  const event = await events.findById(id, connection);
  if (!event || event.ownerId !== account.id) throw new DomainError('not-found');
  return event;
};

/** The same, to change it: only organizers change events, and copies follow. Refuses with `not-allowed`. */
export const findToChange = async (
  events: EventStore,
  account: Account,
  id: EventId,
  connection: Connection,
): Promise<StoredEvent> => {
  const event = await findOwn(events, account, id, connection);
  if (isCopy(event)) throw new DomainError('not-allowed');
  return event;
};
