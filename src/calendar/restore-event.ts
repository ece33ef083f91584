import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import type { EventId } from '../base/ids.ts';
import type { MeetingStore } from '../meetings/meeting-store.ts';
import type { UnitOfWork } from '../platform/database.ts';
import type { DeletedEvent, DeletedEventStore } from './deleted-event-store.ts';
import { peopleOn } from './event.ts';
import { type EventAccess, isHiddenFrom } from './event-access.ts';
import type { EventChanges } from './event-changes.ts';
import { type EventFacts, eventFacts } from './event-facts.ts';
import type { EventMeetings } from './event-meetings.ts';
import type { EventStore } from './event-store.ts';
import type { EventWriter } from './event-writer.ts';
import type { ReadWritten } from './read-written.ts';

/** Undoes the last delete of an event, or of dates of it. Refuses with `not-found` what is gone for good, with `conflict` what has changed since. */
export type RestoreEvent = (account: Account, id: EventId) => Promise<EventFacts>;

const KEPT_MS = 15 * 60_000;

export const createRestoreEvent = ({
  unitOfWork,
  stores: { events, deleted, accounts, meetingStore },
  access,
  writer,
  meetings,
  changes,
  work: { readWritten, clock },
}: {
  readonly unitOfWork: UnitOfWork;
  readonly stores: {
    readonly events: EventStore;
    readonly deleted: DeletedEventStore;
    readonly accounts: AccountStore;
    readonly meetingStore: MeetingStore;
  };
  readonly access: EventAccess;
  readonly writer: EventWriter;
  readonly meetings: EventMeetings;
  readonly changes: EventChanges;
  readonly work: { readonly readWritten: ReadWritten; readonly clock: Clock };
}): RestoreEvent => {
  const find = async (account: Account, id: EventId): Promise<DeletedEvent> => {
    const found = await deleted.find(id, clock.nowMs() - KEPT_MS);
    if (!found || isHiddenFrom(account, found.event)) throw new DomainError('not-found');
    await access.calendarToWrite(account, found.event.calendarId);
    return found;
  };

  return async (account, id) => {
    const found = await find(account, id);
    const { event, people, leftEtag } = found;
    const organizer = await accounts.findById(event.organizerId);
    const chair = peopleOn(people, '').find(({ role }) => role === 'chair');
    const homeZone = chair?.timeZone ?? organizer?.timeZone ?? 'UTC';
    const read = await readWritten(event.raw, homeZone, account.id);
    const facts = await unitOfWork(async (transaction) => {
      const standing = await events.findById(id, transaction);
      if (standing?.etag !== leftEtag) throw new DomainError('conflict');
      const other =
        (await events.findInCalendar(event.calendarId, event.uid, transaction)) ??
        (await events.findByUri(event.calendarId, event.uri, transaction));
      if (other && other.id !== id) throw new DomainError('conflict');
      if (event.meetingId !== undefined) await meetingStore.reopen(transaction, event.meetingId);
      const before = standing && eventFacts(standing, people);
      const after = await writer.store(transaction, { ...event, read, people });
      if (event.meetingId !== undefined) await meetings.settleInvitees(transaction, event.meetingId);
      await changes.written(transaction, { ...(before && { before }), after, notify: true, onlyIfTold: true });
      await deleted.forget(transaction, id);
      return after;
    });
    changes.committed();
    return facts;
  };
};
