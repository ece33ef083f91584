import type { Account } from '../accounts/account.ts';
import { DomainError } from '../base/errors.ts';
import type { EventId } from '../base/ids.ts';
import type { StartedMeeting, StartMeeting } from '../meetings/start-meeting.ts';
import type { EventStore } from './event-store.ts';
import { findOwn } from './own-event.ts';

/** Starts the meeting of an event now, for its organizer or a moderator. Refuses with `conflict` when it has none. */
export type StartEvent = (account: Account, id: EventId) => Promise<StartedMeeting>;

export const createStartEvent =
  ({ events, startMeeting }: { readonly events: EventStore; readonly startMeeting: StartMeeting }): StartEvent =>
  async (account, id) => {
    const event = await findOwn(events, account, id);
    if (event.meetingId === undefined) throw new DomainError('conflict');
    return startMeeting.byId(account, event.meetingId);
  };
