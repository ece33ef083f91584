import type { Account } from '../accounts/account.ts';
import type { Clock } from '../base/clock.ts';
import type { EventId } from '../base/ids.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { type EventChanges, isNews } from './event-changes.ts';
import type { EventMeetings } from './event-meetings.ts';
import type { EventStore } from './event-store.ts';
import type { EventWriter } from './event-writer.ts';
import { findToChange } from './own-event.ts';
import type { ReadEventFacts } from './read-event-facts.ts';

/** Deletes an event of the account with its copies, and closes its meeting. */
export type DeleteEvent = (organizer: Account, id: EventId, options: { readonly notify: boolean }) => Promise<void>;

export const createDeleteEvent =
  ({
    unitOfWork,
    events,
    readFacts,
    writer,
    meetings,
    changes,
    clock,
  }: {
    readonly unitOfWork: UnitOfWork;
    readonly events: EventStore;
    readonly readFacts: ReadEventFacts;
    readonly writer: EventWriter;
    readonly meetings: EventMeetings;
    readonly changes: EventChanges;
    readonly clock: Clock;
  }): DeleteEvent =>
  async (organizer, id, options) => {
    const announce = await unitOfWork(async (transaction) => {
      const event = await findToChange(events, organizer, id, transaction);
      const before = await readFacts(id, transaction);
      if (!before) throw new Error('An event that was just read is not there.');
      await writer.remove(transaction, event);
      const announceEnd =
        event.meetingId === undefined ? undefined : await meetings.cancel(transaction, event.meetingId);
      await changes.written(transaction, { before, notify: options.notify && isNews(clock.nowMs(), before) });
      return announceEnd;
    });
    announce?.();
    changes.committed();
  };
