import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { editObject } from '../protocols/icalendar/edit-object.ts';
import { withAnswersOf } from './answer-invitation.ts';
import type { AttendeeStore } from './attendee-store.ts';
import { type AccessibleCalendar, mayWrite } from './calendar.ts';
import { type CommitChange, retryChange } from './commit-change.ts';
import { everyone, isCopy, isForeign, type StoredEvent } from './event.ts';
import { isHiddenFrom } from './event-access.ts';
import type { EventChanges } from './event-changes.ts';
import { eventFacts } from './event-facts.ts';
import type { EventStore } from './event-store.ts';
import type { EventWriter } from './event-writer.ts';

export interface RemoveRequest {
  readonly account: Account;
  readonly calendar: AccessibleCalendar;
  readonly uri: string;
  readonly condition: (standing: StoredEvent | undefined) => boolean;
  /** False: who takes an invitation out of their calendar says nothing by it (RFC 6638 8.1). */
  readonly reply: boolean;
  /** True: nobody is told. */
  readonly quiet?: boolean;
}

export type RemoveAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: 'not-found' | 'precondition-failed' | 'not-allowed' };

/** Takes an object out of a calendar: the organizer's event is deleted for all, a copy is an answer, anything else is just gone. */
export type RemoveObject = (request: RemoveRequest) => Promise<RemoveAnswer>;

export const createRemoveObject = ({
  unitOfWork,
  stores: { events, attendees, accounts },
  writer,
  commit,
  changes,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly stores: { readonly events: EventStore; readonly attendees: AttendeeStore; readonly accounts: AccountStore };
  readonly writer: EventWriter;
  readonly commit: CommitChange;
  readonly changes: EventChanges;
}): RemoveObject => {
  const removeOwn = async (
    { account, quiet }: RemoveRequest,
    event: StoredEvent,
  ): Promise<RemoveAnswer | undefined> => {
    const organizer = event.ownerId === account.id ? account : await accounts.findById(event.ownerId);
    if (!organizer) return { ok: false, code: 'not-found' };
    const people = (await attendees.listOf([event.id])).get(event.id) ?? new Map();
    const before = eventFacts(event, people);
    const kept = await commit({ organizer, base: event, before, stores: [], notify: !quiet, undoable: true });
    return kept && { ok: true };
  };

  /** Who removes their copy does not come. */
  const removeCopy = (event: StoredEvent, reply: boolean): Promise<RemoveAnswer | undefined> =>
    unitOfWork(async (transaction) => {
      if ((await events.findById(event.id, transaction))?.etag !== event.etag) return undefined;
      await writer.remove(transaction, event);
      const [master] = await events.findMasters([event], transaction);
      const owner = await accounts.findById(event.ownerId, transaction);
      if (!reply || !master || !owner) return { ok: true } as const;
      const address = owner.email.toLowerCase();
      const before = (await attendees.listOf([master.id], transaction)).get(master.id) ?? new Map();
      const declined = new Map([...before.keys()].map((recurrenceId) => [recurrenceId, 'DECLINED'] as const));
      const { people, changed } = withAnswersOf(before, address, declined);
      if (changed.size === 0 || !everyone(people).some((one) => one.address === address)) return { ok: true } as const;
      const raw = editObject(
        master.raw,
        [...changed].map(([recurrenceId, partstat]) => ({ kind: 'answer', recurrenceId, address, partstat }) as const),
      );
      const listed = await events.listedOf(master.id, transaction);
      const read = { ...listed, startMs: master.startMs, endMs: master.endMs };
      const after = await writer.store(transaction, { ...master, raw, read, people });
      await changes.written(transaction, { before: eventFacts(master, before), after, notify: false });
      return { ok: true } as const;
    });

  const removeForeign = (event: StoredEvent): Promise<RemoveAnswer | undefined> =>
    unitOfWork(async (transaction) => {
      if ((await events.findById(event.id, transaction))?.etag !== event.etag) return undefined;
      await writer.remove(transaction, event);
      return { ok: true } as const;
    });

  return async (request) => {
    const { account, calendar, uri, condition, reply } = request;
    return retryChange(async () => {
      const event = await events.findByUri(calendar.id, uri);
      if (!event) return { ok: false, code: 'not-found' } as const;
      if (!mayWrite(calendar) || isHiddenFrom(account, event)) return { ok: false, code: 'not-allowed' } as const;
      if (!condition(event)) return { ok: false, code: 'precondition-failed' } as const;
      if (isForeign(event)) return removeForeign(event);
      return isCopy(event) ? removeCopy(event, reply && !request.quiet) : removeOwn(request, event);
    });
  };
};
